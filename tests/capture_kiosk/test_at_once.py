"""Long work under way, as models that load, keeps nobody from opening the tablet."""

from threading import Event

from core.qt_support.background import Background
from tests.capture_kiosk.conftest import Shop


def test_a_password_opens_while_four_long_works_are_under_way(shop: Shop) -> None:
    opened = shop.open()
    leave = Event()
    for _ in range(4):
        Background(leave.wait, opened.kiosk).start()
    try:
        opened.unlock()
    finally:
        leave.set()
    assert opened.page == "inicio"

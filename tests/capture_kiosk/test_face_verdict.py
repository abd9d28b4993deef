"""What is said of a face is said of the photo that is shown, and of no other (numeral 21)."""

from collections.abc import Callable
from threading import Event
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from capture_kiosk.device.today import Today
from capture_kiosk.view_models.chip_vm import ChipVm
from capture_kiosk.view_models.page_vm import Ways
from capture_kiosk.view_models.rostro_vm import RostroVm
from core.domain.credencial.lectura import FaceCode, FaceVerdict
from core.messages import explain_code
from tests.capture_kiosk import drafts, world
from tests.capture_kiosk.eyes import PATIENCE_S
from tests.fakes.clock import SetClock

NONE, GOOD = (FaceVerdict(each) for each in (FaceCode.NO_FACE, FaceCode.GOOD))


class NoCamera(QObject):
    """A camera whose frames are put before the page by hand."""

    seen, failed = Signal(object), Signal(object)

    def watch(self, look: Callable[[object], object]) -> None:
        del look

    def rest(self) -> None:
        """Rest."""


@pytest.fixture
def judged() -> dict[bytes, Event]:
    """Return what lets the verdict on each picture come."""
    return {b"una": Event(), b"otra": Event()}


@pytest.fixture
def page(qapp: QGuiApplication, judged: dict[bytes, Event]) -> RostroVm:
    pictures = iter(judged)

    def judge(picture: bytes) -> FaceVerdict:
        assert judged[picture].wait(PATIENCE_S)
        return GOOD if picture == b"una" else NONE

    lens: Any = SimpleNamespace(
        camera=NoCamera(),
        jpeg=lambda _frame: next(pictures),
        face_shutter=lambda: lambda _frame: None,
        judge_face=judge,
        sound=drafts.nothing,
    )
    ways = Ways(ChipVm(drafts.nothing, qapp), drafts.nothing, lambda _page: None, drafts.nothing)
    return RostroVm(ways, drafts.to_data(drafts.a_flow()), Today(SetClock(world.NOW)), lens)


def test_a_verdict_that_comes_late_says_nothing_of_the_photo_after_it(
    page: RostroVm, judged: dict[bytes, Event], qtbot: QtBot
) -> None:
    told: list[str] = []
    page.changed.connect(lambda: told.append(page._pointer))
    page.consent()
    for _ in judged:
        page.shootAgain()
        page._frame = object()
        page.shoot()
    judged[b"una"].set()
    qtbot.wait(50)
    judged[b"otra"].set()
    qtbot.waitUntil(lambda: page._doubtful, timeout=PATIENCE_S * 1000)
    assert told[-1] == explain_code(NONE.code.value).title
    assert "Así está bien" not in told
    assert explain_code(GOOD.code.value).title not in told

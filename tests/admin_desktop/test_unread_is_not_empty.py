"""What could not be read is never said to be empty, and is read once the server answers again."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from PySide6.QtWidgets import QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from admin_desktop.main import Desk
from admin_desktop.parts.screen import Screen
from admin_desktop.parts.text import Text
from admin_desktop.shell.foot_vm import ShellVm
from core.domain.access.roles import Role
from tests.admin_desktop.by_name import Eyes, settle
from tests.admin_desktop.conftest import WAIT, sign_in
from tests.admin_desktop.screen_worlds import WORLDS
from tests.admin_desktop.test_journey_staff import open_account
from tests.admin_desktop.test_screens import STAFF
from tests.central_server import Central
from tests.walkthrough.relay import Relay

_EMPTY = ("Todavía no hay", "Sin publicar", "Agregue el primer", "empieza con el primer")
_UNREAD = ("o se pudo leer", "Leyendo", "todavía no se han leído", "se ha leído")


@pytest.fixture
def relay(server: Central) -> Iterator[Relay]:
    where = urlsplit(server.url)
    between = Relay((str(where.hostname), int(where.port or 0)))
    yield between
    between.stop()


def said(screen: Screen, words: tuple[str, ...]) -> list[str]:
    """Return what the screen says, under its other tabs too, that holds one of `words`."""
    texts = [each.text() for each in screen.findChildren(Text) if not _is_put_away(each, screen)]
    return [text for text in texts if any(each in text for each in words)]


def _is_put_away(widget: QWidget, screen: Screen) -> bool:
    above: QWidget | None = widget
    while above is not None and above is not screen:
        parent = above.parentWidget()
        if above.isHidden() and not isinstance(parent, QStackedWidget):
            return True
        above = parent
    return False


def test_every_place(server: Central, relay: Relay, eyes: Eyes, desk: Desk, qtbot: QtBot) -> None:
    WORLDS["llena"](server)
    open_account(server, "todo", *(set(Role) - {Role.ASPIRANTE}))
    sign_in(eyes, replace(server, url=f"https://127.0.0.1:{relay.port}"), qtbot, "todo")
    relay.close()
    for place in STAFF:
        eyes.press(place)
        settle()
    screens = desk.shell.findChildren(Screen)
    assert len(screens) == len(STAFF)
    wrong = {each.title.text(): said(each, _EMPTY) for each in screens}
    assert not any(wrong.values()), wrong
    assert all(said(each, _UNREAD) for each in screens), "the words that are looked for are there"
    relay.open()
    (foot,) = desk.shell.findChildren(ShellVm)
    foot.ask_now()
    qtbot.waitUntil(lambda: eyes.shows("Servidor al día"), timeout=WAIT)
    settle()
    unread = {each.title.text(): said(each, _UNREAD) for each in screens}
    assert not any(unread.values()), unread

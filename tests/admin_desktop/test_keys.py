"""By keys alone: Ctrl and a number to the areas, Ctrl+K to areas, people and folios."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from admin_desktop.main import Desk
from admin_desktop.parts.sidebar import Place
from admin_desktop.shell.command_search import CommandSearch
from core.domain.access.roles import Role
from tests import registro
from tests.admin_desktop.by_name import Eyes, settle
from tests.admin_desktop.conftest import WAIT, sign_in
from tests.admin_desktop.pictures import picture, picture_of
from tests.admin_desktop.test_journey_staff import open_account
from tests.admin_desktop.whole_screen import badly_named, cut
from tests.central_server import Central

CONTROL = Qt.KeyboardModifier.ControlModifier
NAME = "MUESTRA FICTICIA, Ana «La Muestra»"


@pytest.fixture
def inside(server: Central, eyes: Eyes, qtbot: QtBot) -> Eyes:
    desk = registro.open_proceso(server)
    desk.token = server.someone(Role.REGISTRAR).token
    registro.register(desk)
    waiting = registro.constancia("CI-002/26", nombre="Eva")
    assert desk.post("/v1/constancias", waiting).status_code == 201
    open_account(server, "registra", Role.REGISTRAR)
    sign_in(eyes, server, qtbot, "registra")
    qtbot.waitUntil(lambda: eyes.shows("Constancias por entregar"), timeout=WAIT)
    settle()
    return eyes


def searched(eyes: Eyes, desk: Desk, qtbot: QtBot, typed: str) -> CommandSearch:
    """Open the search and type; return it once it says what was found."""
    eyes.key(Qt.Key.Key_K, CONTROL)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None, timeout=WAIT)
    found = QApplication.activeModalWidget()
    assert isinstance(found, CommandSearch)
    qtbot.waitUntil(found.isActiveWindow, timeout=WAIT)
    Eyes(found).type("Pantalla, persona, Id Solicitante o folio", typed)
    assert desk.shell.isVisible()
    return found


def test_numbers_go_to_the_areas_in_their_order(inside: Eyes, desk: Desk, qtbot: QtBot) -> None:
    places = desk.shell.findChildren(Place)
    assert [each.area for each in places[:3]] == ["hoy", "proceso", "constancias"]
    for number, place in reversed(list(enumerate(places[:9], 1))):
        inside.key(Qt.Key(int(Qt.Key.Key_0) + number), CONTROL)
        qtbot.waitUntil(place.isChecked, timeout=WAIT)
        settle()
        assert place.toolTip() == f"Ctrl+{number}"


@pytest.mark.parametrize(
    ("typed", "hit", "shown"),
    [
        ("ficticia ana", f"{NAME.partition(' «')[0]}", NAME),
        ("000001-00001-4", "000001-00001-4", NAME),
        ("capac", "Capacitación", "Registrar capacitación"),
        ("CI-002", "MUESTRA FICTICIA, Eva", "Concluir registro"),
    ],
)
def test_everything_is_found_and_opened_by_enter(
    typed: str, hit: str, shown: str, inside: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    search = searched(inside, desk, qtbot, typed)
    seen = Eyes(search)
    qtbot.waitUntil(lambda: seen.shows(hit), timeout=WAIT)
    settle()
    if typed == "ficticia ana":
        picture_of(search, "buscar_en_todo")
        assert badly_named(seen) == []
        assert cut(search) == []
    QTest.keyClick(seen.focused(), Qt.Key.Key_Return)
    desk.shell.activateWindow()
    qtbot.waitUntil(lambda: inside.shows(shown), timeout=WAIT)


def test_arrows_choose_and_escape_leaves(inside: Eyes, desk: Desk, qtbot: QtBot) -> None:
    search = searched(inside, desk, qtbot, "ta")
    seen = Eyes(search)
    qtbot.waitUntil(lambda: seen.shows("Tabletas reportadas"), timeout=WAIT)
    settle()
    first = seen.focused()
    QTest.keyClick(first, Qt.Key.Key_Down)
    QTest.keyClick(first, Qt.Key.Key_Up)
    assert seen.focused() is first
    QTest.keyClick(first, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=WAIT)
    assert inside.shows("Constancias por entregar")
    picture(desk, "keys_after")


def test_nothing_found_is_said(inside: Eyes, desk: Desk, qtbot: QtBot) -> None:
    search = searched(inside, desk, qtbot, "nadie que exista")
    said = "Nada coincide con «nadie que exista»."
    qtbot.waitUntil(lambda: Eyes(search).shows(said), timeout=WAIT)
    QTest.keyClick(Eyes(search).focused(), Qt.Key.Key_Escape)

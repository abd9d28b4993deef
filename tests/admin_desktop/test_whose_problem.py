"""Focus stays on the work, an error has its place, and a page says one thing of the server."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from admin_desktop.framework.working_vm import WorkingVm
from admin_desktop.main import Desk
from admin_desktop.parts.screen import Screen
from core.domain.access.roles import Role
from core.errors import ApoyoError, CentralRefused
from tests import registro
from tests.admin_desktop.by_name import Eyes, settle
from tests.admin_desktop.conftest import PASSWORD, WAIT, sign_in, trust
from tests.admin_desktop.conftest import open_account as open_staff
from tests.admin_desktop.test_journey_console import fill_alta, give_password
from tests.admin_desktop.test_journey_staff import open_account
from tests.apoyo_world import FIRST, World
from tests.central_server import Central
from tests.walkthrough.relay import Relay

_OUT = "Salir de la cuenta"


@pytest.fixture
def relay(server: Central) -> Iterator[Relay]:
    """Return the way to the server, which a test closes."""
    where = urlsplit(server.url)
    opened = Relay((str(where.hostname), int(where.port or 0)))
    yield opened
    opened.stop()


def on_the_screen(eyes: Eyes, desk: Desk) -> bool:
    """Tell whether the focus is on the open screen, where it is seen."""
    settle()
    now = QApplication.focusWidget()
    screens = [each for each in desk.shell.findChildren(Screen) if each.isVisible()]
    assert screens, eyes.texts()
    return now is not None and screens[0].isAncestorOf(now) and not now.visibleRegion().isEmpty()


def test_each_screen_takes_the_focus_when_it_opens(
    server: Central, eyes: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    desk_of = registro.open_proceso(server)
    desk_of.token = server.someone(Role.REGISTRAR).token
    registro.register(desk_of)
    open_account(server, "todo", *(set(Role) - {Role.ASPIRANTE}))
    sign_in(eyes, server, qtbot, "todo")
    assert on_the_screen(eyes, desk), eyes.focused_name()
    places = [each for each in eyes.controls() if each != _OUT][:11]
    for place in places:
        eyes.go(place)  # scrolled into sight
        eyes.press(place)
        assert on_the_screen(eyes, desk), f"{place}: {eyes.focused_name()}"


def test_the_focus_stays_on_the_page_after_a_baja(
    server: Central, eyes: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    world = World.made(server)
    give_password(server, FIRST)
    sign_in(eyes, server, qtbot, "aspira1")
    qtbot.waitUntil(lambda: eyes.shows("Todavía no hay auxiliares."), timeout=WAIT)
    eyes.press("Dar de alta a un auxiliar")
    fill_alta(eyes)
    eyes.go("Dar de alta")
    eyes.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: eyes.shows("Por aceptar"), timeout=WAIT)
    assert on_the_screen(eyes, desk), eyes.focused_name()
    assert world.answer_by_mail().status_code == 200
    eyes.press("Avance y auxiliares")
    qtbot.waitUntil(lambda: eyes.shows("Auxiliar 000001 · Nunca entró"), timeout=WAIT)
    eyes.go("Dar de baja")
    eyes.key(Qt.Key.Key_Return)
    eyes.type("Motivo de la baja", "Renunció")
    eyes.go("Dar de baja para siempre")
    eyes.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: eyes.shows("Baja registrada"), timeout=WAIT)
    assert on_the_screen(eyes, desk), eyes.focused_name()


class Unknown(WorkingVm):
    """Fails with what a test says."""

    def fail(self, error: ApoyoError) -> None:
        self._fail(error)


_OWN = Qt.FindChildOption.FindDirectChildrenOnly
REFUSED = CentralRefused("datos_invalidos", 422, fields=(("body.lo_que_nadie_muestra", "falta"),))


def test_an_error_on_a_field_without_a_widget_stands_above(
    server: Central, eyes: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    registro.open_proceso(server)
    open_account(server, "todo", *(set(Role) - {Role.ASPIRANTE}))
    sign_in(eyes, server, qtbot, "todo")
    for place in [each for each in eyes.controls() if each != _OUT][:11]:
        eyes.go(place)  # scrolled into sight
        eyes.press(place)
        settle()
        screen = next(each for each in desk.shell.findChildren(Screen) if each.isVisible())
        vm = screen.findChildren(WorkingVm, options=_OWN)[0]
        vm._fail(REFUSED)
        settle()
        said = vm.errors["lo_que_nadie_muestra"]
        assert eyes.shows(said), f"{place} keeps «{said}» to itself"


def test_the_same_password_again_is_refused_aloud(
    server: Central, eyes: Eyes, qtbot: QtBot
) -> None:
    open_staff(server, must_change=True, user="nueva")
    trust(eyes, server, qtbot)
    eyes.type("Usuario", "nueva")
    eyes.type("Contraseña", PASSWORD)
    eyes.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: eyes.shows("Cree su contraseña"), timeout=WAIT)
    eyes.type("Contraseña nueva", PASSWORD)
    eyes.type("Contraseña nueva, otra vez", PASSWORD)
    eyes.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(eyes.sentence("Contraseña nueva")), timeout=WAIT)
    assert eyes.shows(eyes.sentence("Contraseña nueva"))


def test_the_foot_and_the_page_say_the_same_of_the_server(
    server: Central, relay: Relay, eyes: Eyes, qtbot: QtBot
) -> None:
    registro.open_proceso(server)
    sign_in(eyes, replace(server, url=f"https://127.0.0.1:{relay.port}"), qtbot)
    relay.close()
    eyes.press("Constancias")
    qtbot.waitUntil(lambda: eyes.shows("Código sin_servidor"), timeout=WAIT)
    assert not eyes.shows("Servidor al día")
    assert not eyes.shows("Todavía no hay constancias.")
    relay.open()
    qtbot.waitUntil(lambda: eyes.shows("Servidor al día"), timeout=WAIT)
    qtbot.waitUntil(lambda: eyes.shows("Todavía no hay constancias."), timeout=WAIT)
    assert not eyes.shows("Código sin_servidor")

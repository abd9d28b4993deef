"""What is typed right after the key that opens a screen lands where that screen listens."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from admin_desktop.main import Desk
from admin_desktop.parts.sidebar import Place
from core.domain.access.roles import Role
from tests import registro
from tests.admin_desktop.by_name import Eyes, being_built, settle
from tests.admin_desktop.conftest import WAIT, sign_in
from tests.admin_desktop.test_journey_console import give_password
from tests.admin_desktop.test_journey_staff import open_account
from tests.central_server import Central

CONTROL = Qt.KeyboardModifier.ControlModifier
TYPED = "muestra"
_PARTS = frozenset(TYPED[at:] for at in range(len(TYPED)))


def window_of(desk: Desk) -> QWindow:
    found = desk.shell.windowHandle()
    assert found is not None
    return found


def typed_at_once(desk: Desk) -> dict[str, str | None]:
    """Open each place by a key and type at once: return what stands where the focus came to be.

    None for a place that begins with no field.
    """
    found: dict[str, str | None] = {}
    for place in desk.shell.findChildren(Place):
        place.setFocus(Qt.FocusReason.TabFocusReason)
        settle()
        before = desk.shell.findChildren(QLineEdit)
        QTest.keyClick(window_of(desk), Qt.Key.Key_Space)
        for each in TYPED:
            QTest.keyClick(window_of(desk), each)
        settle()
        now = QApplication.focusWidget()
        found[place.area] = now.text() if isinstance(now, QLineEdit) else None
        elsewhere = {
            f"{place.area}: {each.accessibleName()}"
            for each in desk.shell.findChildren(QLineEdit)
            if each is not now and each not in before and each.text() in _PARTS
        }
        assert not elsewhere
    return found


def lost(found: dict[str, str | None]) -> dict[str, str]:
    """Return the places whose first field has anything but what was typed."""
    return {place: said for place, said in found.items() if said not in (None, TYPED)}


def inside(server: Central, eyes: Eyes, qtbot: QtBot) -> None:
    registro.open_proceso(server)
    open_account(server, "todo", *(set(Role) - {Role.ASPIRANTE}))
    sign_in(eyes, server, qtbot, "todo")
    settle()


def go_at_once(desk: Desk, area: str) -> None:
    """Open a place by a key, and do not wait for it."""
    place = next(each for each in desk.shell.findChildren(Place) if each.area == area)
    place.setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    QTest.keyClick(window_of(desk), Qt.Key.Key_Space)
    assert being_built()


def test_each_screen_of_the_staff(server: Central, eyes: Eyes, desk: Desk, qtbot: QtBot) -> None:
    inside(server, eyes, qtbot)
    found = typed_at_once(desk)
    assert not lost(found)
    assert {"constancias", "aspirantes", "correos"} <= {
        each for each, said in found.items() if said
    }


def test_each_screen_of_the_console(server: Central, eyes: Eyes, desk: Desk, qtbot: QtBot) -> None:
    central = registro.open_proceso(server)
    central.token = server.someone(Role.REGISTRAR).token
    given = str(registro.register(central)["id_solicitante"])
    give_password(server, given)
    with server.deps.units.reading() as work:
        user = work.accounts.of_aspirante(given).user
    sign_in(eyes, server, qtbot, user)
    settle()
    assert not lost(typed_at_once(desk))


def test_a_shortcut_finds_what_it_opens(
    server: Central, eyes: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    inside(server, eyes, qtbot)
    go_at_once(desk, "cuentas")
    QTest.keyClick(window_of(desk), Qt.Key.Key_N, CONTROL)
    qtbot.waitUntil(lambda: "Abrir cuenta" in eyes.controls(), timeout=WAIT)
    settle()
    QTest.keyClick(window_of(desk), Qt.Key.Key_M)
    assert isinstance(eyes.focused(), QLineEdit)
    assert eyes.focused().text() == "m"


def test_no_button_that_nobody_saw_is_pressed(
    server: Central, eyes: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    inside(server, eyes, qtbot)
    go_at_once(desk, "cuentas")
    QTest.keyClick(window_of(desk), Qt.Key.Key_Space)
    assert not being_built()
    settle()
    assert eyes.focused_name() == "Abrir cuenta nueva"
    assert "Abrir cuenta" not in eyes.controls()
    QTest.keyClick(window_of(desk), Qt.Key.Key_Space)
    settle()
    assert "Abrir cuenta" in eyes.controls()


def test_the_last_of_two_keys_decides(
    server: Central, eyes: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    inside(server, eyes, qtbot)
    go_at_once(desk, "cuentas")
    places = [each.area for each in desk.shell.findChildren(Place)]
    QTest.keyClick(window_of(desk), str(places.index("constancias") + 1), CONTROL)
    for each in TYPED:
        QTest.keyClick(window_of(desk), each)
    settle()
    assert isinstance(eyes.focused(), QLineEdit)
    assert eyes.focused().text() == TYPED
    eyes.press("Cuentas")
    settle()
    assert TYPED not in [
        each.text() for each in desk.shell.findChildren(QLineEdit) if each.isVisible()
    ]

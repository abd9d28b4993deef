"""One's own sessions, seen and closed; and another's code at sign-in, taken away with a reason."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlmodel import select

from admin_desktop.main import Desk
from core.central.tables.shared import StoredMail
from core.domain.access.cuenta import CorreoOfAccount
from core.domain.access.roles import Role
from core.procedure.access.set_account_correo import SetAccountCorreo
from tests.admin_desktop.by_name import Eyes, settle
from tests.admin_desktop.conftest import PASSWORD, USER, WAIT, sign_in
from tests.admin_desktop.pictures import picture
from tests.admin_desktop.test_journey_staff import open_account
from tests.admin_desktop.test_mi_cuenta import turn_on
from tests.admin_desktop.whole_screen import faults
from tests.central_server import Central


def test_other_sessions_are_seen_and_closed(
    server: Central, eyes: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    others = [server.stranger() for _ in range(3)]
    for number, each in enumerate(others):
        login = {"user": USER, "password": PASSWORD}
        named = {"User-Agent": f"Escritorio en mesa-{number} (Linux)"}
        each.token = each.call("POST", "/v1/sesiones", body=login, headers=named).json()["token"]
    sign_in(eyes, server, qtbot)
    eyes.press("Mi cuenta")
    settle()
    qtbot.waitUntil(lambda: eyes.shows("mesa-2"), timeout=WAIT)
    settle()
    picture(desk, "cuenta_sesiones")
    assert eyes.focused_name() == "Sus sesiones abiertas"
    assert faults(eyes) == []
    assert [f"mesa-{n}" for n in range(3) if eyes.shows(f"mesa-{n}")] == [
        "mesa-0",
        "mesa-1",
        "mesa-2",
    ]
    assert "Cerrar sesión elegida" not in eyes.controls(), "one's own is left, not closed"
    eyes.go("Sus sesiones abiertas")
    eyes.key(Qt.Key.Key_Down)
    settle()
    eyes.press("Cerrar sesión elegida")
    qtbot.waitUntil(lambda: eyes.shows("quedó cerrada"), timeout=WAIT)
    assert [each.get("/v1/sesiones").status_code for each in others] == [200, 200, 401]
    eyes.press("Cerrar las demás")
    qtbot.waitUntil(lambda: eyes.shows("Solo esta sesión"), timeout=WAIT)
    assert [each.get("/v1/sesiones").status_code for each in others] == [401, 401, 401]
    settle()
    assert "Cerrar las demás" not in eyes.controls()


def test_an_administrator_takes_anothers_code_away(
    server: Central, eyes: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    turn_on(server)
    open_account(server, "administra", Role.ADMINISTRADOR)
    with server.deps.units.writing("prueba") as work:
        account = work.accounts.by_user(USER)
        assert account is not None
        correo = CorreoOfAccount("uti@muestra.example", "oficio")
        SetAccountCorreo(work.accounts, work.bitacora)(account.id, correo)
    sign_in(eyes, server, qtbot, "administra")
    eyes.press("Cuentas")
    settle()
    eyes.type("Buscar cuenta", USER)
    settle()
    qtbot.waitUntil(lambda: "Retirar su código" in eyes.controls(), timeout=WAIT)
    eyes.press("Retirar su código")
    picture(desk, "cuentas_retiro")
    assert faults(eyes) == []
    eyes.type("Motivo", "perdió el teléfono")
    eyes.press("Retirar el código")
    qtbot.waitUntil(lambda: eyes.shows("ya no pide un código"), timeout=WAIT)
    settle()
    assert "Retirar su código" not in eyes.controls()
    with server.deps.units.reading() as work:
        (mail,) = work.session.exec(select(StoredMail)).all()
    assert mail.to == "uti@muestra.example"

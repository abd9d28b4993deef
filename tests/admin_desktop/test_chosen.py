"""What was chosen in a list stays chosen by its identity, whatever comes before it meanwhile."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from admin_desktop.main import Desk
from core.domain.access.roles import Role
from tests import registro
from tests.admin_desktop.by_name import Eyes, settle
from tests.admin_desktop.conftest import WAIT, sign_in
from tests.admin_desktop.test_expediente import first_row
from tests.admin_desktop.test_journey_staff import open_account
from tests.central_server import Central, Client


def train(desk: Client, place: str, hour: int) -> None:
    held = {
        "held_at": f"2026-01-02T{hour:02}:00:00Z",
        "place": place,
        "instructor": "Laura Ejemplo Ficticia",
        "topics": "Uso de la aplicación",
        "asistentes": [{"name": "Persona Ficticia", "constancia": ""}],
    }
    assert desk.post("/v1/capacitaciones", held).status_code == 201


def shown(view: QTableView, count: int, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: view.model().rowCount() == count, timeout=WAIT)
    settle()


@pytest.fixture
def desk_of(server: Central, eyes: Eyes, qtbot: QtBot) -> Client:
    desk = registro.open_proceso(server)
    desk.token = server.someone(Role.REGISTRAR).token
    train(desk, "Auditorio", 16)
    open_account(server, "todo", *(set(Role) - {Role.ASPIRANTE}))
    sign_in(eyes, server, qtbot, "todo")
    return desk


@pytest.mark.usefixtures("desk_of")
def test_an_account(eyes: Eyes, desk: Desk, qtbot: QtBot) -> None:
    eyes.press("Cuentas")
    settle()
    view = first_row(desk, "Cuentas del personal")
    known = view.model().rowCount()
    eyes.type("Buscar cuenta", "todo ficticio")
    shown(view, 1, qtbot)
    eyes.type("Buscar cuenta", "")
    shown(view, known, qtbot)
    assert view.currentIndex().row() > 0, "others come before"
    assert view.currentIndex().data() == "todo ficticio MUESTRA"


def test_a_session(desk_of: Client, eyes: Eyes, desk: Desk, qtbot: QtBot) -> None:
    eyes.press("Capacitación")
    settle()
    view = first_row(desk, "Capacitaciones")
    known = view.currentIndex().data()
    train(desk_of, "Sala", 17)
    eyes.press("Capacitación")
    shown(view, 2, qtbot)
    assert view.currentIndex().row() == 1, "the newest comes before"
    assert view.currentIndex().data() == known
    assert eyes.shows("Auditorio")


def test_an_address_is_corrected_of_who_is_chosen_and_not_of_a_namesake(
    desk_of: Client, eyes: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    registro.register(desk_of)
    assert desk_of.post("/v1/constancias", registro.constancia("CI-002/26")).status_code == 201
    namesake = registro.registro(
        credencial__clave={"text": "MSFCAN80010209M100"},
        credencial__ocr={"text": "0123000000002"},
        credencial__cic=None,
        autenticacion__correo="otra@muestra.example",
        expediente__constancia="CI-002/26",
    )
    key = {"Idempotency-Key": "llave-0002"}
    sent = desk_of.post("/v1/aspirantes", namesake, headers=key)
    assert sent.status_code == 201, sent.text
    eyes.press("Aspirantes")
    settle()
    view = first_row(desk, "Lista de aspirantes")
    qtbot.waitUntil(lambda: eyes.shows("otra@muestra.example"), timeout=WAIT)
    eyes.press("Corregir correo")
    assert "Correo corregido" in eyes.controls()
    view.setFocus()
    eyes.key(Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: eyes.shows("ana@muestra.example"), timeout=WAIT)
    settle()
    assert "Correo corregido" not in eyes.controls()

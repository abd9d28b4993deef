"""What was chosen in a list stays chosen by its identity, whatever comes before it meanwhile."""

import pytest
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from admin_desktop.main import Desk
from core.domain.roles import Role
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

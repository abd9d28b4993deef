"""From the expediente: what ends or restores a candidatura is shown before it is noted."""

import pytest
from pytestqt.qtbot import QtBot

from admin_desktop.main import Desk
from core.domain.access.roles import Role
from tests.admin_desktop.by_name import Eyes, settle
from tests.admin_desktop.conftest import WAIT, sign_in
from tests.admin_desktop.pictures import picture
from tests.admin_desktop.test_datos_personales import RUBBISH
from tests.admin_desktop.test_expediente import first_row
from tests.admin_desktop.test_journey_staff import open_account
from tests.admin_desktop.test_two_windows import asked
from tests.admin_desktop.whole_screen import faults
from tests.apoyo_data import an_alta
from tests.apoyo_world import FIRST, World
from tests.central_server import Central

BAJA = {"act": "baja", "document": "OF/9 (MUESTRA)", "ground": "Otra persona se adelantó"}


@pytest.fixture
def file(server: Central, eyes: Eyes, desk: Desk, qtbot: QtBot) -> Eyes:
    """Open the file of an aspirante with a tablet and an invitation, as a supervisor."""
    world = World.made(server)
    tablet = world.tablet()
    tablet.announce(tablet.record())
    world.console().post(
        "/v1/auxiliares", an_alta(correo="z@muestra.invalid"), headers={"Idempotency-Key": "l-9"}
    )
    open_account(server, "eva", Role.SUPERVISOR)
    sign_in(eyes, server, qtbot, "eva")
    eyes.press("Aspirantes")
    qtbot.waitUntil(lambda: eyes.shows("ASPIRA1"), timeout=WAIT)
    settle()
    view = first_row(desk, "Lista de aspirantes")
    rows = [view.model().index(row, 0).data() for row in range(view.model().rowCount())]
    view.selectRow(next(place for place, name in enumerate(rows) if "ASPIRA1" in name))
    settle()
    eyes.press("Abrir expediente")
    qtbot.waitUntil(lambda: eyes.shows(f"Id Solicitante {FIRST}"), timeout=WAIT)
    settle()
    return eyes


def test_it_ends_and_a_court_restores_it(file: Eyes, desk: Desk, qtbot: QtBot) -> None:
    file.press("Cambiar situación")
    file.press("Asentar situación")
    for name in ("Qué se asienta", "Oficio, acuerdo o sentencia", "Motivo"):
        assert file.sentence(name), name
    file.choose("Qué se asienta", "Desistimiento")
    assert file.shows("1 auxiliar deja de captar, 1 invitación se anula")
    assert file.shows("por llegar, 1 apoyo anunciado")
    settle()
    picture(desk, "situacion")
    assert faults(file) == []
    file.type("Oficio, acuerdo o sentencia", RUBBISH)
    file.type("Motivo", RUBBISH)
    file.press("Asentar situación")
    qtbot.waitUntil(lambda: file.shows("La situación quedó asentada."), timeout=WAIT)
    qtbot.waitUntil(lambda: file.shows("Gubernatura · Desistió"), timeout=WAIT)
    assert "Corregir correo" not in file.controls(), "the file is only read"
    file.press("Cambiar situación")
    assert file.value("Qué se asienta") == "Restitución por un tribunal", "the only act there is"
    assert file.shows("1 auxiliar vuelve a captar con su tableta")
    file.type("Oficio, acuerdo o sentencia", "SENTENCIA/1 (MUESTRA)")
    file.type("Motivo", "Lo ordena")
    file.press("Asentar situación")
    qtbot.waitUntil(lambda: not file.shows("Gubernatura · Desistió"), timeout=WAIT)
    qtbot.waitUntil(lambda: "Corregir correo" in file.controls(), timeout=WAIT)


def test_what_another_noted_meanwhile_is_told(file: Eyes, server: Central, qtbot: QtBot) -> None:
    file.press("Cambiar situación")
    file.choose("Qué se asienta", "Baja")
    file.type("Oficio, acuerdo o sentencia", "OF/1 (MUESTRA)")
    file.type("Motivo", "Falleció")
    other = server.someone(Role.SUPERVISOR)
    assert other.post(f"/v1/aspirantes/{FIRST}/situacion", BAJA).status_code == 200
    file.press("Asentar situación")
    question = asked(qtbot)
    assert question.shows("OF/9 (MUESTRA)")
    question.press("Seguir escribiendo")
    settle()
    assert file.value("Motivo") == "Falleció", "nothing typed is lost"

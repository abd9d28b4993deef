"""What was registered is corrected from the expediente, in the form of numeral 4."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from admin_desktop.main import Desk
from core.domain.access.roles import Role
from tests import registro
from tests.admin_desktop.by_name import Eyes, settle
from tests.admin_desktop.conftest import WAIT, sign_in
from tests.admin_desktop.pictures import picture
from tests.admin_desktop.test_expediente import first_row
from tests.admin_desktop.test_journey import question
from tests.admin_desktop.test_journey_staff import open_account
from tests.admin_desktop.whole_screen import faults
from tests.central_server import Central


@pytest.fixture
def reading(server: Central, eyes: Eyes, qtbot: QtBot) -> Eyes:
    desk = registro.open_proceso(server)
    desk.token = server.someone(Role.REGISTRAR).token
    registro.register(desk)
    open_account(server, "registra", Role.REGISTRAR)
    sign_in(eyes, server, qtbot, "registra")
    return eyes


def open_form(reading: Eyes, desk: Desk, qtbot: QtBot) -> None:
    reading.press("Aspirantes")
    qtbot.waitUntil(lambda: reading.shows("MUESTRA FICTICIA, Ana"), timeout=WAIT)
    settle()
    QTest.keyClick(first_row(desk, "Lista de aspirantes"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: reading.shows("Corregir datos"), timeout=WAIT)
    settle()
    reading.press("Corregir datos")
    qtbot.waitUntil(lambda: reading.value("Nombre(s)") == "Ana", timeout=WAIT)
    settle()


def test_a_datum_is_corrected_with_its_reason_and_the_file_tells_it(
    server: Central, reading: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    open_form(reading, desk, qtbot)
    assert faults(reading) == []
    picture(desk, "desk_correccion")
    assert reading.shows("Falta el motivo de la corrección"), "nothing is complete without it"
    reading.type("Nombre(s)", "Anna")
    reading.press("Guardar corrección")
    settle()
    assert reading.sentence("Motivo de la corrección")
    reading.type("Motivo de la corrección", "Acta de nacimiento")
    reading.press("Guardar corrección")
    qtbot.waitUntil(lambda: question() is not None or reading.shows("Historia"), timeout=WAIT)
    asked = question()
    if asked is not None:  # the clave and the name do not say the same: that may be so
        Eyes(asked).press("Registrar así")
    qtbot.waitUntil(lambda: reading.shows("Nombre(s): «Ana» → «Anna»"), timeout=WAIT)
    qtbot.waitUntil(lambda: reading.shows("Por reponer"), timeout=WAIT)
    detail = server.someone(Role.REGISTRAR).get("/v1/aspirantes/000001").json()
    assert detail["registro"]["persona"]["nombre"] == "Anna"
    assert detail["version"] == 1


def test_what_another_corrected_meanwhile_is_told_and_nothing_typed_is_lost(
    server: Central, reading: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    open_form(reading, desk, qtbot)
    theirs = {"registro": registro.registro(contacto__oficina="5500000077"), "reason": "oficio"}
    sent = server.someone(Role.REGISTRAR).put("/v1/aspirantes/000001/registro", theirs)
    assert sent.status_code == 200, sent.text
    reading.type("Teléfono móvil", "5500000088")
    reading.type("Motivo de la corrección", "La persona lo pidió")
    reading.press("Guardar corrección")
    qtbot.waitUntil(lambda: question() is not None, timeout=WAIT)
    asked = Eyes(question() or desk.shell)
    assert asked.shows("Teléfono de oficina: (nada) → «5500000077»")
    asked.press("Seguir escribiendo")
    assert reading.value("Teléfono móvil") == "5500000088"

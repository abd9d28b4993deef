"""The bitácora through the window: sentences, what is asked of it, its facts and its chain."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from admin_desktop.main import Desk
from core.domain.access.roles import Role
from tests import registro
from tests.admin_desktop.by_name import Eyes, settle
from tests.admin_desktop.conftest import WAIT, sign_in
from tests.admin_desktop.pictures import picture
from tests.admin_desktop.test_expediente import first_row
from tests.admin_desktop.test_journey_staff import open_account
from tests.admin_desktop.whole_screen import faults
from tests.central_server import Central

REGISTERED = "uti registró al aspirante 000001 para Gubernatura, el mismo día de su constancia."


def open_log(server: Central, eyes: Eyes, qtbot: QtBot) -> None:
    desk = registro.open_proceso(server)
    desk.token = server.someone(Role.REGISTRAR, user="uti").token
    registro.register(desk)
    open_account(server, "audita", Role.AUDITOR)
    sign_in(eyes, server, qtbot, "audita")
    eyes.press("Bitácora")
    qtbot.waitUntil(lambda: eyes.shows(REGISTERED), timeout=WAIT)


def test_it_is_asked_by_act_person_subject_and_day(
    server: Central, eyes: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    open_log(server, eyes, qtbot)
    entered = "La cuenta «audita» entró."
    assert eyes.shows(entered)
    for size in ((960, 500), (1280, 800)):
        desk.shell.resize(*size)
        settle()
        picture(desk, f"bitacora_{size[0]}")
        assert faults(eyes) == []
    eyes.choose("Acto", "Registro de un a")
    qtbot.waitUntil(lambda: not eyes.shows(entered), timeout=WAIT)
    settle()
    assert eyes.shows(REGISTERED)
    assert eyes.shows("1 a 1 de 1")
    assert eyes.shows("el mismo día")
    assert eyes.shows("aspirante_registrado"), "the fact itself is shown beside the sentence"
    eyes.press("Quitar filtro")
    qtbot.waitUntil(lambda: eyes.shows(entered), timeout=WAIT)
    eyes.type("Quién", "uti")
    eyes.type("Asunto", "000001")
    eyes.type("Del día", registro.today())
    eyes.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: eyes.shows("1 a 2 de 2"), timeout=WAIT)
    eyes.type("Del día", "31/02/2026")
    eyes.press("Filtrar actos")
    assert eyes.sentence("Del día")
    eyes.type("Del día", "01/02/2026")
    eyes.press("Filtrar actos")
    qtbot.waitUntil(lambda: eyes.shows("Ningún acto coincide con ese filtro."), timeout=WAIT)


def test_an_act_about_an_aspirante_opens_the_file(
    server: Central, eyes: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    open_log(server, eyes, qtbot)
    eyes.choose("Acto", "Registro de un a")
    qtbot.waitUntil(lambda: eyes.shows("1 a 1 de 1"), timeout=WAIT)
    settle()
    first_row(desk, "Actos")
    eyes.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: eyes.shows("MUESTRA FICTICIA, Ana «La Muestra»"), timeout=WAIT)


def test_the_whole_chain_is_checked(server: Central, eyes: Eyes, desk: Desk, qtbot: QtBot) -> None:
    open_log(server, eyes, qtbot)
    assert eyes.shows("Los actos que se ven encadenan bien.")
    eyes.go("Comprobar cadena")
    eyes.key(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: eyes.shows("actos encadenan, del primero al último."), timeout=WAIT)
    with server.deps.units.engine.begin() as connection:
        connection.execute(text("UPDATE bitacora SET actor = 'otra' WHERE sequence = 2"))
    eyes.key(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: eyes.shows("El acto 2 no encadena"), timeout=WAIT)
    assert desk.shell.isVisible()

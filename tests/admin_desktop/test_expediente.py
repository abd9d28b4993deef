"""The file of a registered aspirante: opened from every list where they stand, and read whole."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QTableView
from pytestqt.qtbot import QtBot

from admin_desktop.framework.local_time import LocalTime
from admin_desktop.main import Desk
from admin_desktop.screens.tabletas.view import TabletasView
from admin_desktop.screens.tabletas.vm import TabletasGateway, TabletasVm
from core.domain.access.roles import Role
from core.domain.device.dispositivo import DeviceOfDesk
from core.domain.proceso.periodo import Periodo, PeriodoAct
from core.server.composition.acts import set_periodo
from core.wire import Page
from tests import registro
from tests.admin_desktop.by_name import Eyes, settle
from tests.admin_desktop.conftest import NOW, WAIT, sign_in
from tests.admin_desktop.pictures import picture
from tests.admin_desktop.test_journey_staff import agree, open_account
from tests.admin_desktop.whole_screen import faults
from tests.central_server import Central

NAME = "MUESTRA FICTICIA, Ana «La Muestra»"
TYPED = (
    *("Gubernatura", "Ana", "La Muestra", "Ciudad de México", "2 de enero de 1980", "Mujer"),
    *("MSFCAN80010209M000", "0123000000001", "012345678", "09 · Ciudad de México"),
    *("015 · Cuauhtémoc (MUESTRA)", "0123", "5500000001", "5500000002", "ana@muestra.example"),
    *("Beto Ficticio", "5 de enero de 2026", "CI-001/26"),
)
LISTS = {
    "Aspirantes": "Lista de aspirantes",
    "Avance": "Avance por aspirante",
    "Constancias": "Lista de constancias",
    "Correos": "Correos enviados",
}


@pytest.fixture
def office(server: Central) -> Central:
    """Return a server with one aspirante."""
    desk = registro.open_proceso(server)
    desk.token = server.someone(Role.REGISTRAR).token
    registro.register(desk)
    return server


@pytest.fixture
def reading(office: Central, eyes: Eyes, qtbot: QtBot) -> Eyes:
    open_account(office, "registra", Role.REGISTRAR)
    sign_in(eyes, office, qtbot, "registra")
    return eyes


def first_row(desk: Desk, name: str) -> QTableView:
    """Choose the first row of a list, and return the list."""
    view = next(
        each
        for each in desk.shell.findChildren(QTableView)
        if each.isVisible() and each.accessibleName() == name
    )
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Home)
    return view


@pytest.mark.parametrize("place", LISTS)
def test_it_opens_from_every_list_by_enter_and_by_a_double_click(
    place: str, reading: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    for by_mouse in (False, True):
        reading.press(place)
        settle()
        view = first_row(desk, LISTS[place])
        settle()
        if by_mouse:
            where = view.visualRect(view.model().index(0, 0)).center()
            QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
            settle()
            QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
        else:
            QTest.keyClick(view, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: reading.shows(NAME), timeout=WAIT)
        assert reading.shows("Volver a aspirantes")
        assert reading.shows("Id Solicitante 000001 · Gubernatura")


def test_it_opens_from_who_attended_a_training(
    office: Central, reading: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    staff = office.someone(Role.REGISTRAR)
    given = {"delivered_at": registro.at(), "delivered_to": "Ana Muestra"}
    assert staff.put("/v1/constancias/1/entrega", given).status_code == 200
    person = {"name": "Ana Muestra Ficticia", "constancia": "CI-001/26"}
    held = {"held_at": registro.at(), "place": "Sala 2", "instructor": "Eva Muestra", "topics": ""}
    for people in ([person], [{"name": "Omar Ficticio", "constancia": ""}, person]):
        sent = staff.post("/v1/capacitaciones", held | {"asistentes": people})
        assert sent.status_code == 201
    reading.press("Capacitación")
    qtbot.waitUntil(lambda: reading.shows("Omar Ficticio"), timeout=WAIT)
    settle()
    people = first_row(desk, "Quienes asistieron")
    for size in ((960, 500), (1280, 800)):
        desk.shell.resize(*size)
        settle()
        picture(desk, f"capacitacion_{size[0]}")
        assert faults(reading) == []
    QTest.keyClick(people, Qt.Key.Key_Return)
    settle()
    assert reading.shows("Omar Ficticio"), "who is no aspirante has no file"
    QTest.keyClick(people, Qt.Key.Key_Down)
    reading.press("Capacitación")
    settle()
    assert people.currentIndex().row() == 1, "who was chosen stays so when the list is read again"
    QTest.keyClick(people, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: reading.shows(NAME), timeout=WAIT)


def test_it_opens_from_a_reported_tablet(local: LocalTime, qtbot: QtBot) -> None:
    row = DeviceOfDesk("d1", "000201", NOW, ("000137", "000001"), NOW, None, "", None)

    def never(_device: str, _reason: object, _seen: int) -> DeviceOfDesk:
        raise AssertionError

    page = Page((row, replace(row, device="d2", reported_by=(), voided_at=NOW)), 2)
    gateway = TabletasGateway(lambda _s, _c: page, never, never, never)
    view = TabletasView(TabletasVm(gateway, local))
    qtbot.addWidget(view)
    asked: list[tuple[str, object]] = []
    view.wanted.connect(lambda area, subject: asked.append((area, subject)))
    view.arrive(None)
    settle()
    view.show()
    table = next(each for each in view.findChildren(QTableView))
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert asked == [("expediente", "000001")], "who reported it last"
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert len(asked) == 1, "nobody reports it"


def test_all_that_was_typed_is_read_again(reading: Eyes, desk: Desk, qtbot: QtBot) -> None:
    reading.press("Aspirantes")
    settle()
    QTest.keyClick(first_row(desk, "Lista de aspirantes"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: reading.shows("015 · Cuauhtémoc (MUESTRA)"), timeout=WAIT)
    settle()
    texts = reading.texts()
    assert not [each for each in TYPED if each not in texts]
    for said in (
        "Sin capacitar",
        "No ha entrado",
        "sol000001",
        "en espera · ana@muestra.example",
        "0 auxiliares",
        "Sin periodo publicado",
        "Falta entregar",
    ):
        assert any(said in text for text in texts), said
    assert reading.shows("expidió la constancia CI-001/26 para Gubernatura.")
    assert reading.shows("registró al aspirante 000001 para Gubernatura, el mismo día de su")
    pages = desk.shell.findChildren(QScrollArea)
    page = next(each for each in pages if each.accessibleName() == "Todo el expediente")
    page.setFocus()
    reading.key(Qt.Key.Key_PageDown)
    assert page.verticalScrollBar().value() > 0
    for size in ((960, 500), (1280, 800)):
        desk.shell.resize(*size)
        settle()
        picture(desk, f"expediente_{size[0]}")
        assert faults(reading) == []


def test_what_may_be_done_begins_here(
    office: Central, reading: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    reading.press("Aspirantes")
    settle()
    QTest.keyClick(first_row(desk, "Lista de aspirantes"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: reading.shows("Corregir correo"), timeout=WAIT)
    reading.press("Corregir correo")
    assert reading.value("Correo corregido") == "ana@muestra.example"
    reading.type("Correo corregido", "ana@")
    reading.press("Reenviar acceso")
    settle()
    assert reading.sentence("Correo corregido")
    reading.type("Correo corregido", "ana2@muestra.example")
    reading.press("Reenviar acceso")
    qtbot.waitUntil(lambda: reading.shows("Se envía uno nuevo a ana2@muestra"), timeout=WAIT)
    qtbot.waitUntil(lambda: reading.shows("corrigió el correo del aspirante 000001"), timeout=WAIT)
    with office.deps.units.reading() as work:
        known = work.aspirantes.by_id("000001").registro
    assert known.autenticacion.correo == "ana2@muestra.example"
    reading.press("Ver constancia")
    qtbot.waitUntil(lambda: reading.shows("Página 1 de 1"), timeout=WAIT)
    reading.press("Cerrar documento")
    assert reading.shows(NAME)
    reading.press("Registrar entrega")
    qtbot.waitUntil(lambda: reading.shows("Lista de constancias"), timeout=WAIT)
    settle()
    assert "Entregada a" in reading.controls()


def test_who_may_only_read_is_offered_nothing_else(
    office: Central, eyes: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    open_account(office, "audita", Role.AUDITOR)
    sign_in(eyes, office, qtbot, "audita")
    eyes.press("Aspirantes")
    settle()
    QTest.keyClick(first_row(desk, "Lista de aspirantes"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: eyes.shows(NAME), timeout=WAIT)
    offered = {"Corregir correo", "Registrar entrega", "Reenviar acceso"} & set(eyes.controls())
    assert not offered
    assert "Ver constancia" in eyes.controls()


def test_the_acta_is_issued_once_and_the_file_is_only_read_then(
    office: Central, eyes: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    with office.deps.units.writing("prueba") as work:
        now = office.clock.now()
        ends = now - timedelta(hours=1)
        own = Periodo(now - timedelta(days=9), ends - timedelta(minutes=1), ends, "MUESTRA")
        set_periodo(office.deps, work)(PeriodoAct("gubernatura", "000001", own, "SENTENCIA/1"))
    open_account(office, "cierra", Role.SUPERVISOR)
    sign_in(eyes, office, qtbot, "cierra")
    eyes.press("Aspirantes")
    settle()
    QTest.keyClick(first_row(desk, "Lista de aspirantes"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Emitir acta de cierre" in eyes.controls(), timeout=WAIT)
    settle()
    assert faults(eyes) == []
    eyes.press("Emitir acta de cierre")
    agree(desk, qtbot, "Emitir acta", "expediente_acta_pregunta")
    qtbot.waitUntil(lambda: eyes.shows("Acta de cierre emitida: 0 apoyos"), timeout=WAIT)
    qtbot.waitUntil(lambda: "Ver acta de cierre" in eyes.controls(), timeout=WAIT)
    settle()
    assert not {"Corregir correo", "Emitir acta de cierre"} & set(eyes.controls())
    assert eyes.shows("emitió el acta de cierre del aspirante 000001: recibidos, 0;")
    picture(desk, "expediente_acta")
    eyes.press("Ver acta de cierre")
    qtbot.waitUntil(lambda: eyes.shows("Página 1 de 1"), timeout=WAIT)
    qtbot.wait(60)
    picture(desk, "expediente_acta_pdf")

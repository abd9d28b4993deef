"""Hoy through the window: what waits, one press from being done; and a card filled while hidden."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from admin_desktop.main import Desk
from admin_desktop.screens.aspirantes.waiting_card import WaitingCard
from core.domain.access.roles import Role
from tests import registro
from tests.admin_desktop.by_name import Eyes, settle
from tests.admin_desktop.conftest import WAIT, sign_in
from tests.admin_desktop.pictures import picture
from tests.admin_desktop.test_journey_staff import open_account
from tests.admin_desktop.whole_screen import faults
from tests.central_server import Central

LONG = "María de los Ángeles Guadalupe del Sagrado Corazón"


@pytest.fixture
def office(server: Central) -> Central:
    """Return a server where something waits of each kind that a registrar does."""
    desk = registro.open_proceso(server)
    desk.token = server.someone(Role.REGISTRAR).token
    registro.register(desk)
    for number, name in enumerate(("Eva", LONG), 2):
        made = registro.constancia(f"CI-00{number}/26", nombre=name)
        assert desk.post("/v1/constancias", made).status_code == 201
    with server.deps.units.writing("prueba") as work:
        work.outbox.failed(1, "correo_sin_destino", final=True)
        for _ in range(6):
            work.apartados.set_aside("verificacion", "000123-00007-4", "sobre_ausente")
    return server


@pytest.fixture
def today(office: Central, eyes: Eyes, qtbot: QtBot) -> Eyes:
    open_account(office, "hace", Role.REGISTRAR, Role.SUPERVISOR)
    sign_in(eyes, office, qtbot, "hace")
    qtbot.waitUntil(lambda: eyes.shows("Falta registrar hoy, antes de las 24:00: 2"), timeout=WAIT)
    settle()
    return eyes


def test_it_is_the_first_page_and_tells_what_waits(today: Eyes, desk: Desk) -> None:
    for said in (
        "Correos que no se pudieron enviar: 1",
        "Apartados que esperan a una persona: 1",
        "Constancias por entregar: 3",
        "Aspirantes sin capacitar: 1",
    ):
        assert today.shows(said), said
    assert today.focused_name() == f"Registrar: MUESTRA FICTICIA, {LONG}"
    for size in ((960, 500), (1280, 800)):
        desk.shell.resize(*size)
        settle()
        picture(desk, f"hoy_{size[0]}")
        assert faults(today) == []


@pytest.mark.parametrize(
    ("button", "shown"),
    [
        ("Registrar: MUESTRA FICTICIA, Eva", "Concluir registro"),
        ("Ver correo: ana@muestra.example", "Reenviar correo"),
        ("Ver apartado: Verificación de un apoyo: 000123-00007-4", "Intentar de nuevo"),
        ("Entregar: MUESTRA FICTICIA, Eva", "Entregada a"),
        ("Capacitar: MUESTRA FICTICIA, Ana", "Guardar capacitación"),
    ],
)
def test_each_thing_is_a_press_from_being_done(
    button: str, shown: str, today: Eyes, qtbot: QtBot
) -> None:
    today.go(button)
    today.key(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: shown in today.controls(), timeout=WAIT)


def test_what_was_done_is_gone_when_one_comes_back(
    office: Central, today: Eyes, qtbot: QtBot
) -> None:
    with office.deps.units.writing("prueba") as work:
        work.apartados.forgive("verificacion", ["000123-00007-4"])
    today.press("Correos")
    settle()
    today.press("Hoy")
    qtbot.waitUntil(lambda: not today.shows("Apartados que esperan"), timeout=WAIT)
    mails = "Correos que no se pudieron enviar: 1"
    qtbot.waitUntil(lambda: today.shows(mails), timeout=WAIT)


def test_nothing_to_do_is_said_so(server: Central, eyes: Eyes, desk: Desk, qtbot: QtBot) -> None:
    registro.open_proceso(server)
    open_account(server, "verifica", Role.INE)
    sign_in(eyes, server, qtbot, "verifica")
    said = "No hay nada pendiente para su papel en este momento."
    qtbot.waitUntil(lambda: eyes.shows(said), timeout=WAIT)
    picture(desk, "hoy_nada")


@pytest.mark.parametrize("before", [0, 1, 5])
def test_a_card_filled_while_it_is_hidden_is_shown_whole(before: int, qtbot: QtBot) -> None:
    """Its rows were measured while nothing had a size: rows and buttons were cut or lost."""
    card, other, pages = WaitingCard(), QWidget(), QStackedWidget()
    page = QWidget()
    column = QVBoxLayout(page)
    column.addWidget(card)
    column.addStretch(1)
    pages.addWidget(page)
    pages.addWidget(other)
    qtbot.addWidget(pages)
    waiting = tuple((f"FICTICIA {n}, {LONG}", "Gubernatura") for n in range(5))
    card.show_waiting(waiting[:before], before)
    pages.resize(420, 600)
    pages.show()
    pages.setCurrentWidget(other)
    settle()
    card.show_waiting(waiting[:3], 3)  # while another page is shown
    settle()
    pages.resize(380, 600)
    settle()
    pages.setCurrentWidget(page)
    settle()
    rows = [each for each in card.findChildren(QPushButton) if each.isVisible()]
    assert len(rows) == 3
    for button in rows:
        row = button.parentWidget()
        assert row is not None
        assert button.visibleRegion().boundingRect() == button.rect()
        assert row.visibleRegion().boundingRect() == row.rect()
        assert row.height() >= row.heightForWidth(row.width())

"""Every screen of the desk, at its least and its usual size: by keyboard alone, nothing cut.

`make test` takes one size for each, the other in another run: test_screens.py walks two of its own.
"""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from admin_desktop.main import Desk
from admin_desktop.parts.focus_ring import FocusRing
from admin_desktop.parts.table import Table
from core.central.apartados import TRIES_ALONE
from core.domain.access.roles import Role
from tests import registro
from tests.admin_desktop.by_name import Eyes, settle
from tests.admin_desktop.conftest import WAIT, sign_in, trust
from tests.admin_desktop.pictures import picture
from tests.admin_desktop.test_journey_console import give_password
from tests.admin_desktop.test_journey_staff import open_account
from tests.admin_desktop.whole_screen import faults
from tests.central_server import Central

SIZES = pytest.mark.parametrize("size", [(1024, 768), (1280, 800)], ids=["least", "usual"])
LONG = {"nombre": "María de los Ángeles", "apellido_paterno": "Ejemplificadora"}

NO_LIST = {
    "Líneas mal escritas": "all of them leave by «Descargar las demás (CSV)»",
    "Renglones del archivo": "they leave by «Guardar resultado»",
    "Quienes asistieron": "they are a column of the list of trainings",
    "Cargos": "it is a part of a form",
}
"""Tables without «Exportar»: why."""


@pytest.fixture
def peopled(server: Central) -> Central:
    """Return a server with an aspirante, and constancias that wait for their registration."""
    desk = registro.open_proceso(server)
    desk.token = server.someone(Role.REGISTRAR).token
    registro.register(desk)
    for number in range(5):
        waiting = registro.constancia(f"CI-1{number:02}/26 (MUESTRA)", **LONG)
        assert desk.post("/v1/constancias", waiting).status_code == 201
    with server.deps.units.writing("prueba") as work:
        work.apartados.set_aside("verificacion", "000123-00007-4", "sobre_ausente")
        for _ in range(TRIES_ALONE):
            work.apartados.set_aside("acuses", "0f" * 16, "apartado_sin_prever")
    return server


def look_at(eyes: Eyes, desk: Desk, places: tuple[str, ...], size: tuple[int, int]) -> list[str]:
    """Open each place; return what is wrong with it."""
    desk.shell.resize(*size)
    found: list[str] = []
    for place in places:
        eyes.go(place)  # scrolled into sight
        eyes.press(place)
        settle()
        found += [f"{place}: {fault}" for fault in faults(eyes)]
        picture(desk, f"todo_{place}_{size[0]}".replace(" ", "_"))
    return found


def not_taken_out(desk: Desk) -> list[str]:
    """Return the tables of every page built so far, shown or not, that do not leave as a file."""
    tables = {each._name: each for each in desk.shell.findChildren(Table)}
    served = {name for name, each in tables.items() if each._vm is not None and each._vm.sheet}
    return sorted(set(tables) - served - set(NO_LIST))


@pytest.mark.sampled(1)
@SIZES
def test_the_staff(
    size: tuple[int, int], peopled: Central, eyes: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    open_account(peopled, "todo", *(set(Role) - {Role.ASPIRANTE}))
    sign_in(eyes, peopled, qtbot, "todo")
    places = (
        "Hoy",
        "Proceso y plazos",
        "Plazos",
        "Geografía",
        "Constancias",
        "Nueva constancia",
        "Aspirantes",
        "Registrar aspirante",
        "Capacitación",
        "Registrar capacitación",
        "Avance",
        "Ver en detalle",
        "Lista nominal",
        "Por revisar",
        "Correos",
        "Tabletas reportadas",
        "Apartados",
        "Datos personales",
        "Nueva solicitud",
        "Volver a solicitudes",
        "Vulneraciones",
        "Asentar vulneración",
        "Cuentas",
        "Abrir cuenta nueva",
        "Bitácora",
        "Mi cuenta",
        "Pedir un código al entrar",
    )
    assert look_at(eyes, desk, places, size) == []
    assert not_taken_out(desk) == []


@pytest.mark.sampled(1)
@SIZES
def test_the_console(
    size: tuple[int, int], peopled: Central, eyes: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    give_password(peopled, "000001")
    with peopled.deps.units.writing("prueba") as work:
        user = work.accounts.of_aspirante("000001").user
    sign_in(eyes, peopled, qtbot, user)
    places = (
        "Avance y auxiliares",
        "Dar de alta a un auxiliar",
        "Avance en detalle",
        "Acuses",
    )
    assert look_at(eyes, desk, places, size) == []
    assert not_taken_out(desk) == []


@pytest.mark.sampled(1)
@SIZES
def test_the_way_in(
    size: tuple[int, int], server: Central, eyes: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    desk.shell.resize(*size)
    found = faults(eyes)
    trust(eyes, server, qtbot)
    assert found + faults(eyes) == []


def test_all_that_wait_are_shown(peopled: Central, eyes: Eyes, desk: Desk, qtbot: QtBot) -> None:
    open_account(peopled, "registra", Role.REGISTRAR)
    sign_in(eyes, peopled, qtbot, "registra")
    eyes.press("Aspirantes")
    qtbot.waitUntil(lambda: eyes.shows("Falta registrar hoy: 5"), timeout=WAIT)
    settle()
    waiting = [name for name in eyes.controls() if name.startswith("Registrar a ")]
    assert len(waiting) == 5
    eyes.go(waiting[-1])
    settle()
    picture(desk, "todo_falta")
    assert not eyes.focused().visibleRegion().isEmpty(), "scrolled into sight"


def test_the_ring_around_the_way_out_covers_no_words(signed_in: Eyes, desk: Desk) -> None:
    signed_in.go("Salir de la cuenta")
    settle()
    picture(desk, "todo_anillo")
    ring = desk.shell.findChild(FocusRing)
    assert ring is not None
    around = ring.geometry().translated(desk.shell.mapToGlobal(QPoint(0, 0)))
    words = [each for each in desk.shell.findChildren(QLabel) if each.isVisible() and each.text()]
    places = [QRect(each.mapToGlobal(QPoint(0, 0)), each.size()) for each in words]
    assert not [place for place in places if place.intersects(around)]

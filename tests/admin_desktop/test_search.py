"""Each list with a search finds by any word, keeps it in force, and tells «nothing» from «none»."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.domain.access.roles import Role
from tests import registro
from tests.admin_desktop.by_name import Eyes
from tests.admin_desktop.conftest import WAIT, sign_in
from tests.admin_desktop.test_journey_staff import open_account
from tests.central_server import Central

NOBODY = "nadie que exista"
LISTS = [
    ("Constancias", "Buscar constancia", "ficticia ANA ci-001", "MUESTRA FICTICIA, Ana"),
    ("Aspirantes", "Buscar aspirante", "fictícia ana 000001 gubernatura", "FICTICIA, Ana"),
    ("Avance", "Buscar aspirante", "000001 Ana", "FICTICIA, Ana"),
    ("Correos", "Buscar correo", "000001 MUESTRA.EXAMPLE", "ana@muestra.example"),
    ("Apartados", "Buscar apartado", "sobre_ausente 000123", "000123-00007-4"),
    ("Cuentas", "Buscar cuenta", "administradora FICTICIA", "Administradora (ficticia)"),
    ("Bitácora", "Buscar acto", "aspirante REGISTRADO 000001", "registró al aspirante"),
]


@pytest.fixture
def searching(server: Central, eyes: Eyes, qtbot: QtBot) -> Eyes:
    """Return the desk of someone who may open every list, with a row in each."""
    desk = registro.open_proceso(server)
    desk.token = server.someone(Role.REGISTRAR).token
    registro.register(desk)
    with server.deps.units.writing("prueba") as work:
        work.apartados.set_aside("verificacion", "000123-00007-4", "sobre_ausente")
    open_account(server, "busca", *(set(Role) - {Role.ASPIRANTE}))
    sign_in(eyes, server, qtbot, "busca")
    return eyes


def _await(eyes: Eyes, words: str, place: str, qtbot: QtBot) -> None:
    def there() -> None:
        assert eyes.shows(words), f"{place}: «{words}» is not among {eyes.texts()}"

    qtbot.waitUntil(there, timeout=WAIT)


def _search(eyes: Eyes, field: str, words: str) -> None:
    eyes.key(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert eyes.focused_name() == field
    eyes.type(field, words)
    eyes.key(Qt.Key.Key_Return)


def test_every_list_is_searched_by_keys(searching: Eyes, qtbot: QtBot) -> None:
    for place, field, words, row in LISTS:
        searching.press(place)
        _search(searching, field, NOBODY)
        _await(searching, f"Nada coincide con «{NOBODY}».", place, qtbot)
        assert not searching.shows("Todavía no hay"), place
        _search(searching, field, words)
        _await(searching, row, place, qtbot)
        assert not searching.shows("Nada coincide"), place


def test_a_search_that_is_shown_is_the_one_in_force(searching: Eyes, qtbot: QtBot) -> None:
    for place, field, _, row in LISTS:
        searching.press(place)
        _await(searching, row, place, qtbot)
        _search(searching, field, NOBODY)
        _await(searching, "Nada coincide", place, qtbot)
        searching.press(place)  # opened again: it is read again
        qtbot.waitUntil(lambda field=field: searching.value(field) == NOBODY, timeout=WAIT)
        assert searching.shows("Nada coincide"), place


def test_nothing_yet_is_said_so(server: Central, eyes: Eyes, qtbot: QtBot) -> None:
    registro.open_proceso(server)
    sign_in(eyes, server, qtbot)
    eyes.press("Constancias")
    qtbot.waitUntil(lambda: eyes.shows("Todavía no hay constancias."), timeout=WAIT)
    assert not eyes.shows("Nada coincide")

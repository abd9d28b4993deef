"""By window, on a real server that fails, refuses, or answers only once a test lets it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from core.domain.access.roles import Role
from core.domain.apoyos.avance_detalle import AvanceDetalle
from core.server.routes import auxiliares as auxiliares_routes
from core.server.routes import avance as avance_routes
from tests.admin_desktop.by_name import Eyes, settle
from tests.admin_desktop.conftest import WAIT, sign_in
from tests.admin_desktop.test_journey_console import give_password
from tests.admin_desktop.test_lista_window import mailed, open_file_page, people, written
from tests.admin_desktop.test_situacion import BAJA
from tests.apoyo_world import FIRST, World
from tests.central_server import Central

FAILED = "Código falla_no_prevista"


@dataclass
class Gate:
    """Stands in the way of one thing the server does: it fails it, or keeps it until let go."""

    fails: int = 0
    asked: int = 0
    reached: Event = field(default_factory=Event)
    free: Event = field(default_factory=Event)

    def pass_by(self) -> None:
        """Be asked: fail where it is this one's turn, else wait."""
        self.asked += 1
        self.reached.set()
        if self.asked == self.fails:
            raise RuntimeError("MUESTRA")
        assert self.free.wait(WAIT / 1000)


@pytest.fixture
def gate() -> Iterator[Gate]:
    made = Gate()
    made.free.set()
    yield made
    made.free.set()


@pytest.fixture
def console(server: Central, eyes: Eyes, qtbot: QtBot) -> Eyes:
    """Open the console of an aspirante with a tablet that sent."""
    tablet = World.made(server).tablet()
    tablet.send(tablet.record(), tablet.record())
    give_password(server, FIRST)
    sign_in(eyes, server, qtbot, "aspira1")
    settle()
    return eyes


@pytest.fixture
def altas(gate: Gate, console: Eyes, monkeypatch: pytest.MonkeyPatch) -> Gate:
    """Put the gate before each alta."""
    del console  # it is open already: what it asked for is past
    enlist = auxiliares_routes.enlist_auxiliar

    def guarded(*given: Any) -> Callable[..., Any]:  # noqa: ANN401  the act's own
        gate.pass_by()
        return enlist(*given)

    monkeypatch.setattr(auxiliares_routes, "enlist_auxiliar", guarded)
    return gate


@pytest.fixture
def detalle(gate: Gate, console: Eyes, monkeypatch: pytest.MonkeyPatch) -> Gate:
    """Put the gate before each answer with the progress in detail."""
    del console  # it is open already: what it asked for is past
    answer = avance_routes.answer

    def guarded(kind: Any, found: Any) -> Any:  # noqa: ANN401  the route's own
        if kind is AvanceDetalle:
            gate.pass_by()
        return answer(kind, found)

    monkeypatch.setattr(avance_routes, "answer", guarded)
    return gate


def review(eyes: Eyes, qtbot: QtBot, tmp_path: Path) -> None:
    """Have a file with three people read."""
    open_file_page(eyes, qtbot)
    eyes.type("Archivo de auxiliares", str(written(tmp_path, *people(3))))
    eyes.press("Revisar archivo")
    qtbot.waitUntil(lambda: eyes.shows("Se dará de alta: 3"), timeout=WAIT)
    settle()


def strike(eyes: Eyes, name: str) -> None:
    """Press without waiting for what is under way."""
    button = eyes.find(name).object()
    assert isinstance(button, QAbstractButton)
    button.setFocus()
    button.click()


@pytest.mark.logs("apoyo.server")
def test_a_server_that_fails_at_the_second_alta_keeps_the_rest_to_go_on(
    altas: Gate, console: Eyes, server: Central, qtbot: QtBot, tmp_path: Path
) -> None:
    before = len(mailed(server))
    review(console, qtbot, tmp_path)
    altas.fails = 2
    console.press("Dar de alta a 3")
    qtbot.waitUntil(lambda: console.shows(FAILED), timeout=WAIT)
    settle()
    assert console.shows("Se dará de alta: 2 · Dada de alta: 1")
    assert console.focused_name() == "Seguir: 2"
    console.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: console.shows("2 altas hechas."), timeout=WAIT)
    assert len(mailed(server)) == before + 3


def test_a_candidatura_that_ended_meanwhile_is_told_and_makes_no_alta(
    console: Eyes, server: Central, qtbot: QtBot, tmp_path: Path
) -> None:
    review(console, qtbot, tmp_path)
    before = mailed(server)
    office = server.someone(Role.SUPERVISOR)
    assert office.post(f"/v1/aspirantes/{FIRST}/situacion", BAJA).status_code == 200
    console.press("Dar de alta a 3")
    qtbot.waitUntil(lambda: console.shows("Código candidatura_terminada"), timeout=WAIT)
    assert console.shows("Se dará de alta: 3")
    assert mailed(server) == before


def test_a_slow_alta_can_be_left_and_stopped_and_is_made_once(
    altas: Gate, console: Eyes, server: Central, qtbot: QtBot, tmp_path: Path
) -> None:
    before = len(mailed(server))
    review(console, qtbot, tmp_path)
    altas.free.clear()
    strike(console, "Dar de alta a 3")
    console.key(Qt.Key.Key_Return)
    qtbot.waitUntil(altas.reached.is_set, timeout=WAIT)
    qtbot.waitUntil(lambda: console.shows("Dando de alta: 0 de 3."), timeout=WAIT)
    assert "Detener" in console.controls()
    strike(console, "Acuses")
    qtbot.waitUntil(lambda: "Detener" not in console.controls(), timeout=WAIT)
    strike(console, "Avance y auxiliares")
    qtbot.waitUntil(lambda: "Detener" in console.controls(), timeout=WAIT)
    strike(console, "Detener")
    altas.free.set()
    qtbot.waitUntil(lambda: console.shows("Se detuvo: 2 renglones esperan."), timeout=WAIT)
    assert altas.asked == 1
    assert len(mailed(server)) == before + 1


def test_a_second_enter_in_haste_stops_no_altas(
    altas: Gate, console: Eyes, qtbot: QtBot, tmp_path: Path
) -> None:
    review(console, qtbot, tmp_path)
    altas.free.clear()
    strike(console, "Dar de alta a 3")
    qtbot.waitUntil(altas.reached.is_set, timeout=WAIT)
    qtbot.waitUntil(lambda: "Detener" in console.controls(), timeout=WAIT)
    console.key(Qt.Key.Key_Return)
    altas.free.set()
    qtbot.waitUntil(lambda: console.shows("3 altas hechas."), timeout=WAIT)
    assert altas.asked == 3


@pytest.mark.logs("apoyo.server")
def test_progress_that_fails_says_so_and_not_that_there_is_none(
    detalle: Gate, console: Eyes, qtbot: QtBot
) -> None:
    detalle.fails = 1
    console.press("Avance en detalle")
    qtbot.waitUntil(lambda: console.shows(FAILED), timeout=WAIT)
    assert console.shows("El avance no se pudo leer.")
    assert not console.shows("Todavía no")
    console.press("Acuses")
    console.press("Avance en detalle")
    qtbot.waitUntil(lambda: console.shows(f"Id Solicitante {FIRST} · "), timeout=WAIT)
    assert not console.shows(FAILED)


def test_slow_progress_says_that_it_is_read_and_can_be_left(
    detalle: Gate, console: Eyes, qtbot: QtBot
) -> None:
    detalle.free.clear()
    strike(console, "Avance en detalle")
    qtbot.waitUntil(detalle.reached.is_set, timeout=WAIT)
    assert console.shows("Leyendo el avance…")
    assert not console.shows("Todavía no se recibe")
    strike(console, "Acuses")
    qtbot.waitUntil(lambda: not console.shows("Leyendo el avance…"), timeout=WAIT)
    strike(console, "Avance en detalle")
    detalle.free.set()
    qtbot.waitUntil(lambda: console.shows(f"Id Solicitante {FIRST} · "), timeout=WAIT)

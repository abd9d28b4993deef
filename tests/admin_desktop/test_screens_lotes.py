"""The states of the batches for the DERFE in the catalogue: none, counted, an answer, its review.

One that is ready stands in test_screens.
"""

from pathlib import Path

from pytestqt.qtbot import QtBot

from core.domain.access.roles import Role
from tests.admin_desktop.by_name import settle
from tests.admin_desktop.conftest import WAIT
from tests.admin_desktop.test_lotes import (
    World,
    ask,
    cut,
    lote_job,
    lotes_of,
    to_lotes,
    world,
)
from tests.admin_desktop.test_screens import Walk, look, walk
from tests.importing import import_job
from tests.server.test_lotes import HEAD, opened
from tests.server.test_verification import ONE

SCREEN = "Lista nominal Lotes"
__all__ = ("cut", "look", "walk", "world")
"""Fixtures of others."""


def test_before_there_is_a_padron(world: World, walk: Walk, qtbot: QtBot) -> None:
    to_lotes(walk.eyes, world, qtbot)
    walk.see(SCREEN, "sin padrón")
    assert not walk.found, "\n".join(["", *walk.found])


def test_from_none_to_the_review_of_an_answer(
    cut: World, walk: Walk, tmp_path: Path, qtbot: QtBot
) -> None:
    eyes = walk.eyes
    to_lotes(eyes, cut, qtbot)
    walk.see(SCREEN, "vacía")
    ask(eyes, cut, qtbot, 1, "Otra vez de quienes")
    walk.see(SCREEN, "fallido")
    ask(eyes, cut, qtbot, 2)
    walk.see(SCREEN, "contado")
    client = cut.central.someone(Role.INE)
    assert client.post("/v1/lotes/2/preparacion").status_code == 200
    assert lote_job(cut)() == 1
    eyes.press("Lista nominal")
    qtbot.waitUntil(lambda: "Importar respuesta" in eyes.controls(), timeout=WAIT)
    eyes.press("Importar respuesta")
    settle()
    walk.see(SCREEN, "respuesta")
    eyes.press("Revisar respuesta")
    settle()
    walk.see(SCREEN, "respuesta errores")
    reference = opened(client, lotes_of(cut)[0])[ONE]
    answer = tmp_path / "respuesta.csv"
    answer.write_text(f"{HEAD}\n{reference},LN,,0101\nXX,LN,,0101\n", "utf-8")
    eyes.type("Archivo CSV de la DERFE", str(answer))
    eyes.type("Día de su padrón", "02112026")
    eyes.press("Revisar respuesta")
    qtbot.waitUntil(lambda: import_job(cut.central)() == 1, timeout=WAIT)
    qtbot.waitUntil(lambda: eyes.shows("Revisado. Todavía no se cambia nada"), timeout=WAIT)
    settle()
    walk.see(SCREEN, "revisión")
    assert not walk.found, "\n".join(["", *walk.found])

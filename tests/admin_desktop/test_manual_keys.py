"""resources/manual/a_teclado.md is followed to the letter: its keys, and nothing else."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.admin_desktop.by_name import Eyes, settle
from tests.admin_desktop.conftest import PASSWORD, USER, WAIT, trust
from tests.admin_desktop.test_journey_console import give_password
from tests.apoyo_world import FIRST, World
from tests.central_server import Central

MANUAL = Path(__file__).resolve().parents[2] / "resources" / "manual" / "a_teclado.md"
_STEP = re.compile(r"\d+\. (Pulse|Llegue a|Escriba|Espere a leer) [`«](.+)[`»]\.")
_KEYS = {"Enter": Qt.Key.Key_Return, "Espacio": Qt.Key.Key_Space, "N": Qt.Key.Key_N}
_MOST_TABS = 120


def steps(day: str) -> Iterator[tuple[str, str]]:
    """Yield verb and words of each line of one day; every numbered line is one of four things."""
    part = MANUAL.read_text("utf-8").partition(f"## {day}\n")[2].partition("\n## ")[0]
    assert part
    for line in part.splitlines():
        if re.match(r"\d", line):
            found = _STEP.fullmatch(line)
            assert found, line
            yield found[1], found[2]


def follow(eyes: Eyes, qtbot: QtBot, day: str, own: dict[str, str]) -> None:
    """Do what each line says. `own` are the words that stand for each person's own."""
    for verb, words in steps(day):
        settle()
        if verb == "Pulse":
            *held, key = words.split("+")
            code = _KEYS.get(key) or Qt.Key(ord(key))
            control = Qt.KeyboardModifier.ControlModifier
            eyes.key(code, control if held else None)
        elif verb == "Escriba":
            eyes.write(own.get(words, words))
        elif verb == "Llegue a":
            arrive(eyes, words)
        else:
            qtbot.waitUntil(lambda words=words: eyes.shows(words), timeout=WAIT)


def arrive(eyes: Eyes, name: str) -> None:
    """Press Tab until the focus is on what is called so."""
    for _ in range(_MOST_TABS):
        if eyes.focused_name() == name:
            return
        QTest.keyClick(eyes.focused(), Qt.Key.Key_Tab)
        QApplication.processEvents()
    pytest.fail(f"Tab does not come to «{name}»")


def test_a_day_of_the_unidad_tecnica(ready: Central, eyes: Eyes, qtbot: QtBot) -> None:
    trust(eyes, ready, qtbot)
    today = f"{datetime.now(ZoneInfo('America/Mexico_City')):%d/%m/%Y}"  # noqa: TID251  a test's
    own = {"SU-USUARIO": USER, "SU-CONTRASEÑA": PASSWORD, "LA-FECHA-DE-HOY": today}
    follow(eyes, qtbot, "Un día de la Unidad Técnica", own)
    with ready.deps.units.reading() as work:
        kept = work.aspirantes.by_id("000001").registro
        (constancia,) = work.constancias.page(
            after=0,
            limit=9,
            search="",
            today=datetime.now(ZoneInfo("UTC")).date(),  # noqa: TID251
        ).items
    assert kept.credencial.clave.text == "MSFCAN87031201M400"
    assert constancia.constancia.delivered_to == "Ana Muestra Ficticia"


def test_a_day_of_the_aspirante(server: Central, eyes: Eyes, qtbot: QtBot) -> None:
    World.made(server)
    give_password(server, FIRST)
    trust(eyes, server, qtbot)
    own = {"SU-USUARIO": "aspira1", "SU-CONTRASEÑA": PASSWORD}
    follow(eyes, qtbot, "Un día del aspirante", own)
    with server.deps.units.reading() as work:
        mine = work.own_auxiliares.page(FIRST, after="", limit=9, search="").items
    assert [each.alta.correo for each in mine] == ["rosa@muestra.example"]

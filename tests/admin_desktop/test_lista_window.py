"""Altas from a file through the window, on a real server: rubbish, no server, no session."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from admin_desktop.main import Desk
from admin_desktop.parts.file_field import FileField
from tests.admin_desktop.by_name import Eyes, overlapping, settle
from tests.admin_desktop.conftest import PASSWORD, WAIT, sign_in
from tests.admin_desktop.pictures import picture, picture_of
from tests.admin_desktop.test_journey import question
from tests.admin_desktop.test_journey_console import give_password
from tests.admin_desktop.test_reentry import end_every_session
from tests.apoyo_world import FIRST, World
from tests.central_server import Central
from tests.walkthrough.relay import Relay

HEAD = "Nombre(s);Apellido paterno;Apellido materno;Fecha de nacimiento;Número telefónico;"
HEAD += "Correo electrónico;Cuenta de;Cuenta de usuario"
PLAIN = "Ficticia;Muestra;01/02/1990;55 1234 5678"
RUBBISH = (
    f"{'Ñ' * 60};{PLAIN};largo@muestra.example;;",
    f"=cmd()|'/c calc'!A1;{PLAIN};formula@muestra.example;;",
    f"Kʼinich;{PLAIN};apostrofo@muestra.example;;",
    f"Ana🙂;{PLAIN};cara@muestra.example;;",
    f"\u202eanA;{PLAIN};reves@muestra.example;;",
    f"Ana;{PLAIN};no es correo;Google;ana",
    f"Ana;{PLAIN};mil@muestra.example;Google;ana",
    "Eva;Ficticia;;31/02/1990;12;eva@muestra.example;;",
    f'"Ana\nLuz";{PLAIN};lineas@muestra.example;;',
)


@pytest.fixture
def world(server: Central) -> World:
    made = World.made(server)
    give_password(server, FIRST)
    return made


@pytest.fixture
def relay(server: Central) -> Iterator[Relay]:
    where = urlsplit(server.url)
    opened = Relay((str(where.hostname), int(where.port or 0)))
    yield opened
    opened.stop()


def written(folder: Path, *rows: str, encoding: str = "utf-8") -> Path:
    path = folder / "auxiliares.csv"
    path.write_bytes("\r\n".join((HEAD, *rows)).encode(encoding))
    return path


def people(number: int) -> list[str]:
    return [f"Persona {n};{PLAIN};persona{n}@muestra.example;;" for n in range(number)]


def open_file_page(eyes: Eyes, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "Alta con un archivo" in eyes.controls(), timeout=WAIT)
    eyes.press("Alta con un archivo")
    assert eyes.focused_name() == "Archivo de auxiliares"


def mailed(server: Central) -> list[str]:
    with server.deps.units.reading() as work:
        found = work.outbox.page(after=0, limit=500, search="")
    return sorted(each.to for each in found.items if each.kind == "activacion")


def test_a_file_with_rubbish_is_shown_done_and_harmless_again(
    world: World, eyes: Eyes, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    sign_in(eyes, world.central, qtbot, "aspira1")
    open_file_page(eyes, qtbot)
    picture(desk, "lista_archivo")
    eyes.press("Revisar archivo")
    assert eyes.sentence("Archivo de auxiliares")
    path = written(tmp_path, *RUBBISH, *people(3))
    drop(desk, path)
    qtbot.waitUntil(
        lambda: eyes.shows("Codificación UTF-8, separado por punto y coma."), timeout=WAIT
    )
    settle()
    picture(desk, "lista_revision")
    assert not overlapping(eyes)
    assert eyes.focused_name().startswith("Dar de alta a ")
    assert eyes.shows("Con errores: Correo electrónico")
    assert eyes.shows("Con errores: Fecha de nacimiento")
    assert eyes.shows("Con errores: Apellido materno")
    hidden = [text for text in eyes.texts() if text == "Con errores: Nombre(s)"]
    assert len(hidden) == 2, "a sign that no face has, and one that turns a name round"
    assert not mailed(world.central), "nothing is done before the person says so"
    eyes.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: eyes.shows("altas hechas. Cada persona recibe"), timeout=WAIT)
    settle()
    picture(desk, "lista_hecha")
    sent = mailed(world.central)
    assert len(sent) == len(set(sent))
    assert {"largo@muestra.example", "formula@muestra.example", "persona2@muestra.example"} <= set(
        sent
    )
    eyes.press("Usar otro archivo")
    eyes.type("Archivo de auxiliares", str(path))
    eyes.press("Revisar archivo")
    qtbot.waitUntil(lambda: eyes.shows("Ya está dada de alta: "), timeout=WAIT)
    assert not eyes.shows("Se dará de alta")
    eyes.press("Volver a la lista")
    qtbot.waitUntil(lambda: eyes.shows(f"1 a {len(sent)} de {len(sent)}"), timeout=WAIT)
    assert mailed(world.central) == sent


def drop(desk: Desk, path: Path) -> None:
    """Drop a file on the field, as a person does from their folder."""
    target = next(each for each in desk.shell.findChildren(FileField) if each.isVisible())
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(path))])
    how = (
        Qt.DropAction.CopyAction,
        dragged,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    for event in (QDragEnterEvent(QPoint(5, 5), *how), QDropEvent(QPointF(5, 5), *how)):
        QApplication.sendEvent(target, event)
        assert event.isAccepted()


def test_excel_of_windows_is_read_and_said(
    world: World, eyes: Eyes, qtbot: QtBot, tmp_path: Path
) -> None:
    sign_in(eyes, world.central, qtbot, "aspira1")
    open_file_page(eyes, qtbot)
    path = written(tmp_path, f"Íñigo;{PLAIN};i@muestra.example;;", encoding="cp1252")
    eyes.type("Archivo de auxiliares", str(path))
    eyes.key(Qt.Key.Key_Tab)
    eyes.press("Revisar archivo")
    qtbot.waitUntil(lambda: eyes.shows("Windows-1252 (Excel)"), timeout=WAIT)
    assert eyes.shows("Íñigo Ficticia Muestra")


def test_a_server_that_goes_takes_nothing_with_it(
    world: World, relay: Relay, eyes: Eyes, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    behind = replace(world.central, url=f"https://127.0.0.1:{relay.port}")
    sign_in(eyes, behind, qtbot, "aspira1")
    open_file_page(eyes, qtbot)
    path = written(tmp_path, *people(4))
    relay.close()
    eyes.type("Archivo de auxiliares", str(path))
    eyes.press("Revisar archivo")
    qtbot.waitUntil(lambda: eyes.shows("Código sin_servidor"), timeout=WAIT)
    assert eyes.value("Archivo de auxiliares") == str(path)
    relay.open()
    qtbot.waitUntil(lambda: eyes.shows("Servidor al día"), timeout=WAIT)
    eyes.press("Revisar archivo")
    qtbot.waitUntil(lambda: eyes.shows("Se dará de alta: 4"), timeout=WAIT)
    relay.close()
    eyes.press("Dar de alta a 4")
    qtbot.waitUntil(lambda: eyes.shows("Código sin_servidor"), timeout=WAIT)
    picture(desk, "lista_sin_servidor")
    assert eyes.shows("Se dará de alta: 4")
    relay.open()
    qtbot.waitUntil(lambda: eyes.shows("Servidor al día"), timeout=WAIT)
    eyes.press("Dar de alta a 4")
    qtbot.waitUntil(lambda: eyes.shows("4 altas hechas."), timeout=WAIT)
    assert len(mailed(world.central)) == 4


def test_a_session_that_ends_goes_on_after_the_password(
    world: World, eyes: Eyes, qtbot: QtBot, tmp_path: Path
) -> None:
    sign_in(eyes, world.central, qtbot, "aspira1")
    open_file_page(eyes, qtbot)
    eyes.type("Archivo de auxiliares", str(written(tmp_path, *people(3))))
    eyes.press("Revisar archivo")
    qtbot.waitUntil(lambda: eyes.shows("Se dará de alta: 3"), timeout=WAIT)
    end_every_session(world.central)
    eyes.press("Dar de alta a 3")
    qtbot.waitUntil(lambda: eyes.shows("Escriba su contraseña"), timeout=WAIT)
    eyes.type("Contraseña", PASSWORD)
    eyes.press("Seguir trabajando")
    qtbot.waitUntil(lambda: eyes.shows("3 altas hechas."), timeout=WAIT)
    assert len(mailed(world.central)) == 3


def test_those_who_never_entered_get_it_again_once(
    world: World, eyes: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    world.enlist(correo="una@muestra.example")
    world.enlist(correo="otra@muestra.example")
    give_password(world.central, FIRST)
    sign_in(eyes, world.central, qtbot, "aspira1")
    qtbot.waitUntil(lambda: eyes.shows("1 a 2 de 2: 2 por aceptar"), timeout=WAIT)
    before = len(mailed(world.central))
    said = "2 personas lo reciben otra vez en su correo."
    for answer, sent in (("No reenviar", 0), ("Reenviar a 2", 2)):
        eyes.press("Reenviar a quienes no han entrado")
        qtbot.waitUntil(lambda: question() is not None, timeout=WAIT)
        asked = Eyes(question() or desk.shell)
        assert asked.shows("Hay 2 personas auxiliares que todavía no entran.")
        picture_of(asked.window, "reenviar_pregunta")
        asked.press(answer)
        settle()
        if sent:
            qtbot.waitUntil(lambda: eyes.shows(said), timeout=WAIT)
        assert len(mailed(world.central)) == before + sent
    settle()
    picture(desk, "reenviado")
    assert eyes.shows(said)
    eyes.press("Reenviar a quienes no han entrado")
    qtbot.waitUntil(lambda: eyes.shows("Ya se reenvió a todas las que faltan."), timeout=WAIT)
    assert len(mailed(world.central)) == before + 2

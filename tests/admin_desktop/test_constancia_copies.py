"""Constancias through the window: series, prints that count, one voided and one in its place."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from admin_desktop.main import Desk
from admin_desktop.parts.document import DocumentView
from admin_desktop.screens.constancia.counted_once import CountedOnce
from admin_desktop.screens.proceso.emblem_field import EmblemField
from core.domain.access.roles import Role
from core.errors import CentralUnreachable
from tests import registro
from tests.admin_desktop.by_name import Eyes, settle
from tests.admin_desktop.conftest import WAIT, sign_in
from tests.admin_desktop.pictures import picture
from tests.admin_desktop.test_journey import issue
from tests.admin_desktop.test_journey_staff import open_account
from tests.admin_desktop.test_two_windows import asked
from tests.admin_desktop.whole_screen import faults
from tests.central_server import Central
from tests.documents.sheets import texts
from tests.domain.proceso.test_membrete import a_png


def _document(desk: Desk) -> DocumentView:
    return next(each for each in desk.shell.findChildren(DocumentView) if each.isVisible())


def _pressed(eyes: Eyes, name: str) -> None:
    """Press by the keyboard what a page may have scrolled away."""
    eyes.go(name)
    eyes.key(Qt.Key.Key_Space)


def _saved(desk: Desk, qtbot: QtBot, path: Path) -> str:
    _document(desk).save_to(str(path))
    qtbot.waitUntil(path.exists, timeout=WAIT)
    (page,) = texts(path.read_bytes())
    return page


@pytest.mark.usefixtures("ready")
def test_what_leaves_is_counted_and_a_second_copy_says_so(
    signed_in: Eyes, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    eyes = signed_in
    issue(eyes, qtbot)
    eyes.press("Ver constancia")
    qtbot.waitUntil(lambda: eyes.shows("Cerrar documento"), timeout=WAIT)
    assert "REIMPRESIÓN" not in _saved(desk, qtbot, tmp_path / "1.pdf")
    assert "REIMPRESIÓN 1" in _saved(desk, qtbot, tmp_path / "at_once.pdf")
    eyes.press("Cerrar documento")
    qtbot.waitUntil(lambda: eyes.shows("Ejemplares"), timeout=WAIT)
    eyes.press("Ver constancia")
    qtbot.waitUntil(lambda: eyes.shows("Cerrar documento"), timeout=WAIT)
    assert "REIMPRESIÓN 2" in _saved(desk, qtbot, tmp_path / "2.pdf")
    eyes.press("Cerrar documento")
    eyes.press("Imprimir las de la lista")
    qtbot.waitUntil(lambda: eyes.shows("Constancias de la lista"), timeout=WAIT)
    eyes.press("Cerrar documento")
    qtbot.waitUntil(lambda: eyes.shows("Ejemplares"), timeout=WAIT)
    said = eyes.texts()
    assert said[said.index("Ejemplares") + 1] == "3", "what is only seen counts nowhere"
    eyes.press("Imprimir las de la lista")
    qtbot.waitUntil(lambda: eyes.shows("Constancias de la lista"), timeout=WAIT)
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    _document(desk).print_on(printer)
    qtbot.waitUntil(lambda: eyes.shows("Documento enviado a imprimir"), timeout=WAIT)
    picture(desk, "constancias_de_la_lista")
    eyes.press("Cerrar documento")
    qtbot.waitUntil(lambda: "4" in eyes.texts(), timeout=WAIT)


def test_a_print_keeps_its_key_until_it_came() -> None:
    keys, sent = iter("abcd"), list[tuple[tuple[int, ...], str]]()
    lost = [CentralUnreachable(), CentralUnreachable()]

    def send(ids: Sequence[int], key: str) -> bytes:
        sent.append((tuple(ids), key))
        if lost and ids == (1,):
            raise lost.pop()
        return b"PDF"

    prints = CountedOnce(send, lambda: next(keys))
    for _ in range(2):
        with pytest.raises(CentralUnreachable):
            prints((1,))
    assert prints((1, 2)) == prints((1,)) == prints([1]) == b"PDF"
    first, again, other, came, later = (key for _, key in sent)
    assert first == again == came
    assert len({first, other, later}) == 3


@pytest.mark.usefixtures("ready")
def test_one_is_replaced_by_another_with_its_reason(
    signed_in: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    eyes = signed_in
    issue(eyes, qtbot)
    eyes.press("Anular constancia")
    eyes.press("Anular sin sustituir")
    qtbot.waitUntil(lambda: bool(eyes.sentence("Motivo de la anulación")), timeout=WAIT)
    picture(desk, "constancia_por_anular")
    assert not faults(eyes)
    eyes.type("Motivo de la anulación", "Error de dedo (MUESTRA)")
    eyes.press("Sustituir por otra")
    settle()
    reason = "Motivo de la anulación de la anterior"
    assert eyes.value(reason) == "Error de dedo (MUESTRA)", "what was typed goes along"
    eyes.type(reason, "")
    assert eyes.value("Nombre(s)") == "Ana"
    eyes.type("Número de constancia", "IEE/CG/042/2026")
    eyes.type("Nombre(s)", "Anna")
    eyes.press("Expedir constancia")
    qtbot.waitUntil(lambda: bool(eyes.sentence(reason)), timeout=WAIT)
    eyes.type(reason, "Error en el nombre (MUESTRA)")
    picture(desk, "constancia_sustituta")
    assert not faults(eyes)
    eyes.press("Expedir constancia")
    qtbot.waitUntil(lambda: eyes.shows("Sustituida"), timeout=WAIT)
    assert eyes.shows("IEE/CG/042/2026")
    picture(desk, "constancias_sustituida")


def test_settings_of_documents_are_tried_on_paper_and_published(
    server: Central, eyes: Eyes, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    registro.open_proceso(server)
    told = registro.proceso(people_notice={"version": "1", "text": "Aviso ficticio"})
    assert server.someone(Role.SUPERVISOR).put("/v1/proceso", told).status_code == 200
    open_account(server, "eva", Role.SUPERVISOR, Role.REGISTRAR)
    sign_in(eyes, server, qtbot, "eva")
    eyes.press("Proceso y plazos")
    qtbot.waitUntil(lambda: bool(eyes.value("Identificador del proceso")), timeout=WAIT)
    eyes.type("Quien firma", "Persona Titular Ficticia")
    eyes.type("Cargo de quien firma", "Secretaría Ejecutiva")
    eyes.type("Serie de las constancias", "sin lugar")
    _pressed(eyes, "Ver una constancia de muestra")
    series = "Serie de las constancias"
    settle()
    qtbot.waitUntil(lambda: "dónde va el número" in eyes.sentence(series), timeout=WAIT)
    eyes.type(series, "CI-###/26")
    (tmp_path / "emblema.png").write_bytes(a_png(400))
    page = next(each for each in desk.shell.findChildren(EmblemField) if each.isVisible())
    page.named.emit(str(tmp_path / "emblema.png"))
    qtbot.waitUntil(lambda: eyes.shows("Quitar emblema"), timeout=WAIT)
    picture(desk, "proceso_membrete")
    _pressed(eyes, "Ver una constancia de muestra")
    qtbot.waitUntil(lambda: eyes.shows("Constancia de muestra"), timeout=WAIT)
    settle()
    picture(desk, "constancia_de_muestra")
    eyes.press("Cerrar documento")
    assert eyes.value("Quien firma") == "Persona Titular Ficticia"
    eyes.press("Publicar proceso")
    question = asked(qtbot)
    assert question.shows("Persona Titular Ficticia")
    question.press("Firmar y publicar")
    qtbot.waitUntil(lambda: eyes.shows("Proceso publicado, versión 3"), timeout=WAIT)
    with server.deps.units.reading() as work:
        membrete = work.procesos.current().proceso.membrete
    assert (membrete.signatory, membrete.series) == ("Persona Titular Ficticia", "CI-###/26")
    membrete.check()
    assert membrete.emblem

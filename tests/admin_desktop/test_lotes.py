"""Batches for the DERFE through the window: asked for, prepared, taken, answered, cancelled."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from admin_desktop.main import Desk
from admin_desktop.screens.lotes import vm as lotes_vm
from core.client.transport import Transport
from core.domain.access.roles import Role
from core.errors import CentralUnreachable
from core.sealing import b64
from core.server.jobs import lotes
from tests.admin_desktop.by_name import Eyes, settle
from tests.admin_desktop.conftest import WAIT, sign_in
from tests.admin_desktop.pictures import picture
from tests.admin_desktop.test_escaneos import choose
from tests.admin_desktop.test_expediente import first_row
from tests.admin_desktop.test_journey_staff import agree, open_account
from tests.apoyo_data import citizen, padron_csv
from tests.apoyo_world import World
from tests.central_server import Central
from tests.importing import applied, import_job
from tests.server.test_lotes import DERFE, HEAD, UNKNOWN, lote_job, opened, verified
from tests.server.test_verification import ONE, ROWS, TWO

LIST, TAB = "Lotes para la DERFE pedidos", "Lotes para la DERFE"


@pytest.fixture
def world(server: Central, monkeypatch: pytest.MonkeyPatch) -> World:
    """Return a server with the DERFE's key, three citizens, and a batch holds two of them."""
    monkeypatch.setattr(lotes_vm, "POLL_MS", 200)
    monkeypatch.setattr(lotes, "MOST_LINES", 2)
    key = b64.encode(DERFE.public_key().public_bytes_raw())
    settings = server.deps.settings.model_copy(update={"derfe_key": key})
    object.__setattr__(server.deps, "settings", settings)  # the server has read its own
    made = World.made(server)
    tablet = made.tablet()
    people = [citizen(ONE, "111111111"), citizen(TWO, "222222222"), citizen(UNKNOWN, "444444444")]
    tablet.send(*(tablet.record(apoyo=each) for each in people))
    for user, role in (("verifica", Role.INE), ("audita", Role.AUDITOR)):
        open_account(server, user, role)
    return made


@pytest.fixture
def cut(world: World) -> World:
    """Return it with a padrón of 1 November 2026, by which all three were judged."""
    path, job = "/v1/padron?cut_on=2026-11-01", import_job(world.central)
    applied(world.central.someone(Role.INE), path, padron_csv(ROWS), job)
    verified(world)
    return world


def to_lotes(eyes: Eyes, world: World, qtbot: QtBot, user: str = "verifica") -> None:
    sign_in(eyes, world.central, qtbot, user)
    eyes.press("Lista nominal")
    settle()
    eyes.press(TAB)
    settle()


def ask(eyes: Eyes, world: World, qtbot: QtBot, number: int, whom: str = "De quienes") -> None:
    """Ask for a batch, and have the worker count it."""
    eyes.choose("De quiénes se pregunta", whom)
    eyes.press("Pedir lote")
    qtbot.waitUntil(lambda: eyes.shows(f"Lote {number} pedido."), timeout=WAIT)
    assert lote_job(world)() == 1
    qtbot.waitUntil(lambda: not eyes.shows("Contando…"), timeout=WAIT)
    settle()


def test_a_batch_goes_from_its_order_to_its_answer(
    cut: World, eyes: Eyes, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    to_lotes(eyes, cut, qtbot)
    assert eyes.shows("Todavía no hay lotes.")
    picture(desk, "lotes_vacia")
    ask(eyes, cut, qtbot, 1)
    first_row(desk, LIST)
    settle()
    assert eyes.shows("Hubo más personas que lugar")
    picture(desk, "lotes_contado")
    eyes.press("Preparar lote")
    agree(desk, qtbot, "Preparar", "lotes_pregunta")
    qtbot.waitUntil(lambda: eyes.shows("Preparando…"), timeout=WAIT)
    assert lote_job(cut)() == 1
    qtbot.waitUntil(lambda: "Guardar archivo sellado" in eyes.controls(), timeout=WAIT)
    picture(desk, "lotes_listo")
    eyes.press("Guardar archivo sellado")
    choose(desk, tmp_path / "lote.sobre", qtbot)
    qtbot.waitUntil(lambda: eyes.shows("Solo la DERFE lo abre"), timeout=WAIT)
    client = cut.central.someone(Role.INE)
    lote = lotes_of(cut)[0]
    references = opened(client, lote)
    assert set(references) == {ONE, TWO}
    assert ONE.encode() not in (tmp_path / "lote.sobre").read_bytes()
    answer = tmp_path / "respuesta.csv"
    lines = (HEAD, f"{references[ONE]},BAJA,Defunción,0101", f"{references[TWO]},QUIÉN SABE,,")
    answer.write_text("\n".join(lines), "utf-8")
    answered(eyes, desk, cut, qtbot, answer, "02112026")
    assert eyes.shows("El estatus no es LN, PADRON, BAJA, NO_LOCALIZADO ni DATOS_DISTINTOS.")
    picture(desk, "lotes_revision")
    eyes.type("Motivo para aplicar sin esas líneas", "MUESTRA")
    eyes.press("Aplicar sin esas líneas")
    qtbot.waitUntil(lambda: import_job(cut.central)() == 1, timeout=WAIT)
    qtbot.waitUntil(lambda: eyes.shows("1 línea quedó fuera."), timeout=WAIT)
    settle()
    picture(desk, "lotes_contestado")
    assert lotes_of(cut)[0].answered == 1
    assert verified(cut)["Baja"] == 1


def lotes_of(world: World) -> list[lotes.Lote]:
    with world.central.deps.units.reading() as work:
        return list(work.lotes.page(after=0, limit=9).items)


def answered(eyes: Eyes, desk: Desk, world: World, qtbot: QtBot, file: Path, day: str) -> None:
    """Import an answer to the first batch of the list, and have the worker check it."""
    first_row(desk, LIST)
    eyes.press("Importar respuesta")
    settle()
    eyes.type("Archivo CSV de la DERFE", str(file))
    eyes.type("Día de su padrón", day)
    picture(desk, "lotes_respuesta")
    eyes.press("Revisar respuesta")
    qtbot.waitUntil(lambda: import_job(world.central)() == 1, timeout=WAIT)
    qtbot.waitUntil(lambda: eyes.shows("Revisado. Todavía no se cambia nada"), timeout=WAIT)
    settle()


def test_an_answer_that_would_judge_nobody_is_asked_about_first(
    cut: World, eyes: Eyes, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    to_lotes(eyes, cut, qtbot)
    ask(eyes, cut, qtbot, 1)
    client = cut.central.someone(Role.INE)
    assert client.post("/v1/lotes/1/preparacion").status_code == 200
    assert lote_job(cut)() == 1
    eyes.press("Lista nominal")
    qtbot.waitUntil(lambda: "Importar respuesta" in eyes.controls(), timeout=WAIT)
    answer = tmp_path / "respuesta.csv"
    reference = opened(client, lotes_of(cut)[0])[ONE]
    answer.write_text(f"{HEAD}\n{reference},LN,,0101\n", "utf-8")
    answered(eyes, desk, cut, qtbot, answer, "01102026")
    eyes.press("Aplicar importación")
    agree(desk, qtbot, "Revisar la importación", "lotes_duda")
    settle()
    assert lotes_of(cut)[0].answered == 0
    eyes.press("Cancelar importación")
    qtbot.waitUntil(lambda: import_job(cut.central)() == 1, timeout=WAIT)
    qtbot.waitUntil(lambda: eyes.shows("Importación cancelada."), timeout=WAIT)


def test_who_was_not_answered_is_asked_about_again(
    cut: World, eyes: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    to_lotes(eyes, cut, qtbot)
    ask(eyes, cut, qtbot, 1, "Otra vez de quienes")
    assert eyes.shows("Nadie espera respuesta de la DERFE.")
    picture(desk, "lotes_nadie")
    ask(eyes, cut, qtbot, 2)  # and it is the chosen one now
    eyes.press("Cancelar lote")
    agree(desk, qtbot, "Cancelarlo", "lotes_cancelar")
    qtbot.waitUntil(lambda: eyes.shows("Cancelando…"), timeout=WAIT)
    assert lote_job(cut)() == 1
    qtbot.waitUntil(lambda: eyes.shows("Cancelado"), timeout=WAIT)
    settle()
    acts = {"Preparar lote", "Cancelar lote", "Importar respuesta"}
    assert not acts & set(eyes.controls())


def test_without_a_padron_it_is_said_and_refused(
    world: World, eyes: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    to_lotes(eyes, world, qtbot)
    assert eyes.shows("Todavía no hay padrón: sin un corte ninguna respuesta juzga apoyos.")
    eyes.press("Pedir lote")
    qtbot.waitUntil(lambda: eyes.shows("sin él no se abre ningún apoyo"), timeout=WAIT)
    picture(desk, "lotes_sin_padron")
    assert lotes_of(world) == []


def test_who_reads_sees_the_batches_and_no_act(
    cut: World, eyes: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    assert cut.central.someone(Role.INE).post("/v1/lotes", {}).status_code == 202
    assert lote_job(cut)() == 1
    to_lotes(eyes, cut, qtbot, "audita")
    first_row(desk, LIST)
    settle()
    assert eyes.shows("Contado: decida si se prepara")
    acts = {"Pedir lote", "Preparar lote", "Cancelar lote", "De quiénes se pregunta"}
    assert not acts & set(eyes.controls())


def test_without_a_server_the_order_stays(
    cut: World, eyes: Eyes, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    to_lotes(eyes, cut, qtbot)
    eyes.choose("De quiénes se pregunta", "Otra vez de todas")

    def gone(*_: object, **_rest: object) -> bytes:
        raise CentralUnreachable

    call: Callable[..., bytes] = Transport._call
    monkeypatch.setattr(Transport, "_call", gone)
    eyes.press("Pedir lote")
    qtbot.waitUntil(lambda: eyes.shows("No hay respuesta"), timeout=WAIT)
    monkeypatch.setattr(Transport, "_call", call)
    eyes.press("Pedir lote")
    qtbot.waitUntil(lambda: eyes.shows("Lote 1 pedido."), timeout=WAIT)
    assert lotes_of(cut)[0].asks.value == "todos"


def test_what_was_said_last_stays_while_a_batch_is_followed(
    cut: World, eyes: Eyes, qtbot: QtBot
) -> None:
    to_lotes(eyes, cut, qtbot)
    eyes.press("Pedir lote")
    qtbot.waitUntil(lambda: eyes.shows("Lote 1 pedido."), timeout=WAIT)
    eyes.press("Verificación")
    eyes.press("Verificar ahora")
    qtbot.waitUntil(lambda: eyes.shows("Verificación pedida."), timeout=WAIT)
    qtbot.wait(3 * lotes_vm.POLL_MS)
    assert eyes.shows("Verificación pedida.")
    assert not eyes.shows("Lote 1 pedido.")

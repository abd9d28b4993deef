"""Batches for the DERFE over real TLS: counted, sealed, taken, answered, judged by the answer."""

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import requests
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from core.central.leases import LEASE, Holder
from core.central.verification.respuestas import StoredRespuestas
from core.domain.access.roles import Role
from core.domain.verification.importacion import Importacion, ImportState
from core.domain.verification.lote import Lote, LoteAsks, LoteState, new_reference
from core.domain.verification.resultado import Resultado
from core.errors import EnvelopeRejected
from core.sealing import b64
from core.sealing.keys import key_id
from core.sealing.sealed_file import open_file
from core.server.cli import main
from core.server.composition.acts import blobs
from core.server.host.derfe import about_lote
from core.server.host.keys import KeyFiles
from core.server.jobs import lotes
from core.server.jobs.lotes import LoteJob
from core.server.jobs.opening import InMemoryOpener
from core.server.jobs.recount import RecountJob
from core.server.jobs.verify import OWN_CLOCK
from core.wire import adapter
from tests.apoyo_data import citizen, padron_csv
from tests.apoyo_world import World
from tests.central_server import Client
from tests.importing import CSV, again, import_job, shown
from tests.importing import applied as imported
from tests.server.conftest import only_sqlite
from tests.server.test_verification import ONE, ROWS, TWO, avance, job, load

DERFE = X25519PrivateKey.generate()
UNKNOWN = "MSFCXX80010109M400"
HEAD = "referencia,estatus,causa,seccion"


@pytest.fixture
def derfe(world: World) -> World:
    """Give a server that has the DERFE's key."""
    key = b64.encode(DERFE.public_key().public_bytes_raw())
    settings = world.central.deps.settings.model_copy(update={"derfe_key": key})
    object.__setattr__(world.central.deps, "settings", settings)  # the server has read its own
    return world


@pytest.fixture
def ine(derfe: World) -> Client:
    return derfe.central.someone(Role.INE)


def lote_job(world: World) -> LoteJob:
    deps = world.central.deps
    keys = KeyFiles(world.central.data / "keys")
    opener = InMemoryOpener(blobs(deps), world.central.election_key, keys.padron_key())
    return LoteJob(deps, opener.citizen)


def lote_of(answer: requests.Response) -> Lote:
    got: Lote = adapter(Lote).validate_json(answer.content)
    return got


def now(who: Client, lote: Lote) -> Lote:
    return lote_of(who.get(f"/v1/lotes/{lote.id}"))


def counted(world: World, who: Client, asks: LoteAsks = LoteAsks.NEW) -> Lote:
    asked = who.post("/v1/lotes", {"asks": asks.value})
    assert asked.status_code == 202, asked.text
    assert lote_job(world)() == 1
    return now(who, lote_of(asked))


def ready(world: World, who: Client, asks: LoteAsks = LoteAsks.NEW) -> Lote:
    lote = counted(world, who, asks)
    assert lote.state is LoteState.COUNTED, lote
    assert who.post(f"/v1/lotes/{lote.id}/preparacion").status_code == 200
    assert lote_job(world)() == 1
    return now(who, lote)


def opened(who: Client, lote: Lote) -> dict[str, str]:
    """Return what the DERFE reads: the reference of each clave."""
    sealed = who.post(f"/v1/lotes/{lote.id}/entrega")
    assert sealed.status_code == 200, sealed.text
    text = b"".join(open_file(io.BytesIO(sealed.content), own=DERFE, about=about_lote(lote.id)))
    _, *lines = text.decode().splitlines()
    return {line.split(",")[1]: line.split(",")[0] for line in lines}


def checked(
    world: World, who: Client, lote: Lote, *lines: str, day: str = "2026-11-02"
) -> Importacion:
    path, body = f"/v1/lotes/{lote.id}/respuesta?day={day}", "\n".join((HEAD, *lines)).encode()
    received = who.call("POST", path, data=body, headers=CSV)
    assert received.status_code == 202, received.text
    assert import_job(world.central)() == 1
    return again(who, shown(received.content))


def applied(
    world: World, who: Client, lote: Lote, *lines: str, day: str = "2026-11-02"
) -> Importacion:
    one = checked(world, who, lote, *lines, day=day)
    assert one.state is ImportState.CHECKED, one
    order = {"reason": "MUESTRA" if one.bad else ""}
    assert who.post(f"/v1/respuesta/importaciones/{one.id}/aplicacion", order).status_code == 200
    assert import_job(world.central)() == 1
    return again(who, one)


def verified(world: World) -> Mapping[str, int]:
    """Verify as the worker does by itself, and return how the first aspirante stands."""
    world.central.clock.forward(2 * OWN_CLOCK)
    job(world)()
    return avance(world).by_result


def one_verified(world: World) -> None:
    """Have one support of a citizen of the padrón arrive and be verified."""
    tablet = world.tablet()
    tablet.send(tablet.record(apoyo=citizen(ONE, "111111111")))
    load(world, padron_csv(ROWS))
    verified(world)


def no_difference(world: World) -> bool:
    with world.central.deps.units.reading() as work:
        return not list(work.recount.differences())


def test_a_batch_leaves_sealed_and_its_answer_becomes_verdicts_that_a_recount_keeps(
    derfe: World, ine: Client
) -> None:
    tablet = derfe.tablet()
    known, unknown = citizen(ONE, "111111111"), citizen(UNKNOWN, "444444444")
    tablet.send(*(tablet.record(apoyo=each) for each in (known, known, unknown)))
    load(derfe, padron_csv(ROWS))
    before = {Resultado.FOUND.value: 1, Resultado.DUPLICATE_SAME.value: 1}
    assert verified(derfe) == before | {Resultado.NOT_FOUND.value: 1}
    lote = counted(derfe, ine)
    assert (lote.state, lote.lines) == (LoteState.COUNTED, 2), "a citizen is asked about once"
    early = ine.post(f"/v1/lotes/{lote.id}/entrega")
    assert (early.status_code, early.json()["code"]) == (409, "lote_sin_preparar")
    ine.post(f"/v1/lotes/{lote.id}/preparacion")
    assert lote_job(derfe)() == 1
    lote = now(ine, lote)
    assert (lote.state, lote.lines, lote.left_out) == (LoteState.READY, 2, 0)
    assert lote.key == key_id(DERFE.public_key())
    references = opened(ine, lote)
    assert set(references) == {ONE, UNKNOWN}
    assert counted(derfe, ine).code == "lote_vacio", "nobody is asked about twice"
    one = applied(
        derfe,
        ine,
        lote,
        f"{references[ONE]},BAJA,Defunción,0101",
        f"{references[UNKNOWN]},LN,,0101",
        f"{new_reference()},LN,,0101",
    )
    assert (one.state, one.rows, one.bad, one.result) == (ImportState.APPLIED, 2, 1, str(lote.id))
    assert one.lines[0].code == "linea_referencia_ajena"
    assert now(ine, lote).answered == 2
    after = {Resultado.BAJA.value: 2, Resultado.FOUND.value: 1}
    assert verified(derfe) == after
    assert no_difference(derfe)
    assert ine.post("/v1/verificaciones").status_code == 202
    assert job(derfe)() == 3, "everything anew"
    assert avance(derfe).by_result == after
    assert no_difference(derfe)
    again_known = derfe.tablet()
    again_known.send(again_known.record(apoyo=known))
    assert verified(derfe) == {Resultado.BAJA.value: 3, Resultado.FOUND.value: 1}


@only_sqlite
def test_who_did_what_stands_in_the_log_and_no_citizen_in_any_file(
    derfe: World, ine: Client
) -> None:
    one_verified(derfe)
    lote = ready(derfe, ine)
    references = opened(ine, lote)
    applied(derfe, ine, lote, f"{references[ONE]},LN,,0101")
    with derfe.central.deps.units.reading() as work:
        entries = {each.act: each for each in work.bitacora.entries()}
        account = work.sessions.holder(ine.token)
        assert account is not None
        user = work.accounts.by_id(account).user
    for act in ("lote_pedido", "lote_preparado", "lote_entregado", "respuesta_aplicada"):
        assert entries[act].actor == user, act
    held = [
        each.read_bytes()
        for folder in (derfe.central.data, derfe.central.data.parent)
        for each in folder.rglob("*")
        if each.is_file()
    ]
    for needle in (ONE, "111111111"):
        assert not any(needle.encode() in each for each in held)
    sealed = ine.post(f"/v1/lotes/{lote.id}/entrega").content
    with pytest.raises(EnvelopeRejected):
        b"".join(open_file(io.BytesIO(sealed), own=DERFE, about=about_lote(lote.id + 1)))


@only_sqlite
def test_a_newer_cut_holds_over_an_older_answer_and_a_newer_answer_over_both(
    derfe: World, ine: Client
) -> None:
    tablet = derfe.tablet()
    tablet.send(tablet.record(apoyo=citizen(TWO, "222222222")))
    load(derfe, padron_csv(ROWS))
    assert verified(derfe) == {Resultado.FOUND.value: 1}
    lote = ready(derfe, ine)
    applied(derfe, ine, lote, f"{opened(ine, lote)[TWO]},BAJA,Defunción,", day="2026-10-31")
    assert verified(derfe) == {Resultado.FOUND.value: 1}, "an answer of before the cut"
    second = ready(derfe, ine, LoteAsks.ALL)
    applied(derfe, ine, second, f"{opened(ine, second)[TWO]},PADRON,,0201", day="2026-11-01")
    assert verified(derfe) == {Resultado.NOT_IN_LIST.value: 1}
    third = ready(derfe, ine, LoteAsks.ALL)
    applied(derfe, ine, third, f"{opened(ine, third)[TWO]},DATOS_DISTINTOS,,")
    assert verified(derfe) == {Resultado.INCONSISTENT.value: 1}
    path = "/v1/padron?cut_on=2026-11-03"
    imported(ine, path, padron_csv(ROWS), import_job(derfe.central))
    ine.post("/v1/verificaciones")
    assert verified(derfe) == {Resultado.FOUND.value: 1}, "a newer cut"


@only_sqlite
def test_an_answer_comes_in_parts_and_what_was_applied_is_not_answered_again(
    derfe: World, ine: Client
) -> None:
    tablet = derfe.tablet()
    people = [citizen(ONE, "111111111"), citizen(TWO, "222222222")]
    tablet.send(*(tablet.record(apoyo=each) for each in people))
    load(derfe, padron_csv(ROWS))
    verified(derfe)
    lote = ready(derfe, ine)
    references = opened(ine, lote)
    applied(derfe, ine, lote, f"{references[ONE]},PADRON,,")
    second = checked(derfe, ine, lote, f"{references[ONE]},LN,,0101", f"{references[TWO]},LN,,0101")
    assert (second.rows, [each.code for each in second.lines]) == (1, ["linea_ya_contestada"])
    assert ine.post(f"/v1/respuesta/importaciones/{second.id}/cancelacion").status_code == 200
    assert import_job(derfe.central)() == 1
    assert now(ine, lote).answered == 1
    applied(derfe, ine, lote, f"{references[TWO]},LN,,0101")
    assert now(ine, lote).answered == 2
    assert verified(derfe) == {Resultado.NOT_IN_LIST.value: 1, Resultado.FOUND.value: 1}


@only_sqlite
def test_a_cancelled_batch_keeps_nothing_and_asks_again(derfe: World, ine: Client) -> None:
    one_verified(derfe)
    first = counted(derfe, ine)
    second = ine.post("/v1/lotes", {})
    assert (second.status_code, second.json()["code"]) == (409, "lote_abierto")
    cancelled(derfe, ine, first)
    cancelled(derfe, ine, ready(derfe, ine))
    assert ready(derfe, ine).lines == 1


def cancelled(world: World, who: Client, lote: Lote) -> None:
    """Cancel a batch, and see that nothing can be done with it any more."""
    assert who.post(f"/v1/lotes/{lote.id}/cancelacion").status_code == 200
    assert lote_job(world)() == 1
    assert now(who, lote).state is LoteState.CANCELLED
    over = who.post(f"/v1/lotes/{lote.id}/cancelacion")
    assert (over.status_code, over.json()["code"]) == (409, "lote_terminado")
    path = f"/v1/lotes/{lote.id}/respuesta?day=2026-11-02"
    gone = who.call("POST", path, data=b"", headers=CSV)
    assert (gone.status_code, gone.json()["code"]) == (409, "lote_sin_preparar")


@only_sqlite
def test_a_batch_is_cancelled_while_it_is_prepared(
    derfe: World, ine: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lotes, "_TOLD_EVERY", timedelta())
    one_verified(derfe)
    lote = counted(derfe, ine)
    ine.post(f"/v1/lotes/{lote.id}/preparacion")
    work = lote_job(derfe)
    read = work.citizen

    def meanwhile(record: object) -> tuple[str, str]:
        assert ine.post(f"/v1/lotes/{lote.id}/cancelacion").status_code == 200
        return read(record)  # type: ignore[arg-type]

    assert replace(work, citizen=meanwhile)() == 1
    assert now(ine, lote).state is LoteState.TO_CANCEL
    assert work() == 1
    assert now(ine, lote).state is LoteState.CANCELLED
    assert ready(derfe, ine).lines == 1


@only_sqlite
@pytest.mark.parametrize("fails", [False, True])
def test_a_batch_that_is_cancelled_as_its_count_ends_stays_so(
    derfe: World, ine: Client, monkeypatch: pytest.MonkeyPatch, *, fails: bool
) -> None:
    one_verified(derfe)
    lote = lote_of(ine.post("/v1/lotes", {}))
    chosen = LoteJob._chosen

    def meanwhile(job: LoteJob, of: Lote) -> object:
        found = chosen(job, of)
        assert ine.post(f"/v1/lotes/{lote.id}/cancelacion").status_code == 200
        return [] if fails else found

    monkeypatch.setattr(LoteJob, "_chosen", meanwhile)
    assert lote_job(derfe)() == 1
    assert now(ine, lote).state is LoteState.TO_CANCEL
    assert lote_job(derfe)() == 1
    assert now(ine, lote).state is LoteState.CANCELLED


@only_sqlite
def test_no_answer_is_of_a_day_that_has_not_come(derfe: World, ine: Client) -> None:
    one_verified(derfe)
    lote = ready(derfe, ine)
    for day in ("9999-12-31", "2036-11-02"):
        path = f"/v1/lotes/{lote.id}/respuesta?day={day}"
        refused = ine.call("POST", path, data=HEAD.encode(), headers=CSV)
        assert (refused.status_code, refused.json()["code"]) == (422, "fecha_futura")


def test_an_answer_to_a_batch_that_is_taken_back_meanwhile_is_no_answer(
    derfe: World, ine: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_verified(derfe)
    lote = ready(derfe, ine)
    reference = opened(ine, lote)[ONE]
    references = StoredRespuestas.references

    def meanwhile(lines: StoredRespuestas, of: int) -> dict[str, bool]:
        found = references(lines, of)
        monkeypatch.undo()
        cancelled(derfe, ine, lote)
        return found

    monkeypatch.setattr(StoredRespuestas, "references", meanwhile)
    one = checked(derfe, ine, lote, f"{reference},LN,,0101")
    assert (one.state, one.code) == (ImportState.FAILED, "lote_sin_preparar")


@only_sqlite
def test_a_worker_that_dies_leaves_a_batch_that_another_begins_anew(
    derfe: World, ine: Client
) -> None:
    one_verified(derfe)
    lote = counted(derfe, ine)
    ine.post(f"/v1/lotes/{lote.id}/preparacion")
    first = lote_job(derfe)
    with derfe.central.deps.units.writing("prueba") as work:
        assert work.lotes.take(first.deps.worker) is not None
    other = Holder(steady=first.deps.worker.steady)
    second = replace(first, deps=replace(first.deps, worker=other))
    assert second() == 0
    derfe.central.clock.forward(LEASE + timedelta(seconds=1))
    assert second() == 1
    assert now(ine, lote).state is LoteState.READY
    assert first() == 0


@only_sqlite
def test_nothing_leaves_without_the_key_of_the_derfe(world: World) -> None:
    ine = world.central.someone(Role.INE)
    refused = ine.post("/v1/lotes", {})
    assert (refused.status_code, refused.json()["code"]) == (422, "derfe_sin_llave")
    assert ine.get("/v1/lotes").json()["items"] == []


@only_sqlite
def test_the_nightly_recount_finds_nothing_after_answers(derfe: World, ine: Client) -> None:
    one_verified(derfe)
    lote = ready(derfe, ine)
    applied(derfe, ine, lote, f"{opened(ine, lote)[ONE]},NO_LOCALIZADO,,")
    assert verified(derfe) == {Resultado.NOT_FOUND.value: 1}
    RecountJob(derfe.central.deps)()
    assert no_difference(derfe)


@only_sqlite
def test_the_derfe_makes_its_key_and_opens_its_batch_with_orders(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key, file, csv = tmp_path / "derfe.key", tmp_path / "lote.sobre", tmp_path / "lote.csv"
    assert main(["central", "derfe-key", str(key)]) == 0
    name, _, said = capsys.readouterr().out.strip().partition(" = ")
    assert name == "derfe_key"
    settings = world.central.deps.settings.model_copy(update={"derfe_key": said.strip('"')})
    object.__setattr__(world.central.deps, "settings", settings)
    before = key.read_bytes()
    assert main(["central", "derfe-key", str(key)]) == 2, "a key that is there is not lost"
    assert key.read_bytes() == before
    one_verified(world)
    ine = world.central.someone(Role.INE)
    lote = ready(world, ine)
    file.write_bytes(ine.post(f"/v1/lotes/{lote.id}/entrega").content)
    order = ["central", "derfe-open", str(file), "--key", str(key), "--to", str(csv)]
    assert main([*order, "--lote", str(lote.id + 1)]) == 2
    assert not csv.exists()
    assert main([*order, "--lote", str(lote.id)]) == 0
    assert csv.read_text("utf-8").splitlines()[1].endswith(f",{ONE},111111111")
    assert (csv.stat().st_mode & 0o777, key.stat().st_mode & 0o777) == (0o600, 0o600)


def three_people(world: World) -> None:
    """Have a support of each of three citizens arrive, and another of the first."""
    tablet = world.tablet()
    people = [citizen(ONE, "111111111"), citizen(TWO, "222222222"), citizen(UNKNOWN, "444444444")]
    tablet.send(*(tablet.record(apoyo=each) for each in (*people, people[0])))
    load(world, padron_csv(ROWS))
    verified(world)


def test_batches_that_ask_all_again_go_on_and_begin_anew_at_the_end(
    derfe: World, ine: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lotes, "MOST_LINES", 2)
    three_people(derfe)
    first = ready(derfe, ine, LoteAsks.ALL)
    assert (first.lines, first.more) == (2, True)
    second = ready(derfe, ine, LoteAsks.ALL)
    assert (second.lines, second.more) == (1, False)
    both = (set(opened(ine, first)), set(opened(ine, second)))
    assert both == ({ONE, TWO}, {UNKNOWN}), "nobody twice in a turn, nobody forgotten"
    third = ready(derfe, ine, LoteAsks.ALL)
    assert set(opened(ine, third)) == both[0], "and then from the beginning"
    cancelled(derfe, ine, third)
    assert set(opened(ine, ready(derfe, ine, LoteAsks.ALL))) == both[0], "it asked nobody"


@only_sqlite
def test_who_waits_for_an_answer_is_asked_about_again_and_nobody_else(
    derfe: World, ine: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lotes, "MOST_LINES", 2)
    three_people(derfe)
    assert counted(derfe, ine, LoteAsks.UNANSWERED).code == "lote_nadie_espera", (
        "nobody was asked about"
    )
    first, second = ready(derfe, ine), ready(derfe, ine)
    assert (first.more, second.more) == (True, False)
    references = opened(ine, first)
    applied(derfe, ine, first, f"{references[ONE]},LN,,0101")
    again = ready(derfe, ine, LoteAsks.UNANSWERED)
    assert set(opened(ine, again)) == {TWO, UNKNOWN}
    applied(derfe, ine, again, f"{opened(ine, again)[TWO]},LN,,0201")
    once_more = ready(derfe, ine, LoteAsks.UNANSWERED)
    assert set(opened(ine, once_more)) == {UNKNOWN}, "another turn, of who still waits"
    late = applied(derfe, ine, second, f"{opened(ine, second)[UNKNOWN]},NO_LOCALIZADO,,")
    assert late.state is ImportState.APPLIED, "an answer to the first question holds as well"
    assert counted(derfe, ine, LoteAsks.UNANSWERED).code == "lote_nadie_espera"


@only_sqlite
def test_no_batch_is_asked_for_before_a_cut_by_which_answers_judge(
    derfe: World, ine: Client
) -> None:
    tablet = derfe.tablet()
    tablet.send(tablet.record(apoyo=citizen(ONE, "111111111")))
    verified(derfe)
    refused = ine.post("/v1/lotes", {})
    assert (refused.status_code, refused.json()["code"]) == (422, "lote_sin_padron")
    assert ine.get("/v1/lotes").json()["items"] == []

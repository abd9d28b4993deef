"""Numeral 9: padrón in, envelopes opened in memory, verdicts and recounts out."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.access.roles import Role
from core.domain.credencial.lectura import FIELDS
from core.domain.verification.importacion import Importacion, ImportState
from core.domain.verification.padron import ElectionKeyInfo, PadronCut, Verificacion
from core.domain.verification.resultado import Avance, Resultado
from core.ports.central_padron import KeyedHashes
from core.server.composition.acts import blobs
from core.server.host.keys import KeyFiles
from core.server.jobs.opening import InMemoryOpener
from core.server.jobs.verify import OWN_CLOCK, VerifyJob
from core.wire import Page, adapter
from tests.apoyo_data import FIRST, SECOND, citizen, padron_csv
from tests.apoyo_world import World
from tests.fakes.apoyos import a_field
from tests.importing import applied, import_job
from tests.written_files import written

only_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

ONE, TWO, THREE = "MSFCXX80010109M100", "MSFCXX80010109M200", "MSFCXX80010109M300"
ROWS = (
    f"{ONE},111111111,00,0101,LN,",
    f"{TWO},222222222,00,0201,LN,",
    f"{THREE},333333333,00,0101,BAJA,Defunción",
)


PADRON = "/v1/padron?cut_on=2026-11-01"


def load(world: World, csv: bytes) -> Importacion:
    """Import a padrón, as the worker does it."""
    return applied(world.central.someone(Role.INE), PADRON, csv, import_job(world.central))


def job(world: World) -> VerifyJob:
    keys = KeyFiles(world.central.data / "keys")
    own = world.central.election_key
    return VerifyJob(
        world.central.deps, InMemoryOpener(blobs(world.central.deps), own, keys.padron_key())
    )


def avance(world: World, aspirante: str = FIRST) -> Avance:
    answer = world.console(aspirante).get("/v1/avance")
    return adapter(Page[Avance]).validate_json(answer.content).items[0]


def test_a_run_judges_everything_and_keeps_nothing_in_clear(world: World) -> None:
    tablet = world.tablet()
    world.enlist(SECOND, correo=world.mails("activacion")[-1][0])
    world.answer_by_mail()
    tablet.send(
        tablet.record(apoyo=citizen(ONE, "111111111")),
        tablet.record(apoyo=citizen(ONE, "111111111")),
        tablet.record(apoyo=citizen(THREE, "333333333")),
        tablet.record(apoyo=citizen("MSFCXX80010109M400", "444444444")),
    )
    tablet.send(
        tablet.record(SECOND, citizen(ONE, "111111111")),
        tablet.record(SECOND, citizen(TWO, "222222222")),
        aspirante=SECOND,
    )
    assert load(world, padron_csv(ROWS)).state is ImportState.APPLIED
    ine = world.central.someone(Role.INE)
    asked = ine.post("/v1/verificaciones")
    assert (asked.status_code, ine.post("/v1/verificaciones").json()) == (202, asked.json())
    assert job(world)() == 6
    assert avance(world).by_result == {
        Resultado.FOUND.value: 1,
        Resultado.DUPLICATE_SAME.value: 1,
        Resultado.BAJA.value: 1,
        Resultado.NOT_FOUND.value: 1,
    }
    second = avance(world, SECOND)
    assert second.by_result == {Resultado.FOUND.value: 1, Resultado.OUTSIDE.value: 1}
    assert (second.counted, second.pending_verification) == (1, 0)
    page = adapter(Page[Verificacion]).validate_json(ine.get("/v1/verificaciones").content)
    [run] = page.items
    assert run.judged == 6
    assert run.ended_at is not None
    assert run.by_result[Resultado.FOUND.value] == 2


@only_sqlite
def test_no_clave_no_cic_and_no_name_is_in_any_file_of_the_server(world: World) -> None:
    tablet = world.tablet()
    tablet.send(tablet.record(apoyo=citizen(ONE, "111111111")))
    load(world, padron_csv(ROWS))
    with written() as paths:
        assert job(world)() == 1
    elsewhere = [each for each in paths if not each.is_relative_to(world.central.data)]
    assert {each for each in elsewhere if each.parent.name != "__pycache__"} <= {Path("/dev/null")}
    held = [
        each.read_bytes()
        for folder in (world.central.data, world.central.data.parent)
        for each in folder.rglob("*")
        if each.is_file()
    ]
    assert any(b"000001-00001-" in each for each in held)
    for needle in (ONE, TWO, "111111111", "MUESTR4"):
        assert not any(needle.encode() in each for each in held)
    for digest in (*_unkeyed(ONE), *_unkeyed("111111111")):
        assert not any(digest in each or digest.hex().encode() in each for each in held)


def _unkeyed(text: str) -> Iterator[bytes]:
    """Yield the first bytes of hashes that anybody could try every clave or CIC against."""
    for said in (text, f"clave:{text}", f"cic:{text}"):
        for name in ("md5", "sha1", "sha256", "sha512", "sha3_256", "blake2b"):
            yield hashlib.new(name, said.encode()).digest()[:12]


@only_sqlite
def test_a_new_cut_changes_verdicts_and_a_recount_changes_none(world: World) -> None:
    tablet = world.tablet()
    tablet.send(tablet.record(apoyo=citizen(ONE, "111111111")))
    load(world, padron_csv(ROWS[1:]))
    job(world)()
    assert avance(world).by_result == {Resultado.NOT_FOUND.value: 1}
    load(world, padron_csv(ROWS))
    ine = world.central.someone(Role.INE)
    for _ in range(2):
        ine.post("/v1/verificaciones")
        assert job(world)() == 1
        assert avance(world).by_result == {Resultado.FOUND.value: 1}
    cuts = adapter(Page[PadronCut]).validate_json(ine.get("/v1/padron").content)
    assert [cut.rows for cut in cuts.items] == [3, 2]
    assert [each.name for each in (world.central.data / "padron").iterdir()] == [cuts.items[0].id]


@only_sqlite
def test_the_worker_verifies_on_its_own_clock(world: World) -> None:
    tablet, verify = world.tablet(), job(world)
    world.central.clock.stop()
    load(world, padron_csv(ROWS))
    assert verify() == 0
    tablet.send(tablet.record(apoyo=citizen(ONE, "111111111")))
    assert verify() == 1
    tablet.send(tablet.record(apoyo=citizen(TWO, "222222222")))
    assert verify() == 0
    world.central.clock.forward(OWN_CLOCK)
    assert verify() == 1
    assert verify() == 0
    assert avance(world).counted == 2


@only_sqlite
def test_what_a_stolen_tablet_saved_before_the_report_counts_and_the_rest_is_reviewed(
    world: World,
) -> None:
    tablet = world.tablet()
    now = world.central.clock.now()
    late = tablet.record(
        apoyo=citizen(ONE, "111111111"),
        started_at=now + timedelta(days=8),
        saved_at=now + timedelta(days=8),
    )
    good = tablet.record(apoyo=citizen(ONE, "111111111"))
    tablet.send(late)
    [vinculo] = world.console().get("/v1/auxiliares").json()["items"]
    path = f"/v1/vinculos/{vinculo['vinculo']['id']}/dispositivo"
    world.console().post(path, {"reason": "robada"})
    world.central.clock.forward(timedelta(minutes=1))
    tablet.put(good)
    tablet.put(tablet.record(apoyo=citizen(TWO, "222222222")))
    load(world, padron_csv(ROWS))
    job(world)()
    found = avance(world)
    expected = (Resultado.LATE, Resultado.FOUND, Resultado.IN_REVIEW)
    assert found.by_result == {each.value: 1 for each in expected}
    assert (found.received, found.counted) == (3, 1)


@only_sqlite
def test_a_payload_of_no_form_is_an_inconsistency_and_stops_no_other(world: World) -> None:
    tablet = world.tablet()
    broken = tablet.record(payload=b"nada")
    tablet.send(broken, tablet.record(apoyo=citizen(ONE, "111111111")))
    load(world, padron_csv(ROWS))
    assert job(world)() == 2
    expected = {Resultado.INCONSISTENT.value: 1, Resultado.FOUND.value: 1}
    assert avance(world).by_result == expected


@only_sqlite
def test_only_the_ine_imports_asks_and_sees_the_key(world: World) -> None:
    others = world.central.someone(*(set(Role) - {Role.INE, Role.ASPIRANTE}))
    for refused in (
        world.central.someone(Role.SUPERVISOR).call("POST", PADRON, data=padron_csv(ROWS)),
        others.get("/v1/llave"),
        others.post("/v1/verificaciones"),
    ):
        assert (refused.status_code, refused.json()["code"]) == (403, "papel_insuficiente")
    info = world.central.someone(Role.INE).get("/v1/llave")
    told: ElectionKeyInfo = adapter(ElectionKeyInfo).validate_json(info.content)
    assert told.id == world.central.deps.election_key_id


@only_sqlite
def test_without_a_padron_there_is_nothing_to_verify_against(world: World) -> None:
    refused = world.central.someone(Role.INE).post("/v1/verificaciones")
    assert (refused.status_code, refused.json()["code"]) == (409, "falta_padron")
    assert job(world)() == 0


@only_sqlite
def test_what_is_misread_into_any_field_is_kept_in_clear_nowhere(world: World) -> None:
    tablet = world.tablet()
    names = {key: f"GUADALUPE {key.upper()}" for key in FIELDS}
    whole = citizen(ONE, "111111111")
    records = [
        tablet.record(apoyo=replace(whole, fields=whole.fields | {key: a_field(name)}))
        for key, name in names.items()
    ]
    everywhere = {key: a_field(name) for key, name in names.items()}
    tablet.send(*records, tablet.record(apoyo=replace(whole, fields=everywhere)))
    load(world, padron_csv(ROWS))
    assert job(world)() == len(FIELDS) + 1
    kept = b"".join(each.read_bytes() for each in world.central.data.glob("apoyo.db*"))
    assert b"GUADALUPE" not in kept
    assert ONE.encode() not in kept


@given(st.text(max_size=40) | st.from_regex(r"[0-9]{1,5}\s?", fullmatch=True))
def test_only_two_digits_and_four_are_kept_of_a_card(text: str) -> None:
    for field in ("emision", "seccion", "clave", "cic"):
        try:
            kept = KeyedHashes(**{field: text})  # type: ignore[arg-type]
        except ValueError:
            continue
        assert re.fullmatch(r"|[0-9]{2}|[0-9]{4}|[0-9a-f]{32}", getattr(kept, field))

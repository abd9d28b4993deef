"""Imports as jobs: received sealed, checked by the worker, applied by a person, over real TLS."""

import json
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import requests

from core.central.leases import LEASE
from core.central.registration.geografia import StoredGeografia
from core.central.unit_of_work import Units
from core.central.verification.padron_builder import LmdbBuilder
from core.domain.geografia import SeccionPlace
from core.domain.importacion import Importacion, ImportState
from core.domain.roles import Role
from core.ports.central_padron import PadronRow
from core.server.jobs import imports
from core.server.jobs.imports import ImportJob
from tests.apoyo_data import padron_csv
from tests.central_server import Central, Client
from tests.importing import CSV, again, applied, checked, import_job, shown
from tests.registro import GEOGRAFIA, open_proceso
from tests.server.conftest import only_sqlite
from tests.server.test_verification import ONE, ROWS

PADRON = "/v1/padron?cut_on=2026-11-01"
BAD = padron_csv([*ROWS, f"{ONE},,00,0101,LN,", *["NO,,00,0101,LN,"] * 300])


@pytest.fixture
def ine(central: Central) -> Client:
    return central.someone(Role.INE)


def act(who: Client, one: Importacion, verb: str, body: object = None) -> requests.Response:
    return who.post(f"/v1/{one.kind.value}/importaciones/{one.id}/{verb}", body)


def files(central: Central) -> list[Path]:
    return sorted((central.data / "imports").glob("*"))


def test_a_padron_waits_sealed_is_checked_and_applies_only_when_a_person_says_so(
    central: Central, ine: Client
) -> None:
    received = ine.call("POST", PADRON, data=padron_csv(ROWS), headers=CSV)
    assert received.status_code == 202
    [kept] = files(central)
    assert ONE.encode() not in kept.read_bytes()
    assert shown(received.content).state is ImportState.WAITING
    job = import_job(central)
    assert job() == 1
    one = again(ine, shown(received.content))
    assert (one.state, one.rows, one.bad, one.done) == (ImportState.CHECKED, 3, 0, one.size)
    assert (one.encoding, one.separator) == ("UTF-8", "coma")
    assert files(central) == []
    assert ine.get("/v1/padron").json()["items"] == []
    assert job() == 0
    assert act(ine, one, "aplicacion", {"reason": ""}).status_code == 200
    assert job() == 1
    [cut] = ine.get("/v1/padron").json()["items"]
    assert (cut["rows"], cut["id"]) == (3, again(ine, one).result)
    assert [each.name for each in (central.data / "padron").iterdir()] == [cut["id"]]


@only_sqlite
def test_bad_lines_are_listed_and_left_out_only_with_a_reason_that_the_log_keeps(
    central: Central, ine: Client
) -> None:
    job = import_job(central)
    one = checked(ine, PADRON, BAD, job)
    assert (one.state, one.rows, one.bad) == (ImportState.CHECKED, 3, 301)
    assert len(one.lines) == 200
    table = ine.get(f"/v1/padron/importaciones/{one.id}/lineas").content.decode("utf-8-sig")
    lines = table.splitlines()
    assert (lines[0], len(lines)) == ("línea,columna,motivo", 302)
    assert lines[1].startswith("5,clave_elector,La clave de elector ya está")
    refused = act(ine, one, "aplicacion", {"reason": "  "})
    assert (refused.status_code, refused.json()["code"]) == (422, "importacion_sin_motivo")
    assert again(ine, one).state is ImportState.CHECKED
    act(ine, one, "aplicacion", {"reason": "El INE las confirmará (ficticio)"})
    job()
    assert again(ine, one).state is ImportState.APPLIED
    admin = central.someone(Role.ADMINISTRADOR)
    [entry] = [
        each
        for each in admin.get("/v1/bitacora?limit=100").json()["items"]
        if each["act"] == "padron_importado"
    ]
    assert entry["actor"] == user_of(central, ine)
    with central.deps.units.reading() as work:
        stored = [e.content for e in work.bitacora.entries() if e.act == "padron_importado"]
    assert json.loads(stored[0])["facts"]["motivo"] == "El INE las confirmará (ficticio)"
    assert json.loads(stored[0])["facts"]["sin_lineas"] == "301"


def user_of(central: Central, who: Client) -> str:
    with central.deps.units.reading() as work:
        account = work.sessions.holder(who.token)
        assert account is not None
        return work.accounts.by_id(account).user


@only_sqlite
def test_cancelling_leaves_nothing_at_every_stage(central: Central, ine: Client) -> None:
    job = import_job(central)
    before = applied(ine, PADRON, padron_csv(ROWS[:1]), job).result
    for checks in (0, 1):
        received = ine.call("POST", PADRON, data=padron_csv(ROWS), headers=CSV)
        one = shown(received.content)
        assert [job() for _ in range(checks)] == [1] * checks
        assert act(ine, one, "cancelacion").status_code == 200
        assert job() == 1
        assert again(ine, one).state is ImportState.CANCELLED
        assert files(central) == []
        assert [each.name for each in (central.data / "padron").iterdir()] == [before]
        over = act(ine, one, "cancelacion")
        assert (over.status_code, over.json()["code"]) == (409, "importacion_terminada")


@only_sqlite
def test_a_check_is_cancelled_while_it_goes_on(
    central: Central, ine: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "_TOLD_EVERY", timedelta())
    one = shown(ine.call("POST", PADRON, data=padron_csv(ROWS), headers=CSV).content)
    adding = LmdbBuilder.add

    def add(builder: LmdbBuilder, line: int, row: PadronRow) -> None:
        if line == 3:
            assert act(ine, one, "cancelacion").status_code == 200
        adding(builder, line, row)

    monkeypatch.setattr(LmdbBuilder, "add", add)
    job = import_job(central)
    assert job() == 1
    assert job() == 1
    assert again(ine, one).state is ImportState.CANCELLED
    assert list((central.data / "padron").iterdir()) == files(central) == []


@only_sqlite
def test_only_one_of_a_kind_is_open_and_only_a_checked_one_applies(
    central: Central, ine: Client
) -> None:
    one = shown(ine.call("POST", PADRON, data=padron_csv(ROWS), headers=CSV).content)
    second = ine.call("POST", PADRON, data=padron_csv(ROWS), headers=CSV)
    assert (second.status_code, second.json()["code"]) == (409, "importacion_abierta")
    assert len(files(central)) == 1
    early = act(ine, one, "aplicacion", {"reason": ""})
    assert (early.status_code, early.json()["code"]) == (409, "importacion_sin_revisar")
    other = ine.get(f"/v1/geografia/importaciones/{one.id}")
    assert other.status_code == 404


@only_sqlite
@pytest.mark.parametrize(
    ("csv", "code"),
    [
        (b"a,b\n1,2\n", "padron_columnas"),
        (b"", "padron_columnas"),
        (padron_csv([]), "padron_vacio"),
    ],
)
def test_another_file_fails_by_its_code_and_the_next_may_come(
    central: Central, ine: Client, csv: bytes, code: str
) -> None:
    job = import_job(central)
    one = checked(ine, PADRON, csv, job)
    assert (one.state, one.code) == (ImportState.FAILED, code)
    assert files(central) == []
    assert applied(ine, PADRON, padron_csv(ROWS), job).state is ImportState.APPLIED


@only_sqlite
def test_an_altered_file_is_not_read(central: Central, ine: Client) -> None:
    one = shown(ine.call("POST", PADRON, data=padron_csv(ROWS), headers=CSV).content)
    [kept] = files(central)
    raw = bytearray(kept.read_bytes())
    raw[-1] ^= 1
    kept.write_bytes(raw)
    assert import_job(central)() == 1
    assert again(ine, one).code == "importacion_ilegible"


@only_sqlite
def test_a_cut_upload_leaves_no_file(central: Central, ine: Client) -> None:
    def parts() -> Iterator[bytes]:
        yield padron_csv(ROWS)
        raise ConnectionAbortedError

    with pytest.raises((requests.ConnectionError, ConnectionAbortedError)):
        ine.wire.post(
            central.url + PADRON,
            data=parts(),
            headers={"Authorization": f"Bearer {ine.token}"},
            verify=str(central.authority),
            timeout=60,
        )
    assert ine.get("/v1/padron/importaciones").json()["items"] == []


def import_job_of(job: ImportJob) -> ImportJob:
    deps = replace(
        job.deps,
        units=Units(job.deps.units.engine, job.deps.clock),
        worker=secrets.token_hex(8),
    )
    return replace(job, deps=deps)


def test_of_two_workers_one_does_it_and_the_other_after_it_died(
    central: Central, ine: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = shown(ine.call("POST", PADRON, data=padron_csv(ROWS), headers=CSV).content)
    first, second = import_job(central), import_job_of(import_job(central))

    def dies(_job: ImportJob, _task: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(ImportJob, "_move", dies)
        patch.setattr(ImportJob, "_give_back", lambda _job: None)
        with pytest.raises(SystemExit):
            first()
    assert second() == 0
    central.clock.forward(LEASE + timedelta(seconds=1))
    assert second() == 1
    assert again(ine, one).state is ImportState.CHECKED


def test_a_geography_is_built_aside_and_in_force_from_its_day(central: Central) -> None:
    supervisor = open_proceso(central)
    job = import_job(central)
    later = GEOGRAFIA.replace(",12,123", ",13,123")
    today = central.deps.clock.now().date()
    path = f"/v1/geografia?since={today + timedelta(days=3)}"
    one = checked(supervisor, path, later.encode(), job)
    assert (one.state, one.rows) == (ImportState.CHECKED, 2)
    assert place(supervisor)["distrito"] == "012"
    act(supervisor, one, "aplicacion", {"reason": ""})
    assert job() == 1
    assert again(supervisor, one).state is ImportState.APPLIED
    assert place(supervisor)["distrito"] == "012"
    central.clock.forward(timedelta(days=5))
    supervisor = central.someone(Role.SUPERVISOR)
    assert place(supervisor)["distrito"] == "013"


def place(who: Client) -> dict[str, str]:
    found: dict[str, str] = who.get("/v1/geografia/secciones/0123?entidad=09").json()
    return found


def test_a_geography_with_bad_lines_and_one_cancelled_change_nothing(central: Central) -> None:
    supervisor = open_proceso(central)
    job = import_job(central)
    one = checked(supervisor, "/v1/geografia", (GEOGRAFIA + "77,1,X,1,1\n").encode(), job)
    assert [(each.line, each.column, each.code) for each in one.lines] == [
        (4, "entidad", "linea_entidad")
    ]
    assert act(supervisor, one, "cancelacion").status_code == 200
    assert job() == 1
    with central.deps.units.reading() as work:
        assert work.geografia.size().secciones == 2
        assert list(work.geografia.over()) == []
    assert place(supervisor)["distrito"] == "012"


@only_sqlite
def test_versions_that_are_over_go_in_groups_and_the_one_in_force_stays(central: Central) -> None:
    supervisor = open_proceso(central)
    job = import_job(central)
    applied(supervisor, "/v1/geografia", GEOGRAFIA.replace(",12,123", ",14,123").encode(), job)
    assert place(supervisor)["distrito"] == "014"
    with central.deps.units.writing("prueba") as work:
        assert list(work.geografia.over()) == []
        version = work.geografia.new_version()
        places = [SeccionPlace(f"{n:04d}", "09", "001", "X", "001") for n in range(10)]
        work.geografia.add(version, places)
        assert work.geografia.forget(version, 1) is False
        assert work.geografia.forget(version, 1) is False
        assert work.geografia.forget(version, 1) is True


def test_no_transaction_of_an_import_is_longer_than_a_group(
    central: Central, monkeypatch: pytest.MonkeyPatch
) -> None:
    supervisor = open_proceso(central)
    seen: list[int] = []
    add = StoredGeografia.add

    def counted(own: StoredGeografia, version: int, places: Sequence[SeccionPlace]) -> None:
        seen.append(len(places))
        add(own, version, places)

    monkeypatch.setattr(StoredGeografia, "add", counted)
    lines = (f"{n % 32 + 1},1,X,1,{n // 32}" for n in range(5_000))
    csv = "\n".join(["entidad,municipio,municipio_nombre,distrito,seccion", *lines])
    assert applied(supervisor, "/v1/geografia", csv.encode(), import_job(central)).rows == 5_000
    assert seen == [2_000, 2_000, 1_000]

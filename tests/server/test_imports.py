"""Imports as jobs: received sealed, checked by the worker, applied by a person, over real TLS."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import requests

from core.central.leases import LEASE, Holder
from core.central.unit_of_work import SERVER, Units
from core.central.verification.padron_builder import SortedBuilder
from core.domain.access.roles import Role
from core.domain.verification.importacion import Importacion, ImportState
from core.durable import PARTIAL
from core.ports.central_padron import CauseRule, TakePlain
from core.server.cli import main
from core.server.jobs import imports
from core.server.jobs.imports import ImportJob
from tests.apoyo_data import padron_csv
from tests.central_server import Central, Client
from tests.importing import CSV, again, applied, checked, import_job, shown
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
    taking = SortedBuilder.taking

    def cancelled(builder: SortedBuilder, separator: str, cause: CauseRule) -> TakePlain:
        assert act(ine, one, "cancelacion").status_code == 200
        return taking(builder, separator, cause)

    monkeypatch.setattr(SortedBuilder, "taking", cancelled)
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
def test_what_was_built_and_is_gone_is_not_applied_and_the_cut_before_stays(
    central: Central, ine: Client
) -> None:
    """So it is where a server was restored between check and order."""
    work, folder = import_job(central), central.deps.settings.padron
    before = applied(ine, PADRON, padron_csv(ROWS), work)
    assert before.state is ImportState.APPLIED
    kept = {each.name for each in folder.iterdir()}
    gone = checked(ine, PADRON, padron_csv(ROWS), work)
    for each in folder.glob(f"*{PARTIAL}"):
        shutil.rmtree(each)
    order = f"/v1/padron/importaciones/{gone.id}/aplicacion"
    assert ine.post(order, {"reason": ""}).status_code == 200
    assert work() == 1
    failed = again(ine, gone)
    assert (failed.state, failed.code) == (ImportState.FAILED, "padron_danado")
    assert {each.name for each in folder.iterdir()} == kept
    assert applied(ine, PADRON, padron_csv(ROWS), work).state is ImportState.APPLIED


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
        worker=Holder(steady=job.deps.worker.steady),
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


@only_sqlite
def test_a_worker_that_lost_its_import_changes_nothing_of_it(
    central: Central, ine: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = shown(ine.call("POST", PADRON, data=padron_csv(ROWS), headers=CSV).content)
    first, second = import_job(central), import_job_of(import_job(central))
    taking = SortedBuilder.taking

    def late(builder: SortedBuilder, separator: str, cause: CauseRule) -> TakePlain:
        monkeypatch.setattr(SortedBuilder, "taking", taking)
        assert second() == 0
        central.clock.forward(LEASE + timedelta(seconds=1))
        assert second() == 1
        return taking(builder, separator, cause)

    monkeypatch.setattr(SortedBuilder, "taking", late)
    assert first() == 1
    assert (again(ine, one).state, again(ine, one).rows) == (ImportState.CHECKED, 3)
    act(ine, one, "aplicacion", {"reason": ""})
    assert second() == 1
    assert again(ine, one).state is ImportState.APPLIED
    assert [each.name for each in (central.data / "padron").iterdir()] == [again(ine, one).result]


def test_a_file_that_lies_on_the_server_is_taken_in_by_an_order_and_applied_by_a_person(
    central: Central,
    ine: Client,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("APOYO_DATABASE_URL", central.deps.settings.database)
    file = tmp_path / "corte.csv"
    order = ["central", "import-padron", str(file), "--cut-on", "2026-11-01"]
    order += ["--data", str(central.data)]
    assert main(order) == 2
    assert str(file) in capsys.readouterr().err
    file.write_bytes(padron_csv(ROWS))
    assert (main(order), main(order)) == (0, 2)
    [item] = ine.get("/v1/padron/importaciones").json()["items"]
    one = shown(json.dumps(item).encode())
    assert (one.state, one.asked_by) == (ImportState.WAITING, SERVER)
    assert f"importación {one.id}" in capsys.readouterr().out
    job = import_job(central)
    assert job() == 1
    assert again(ine, one).state is ImportState.CHECKED
    act(ine, one, "aplicacion", {"reason": ""})
    assert job() == 1
    assert again(ine, one).state is ImportState.APPLIED

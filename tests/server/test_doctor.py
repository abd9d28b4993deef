"""`apoyo central doctor`: each measure is told, and a bad one ends with 1."""

import os
import re
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import requests
from cryptography import x509
from requests.adapters import HTTPAdapter
from starlette.testclient import TestClient
from urllib3 import Retry

from core.domain.access.roles import Role
from core.domain.desk.correo import MailState
from core.server.cli import main
from core.server.host import doctor
from core.server.host.doctor import Vital, vitals
from core.server.host.keys import KeyFiles
from core.server.host.tls import make_tls
from core.server.jobs.acuses import AcuseJobs
from core.server.upkeep.metrics import metrics_app
from tests.apoyo_data import padron_csv
from tests.apoyo_world import World
from tests.importing import CSV, import_job
from tests.server.conftest import only_sqlite
from tests.server.test_verification import ROWS, job, load
from tests.walkthrough.relay import free_port

pytestmark = only_sqlite


def found(world: World) -> dict[str, Vital]:
    deps = world.central.deps
    return {each.name: each for each in vitals(deps.settings, deps.units)}


def bad(world: World) -> set[str]:
    return {name for name, each in found(world).items() if each.bad}


def test_what_waits_too_long_is_bad_and_what_was_done_is_not(world: World) -> None:
    assert bad(world) == set()
    tablet = world.tablet()
    tablet.send(tablet.record())
    world.central.clock.forward(timedelta(hours=2))
    assert bad(world) == {"apoyo_oldest_acuse_seconds", "apoyo_oldest_mail_seconds"}
    load(world, padron_csv(ROWS))
    assert "apoyo_oldest_verdict_seconds" in bad(world)
    assert found(world)["apoyo_received_total"].value == 1
    job(world)()
    AcuseJobs(world.central.deps)()
    assert bad(world) == {"apoyo_oldest_mail_seconds"}
    with world.central.deps.units.writing("prueba") as work:
        for row in work.outbox.page(after=0, limit=99, search="").items:
            if row.state is MailState.WAITING:
                work.outbox.void(row.kind, row.about)
    assert bad(world) == set()


def test_a_certificate_that_ends_and_a_full_disk_are_bad(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    pem = KeyFiles(world.central.deps.settings.keys).server[0].read_bytes()
    ends = x509.load_pem_x509_certificate(pem).not_valid_after_utc
    world.central.clock.forward(ends - world.central.clock.now() - timedelta(days=29))
    assert bad(world) == {"apoyo_certificate_left_days", "apoyo_authority_left_days"}
    monkeypatch.setattr(doctor, "_LEAST_FREE", 1 << 60)
    assert "apoyo_disk_free_bytes" in bad(world)


def test_what_no_worker_does_is_bad(world: World) -> None:
    tablet, ine = world.tablet(), world.central.someone(Role.INE)
    tablet.announce(tablet.record())
    assert ine.call("POST", "/v1/padron?cut_on=2026-11-01", data=padron_csv(ROWS), headers=CSV).ok
    world.central.clock.forward(timedelta(hours=2))
    assert bad(world) >= {"apoyo_oldest_open_seconds", "apoyo_oldest_task_seconds"}
    import_job(world.central)()
    AcuseJobs(world.central.deps)()
    assert not bad(world) & {"apoyo_oldest_open_seconds", "apoyo_oldest_task_seconds"}


def test_of_a_chain_that_is_set_the_first_certificate_to_end_counts(
    world: World, tmp_path: Path
) -> None:
    deps, chain = world.central.deps, tmp_path / "cadena.pem"
    now = deps.clock.now()
    pems = [make_tls(("muestra.invalid",), now - timedelta(days=days)) for days in (0, 1_800)]
    chain.write_bytes(b"".join(each.server for each in pems))
    for kind in ("documents", "pages"):
        settings = deps.settings.model_copy(update={f"{kind}_certificate": chain})
        [left] = [
            each
            for each in vitals(settings, deps.units)
            if each.name == f"apoyo_{kind}_certificate_left_days"
        ]
        assert left.bad == (kind == "documents")
        assert left.value == pytest.approx(days_left(pems[1].server, now), abs=1)


def days_left(pem: bytes, now: datetime) -> float:
    ends = x509.load_pem_x509_certificate(pem).not_valid_after_utc
    return (ends - now) / timedelta(days=1)


def test_an_item_that_waits_for_a_person_is_bad(world: World) -> None:
    for _ in range(6):
        with world.central.deps.units.writing("prueba") as work:
            work.apartados.set_aside("acuses", "7", "error")
    assert bad(world) == {"apoyo_set_aside_items"}


def test_the_order_tells_a_person_and_prometheus_the_same(
    world: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("APOYO_DATABASE_URL", world.central.deps.settings.database)
    order = ["central", "doctor", "--data", str(world.central.data)]
    assert main(order) == 0
    assert all(line.startswith("✔ ") for line in capsys.readouterr().out.splitlines())
    assert main([*order, "--prometheus"]) == 0
    lines = capsys.readouterr().out.splitlines()
    measured = [line for line in lines if not line.startswith("#")]
    assert len(lines) == 2 * len(measured)
    assert all(re.fullmatch(r"[a-z_]+ \d+", line) for line in measured)
    assert [line.split()[0] for line in measured] == list(found(world))
    with world.central.deps.units.writing("prueba") as work:
        for _ in range(6):
            work.apartados.set_aside("acuses", "7", "error")
    assert main(order) == 1
    assert "✘ Apartados que esperan a una persona: 1" in capsys.readouterr().out


def test_a_mail_that_did_not_arrive_is_bad(world: World) -> None:
    world.enlist()
    with world.central.deps.units.writing("prueba") as work:
        work.outbox.failed(work.outbox.due(limit=1)[0], "correo_no_armado", final=True)
    assert bad(world) == {"apoyo_mail_failed_items"}


def test_prometheus_reads_the_same_over_http(world: World) -> None:
    deps = world.central.deps
    app = metrics_app(deps.settings, deps.units)
    answer = TestClient(app).get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    named = [line.split()[0] for line in answer.text.splitlines() if not line.startswith("#")]
    assert named == list(found(world))
    assert answer.text.endswith("\n")
    assert TestClient(app).get("/").status_code == 404


@pytest.mark.logs("core.server.upkeep.metrics")
def test_what_cannot_be_measured_is_not_called_well(world: World) -> None:
    deps = world.central.deps
    KeyFiles(deps.settings.keys).server[0].unlink()
    answer = TestClient(metrics_app(deps.settings, deps.units)).get("/metrics")
    assert (answer.status_code, answer.text) == (503, "")


@pytest.mark.logs("urllib3")  # it is asked until it listens
def test_the_order_listens_on_its_own_address(world: World) -> None:
    deps, port = world.central.deps, free_port()
    chosen = {"APOYO_DATABASE_URL": deps.settings.database, "APOYO_DATA": str(world.central.data)}
    order = [sys.executable, "-m", "core.server", "central", "metrics"]
    with subprocess.Popen(
        [*order, "--listen", f"127.0.0.1:{port}"], env=os.environ | chosen, stderr=subprocess.PIPE
    ) as process:
        try:
            text = scraped(port)
        finally:
            process.terminate()
            process.communicate()
    assert "apoyo_received_total 0" in text


def scraped(port: int) -> str:
    """Return what is measured, once the process listens."""
    patient = Retry(total=None, connect=300, backoff_factor=0.05, backoff_max=1)
    with requests.Session() as session:
        session.mount("http://", HTTPAdapter(max_retries=patient))
        return session.get(f"http://127.0.0.1:{port}/metrics", timeout=60).text

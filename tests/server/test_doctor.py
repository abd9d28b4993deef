"""`apoyo central doctor`: each measure is told, and a bad one ends with 1."""

import re
from datetime import timedelta

import pytest
from cryptography import x509

from core.domain.correo import MailState
from core.server import doctor
from core.server.cli import main
from core.server.doctor import Vital, vitals
from core.server.jobs.acuses import AcuseJobs
from core.server.keys import KeyFiles
from tests.apoyo_data import padron_csv
from tests.apoyo_world import World
from tests.server.conftest import only_sqlite
from tests.server.test_verification import ROWS, job, load

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
    assert bad(world) == {"apoyo_certificate_left_days"}
    monkeypatch.setattr(doctor, "_LEAST_FREE", 1 << 60)
    assert "apoyo_disk_free_bytes" in bad(world)


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

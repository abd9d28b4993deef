"""One mail each morning says how the server is, to each address and no more."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from core.server.host.keys import KeyFiles
from core.server.jobs.status import StatusJob
from tests.apoyo_data import a_proceso
from tests.apoyo_world import World
from tests.server.conftest import only_sqlite

pytestmark = only_sqlite
_ZONE = ZoneInfo(a_proceso().time_zone)


@pytest.fixture
def server_limits() -> dict[str, str]:
    return {"status_mail": "uti@muestra.example, guardia@muestra.example"}


@pytest.fixture
def morning(world: World) -> World:
    """Return a world whose clock stands at half past seven of its state."""
    clock = world.central.clock
    clock.stop()
    local = clock.now().astimezone(_ZONE)
    wanted = local.replace(hour=7, minute=30, second=0, microsecond=0) + timedelta(days=1)
    clock.forward(wanted - local)
    return world


def job(world: World) -> StatusJob:
    return StatusJob(world.central.deps)


def test_each_address_is_told_once_a_day_by_however_many_workers(morning: World) -> None:
    first, second = job(morning), job(morning)
    assert [first(), second(), first(), job(morning)()] == [2, 0, 0, 0]
    mails = morning.mails("estado")
    assert [to for to, _ in mails] == ["uti@muestra.example", "guardia@muestra.example"]
    assert "todo bien" in mails[0][1]
    morning.central.clock.forward(timedelta(days=1))
    assert first() == 2


@pytest.mark.logs("apoyo.worker")
def test_an_address_that_is_none_keeps_it_from_no_other(morning: World) -> None:
    deps = morning.central.deps
    said = "uti@, guardia@muestra.example,,GUARDIA@muestra.example"
    settings = deps.settings.model_copy(update={"status_mail": said})
    assert StatusJob(replace(deps, settings=settings))() == 1
    assert [to for to, _ in morning.mails("estado")] == ["guardia@muestra.example"]


def test_nobody_is_told_at_night(morning: World) -> None:
    morning.central.clock.set_on(-timedelta(hours=1))
    assert job(morning)() == 0
    morning.central.clock.forward(timedelta(hours=16))
    assert job(morning)() == 2  # it was off in the morning


def test_what_is_wrong_stands_in_the_subject(morning: World) -> None:
    for _ in range(6):
        with morning.central.deps.units.writing("prueba") as work:
            work.apartados.set_aside("acuses", "7", "error")
    assert job(morning)() == 2
    with morning.central.deps.units.reading() as work:
        row = work.outbox.page(after=0, limit=1, search="").items[0]
    assert row.subject.endswith("Servidor central: 1 medida por revisar")
    assert "✘ Apartados que esperan a una persona: 1" in morning.mails("estado")[0][1]


def test_a_worker_that_may_not_read_the_webs_certificate_tells_the_rest(morning: World) -> None:
    KeyFiles(morning.central.deps.settings.keys).server[0].unlink()
    assert job(morning)() == 2
    assert "autoridad" in morning.mails("estado")[0][1]

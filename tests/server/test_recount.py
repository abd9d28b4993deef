"""The roll-ups counted anew: by the command, with its status, and every night by the worker."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from core.central.apoyos.conteo import UNJUDGED, Tally, count
from core.central.apoyos.recount import Difference, PairKey
from core.central.leases import LEASE, Holder
from core.domain.verification.resultado import Resultado
from core.server.cli import main
from core.server.jobs.recount import JOB, RecountJob
from core.server.worker import jobs_of
from tests.apoyo_data import FIRST, citizen, padron_csv
from tests.apoyo_world import World
from tests.central_server import PASSPHRASE
from tests.server.conftest import only_sqlite
from tests.server.test_one_item import aside
from tests.server.test_two_workers import another
from tests.server.test_verification import ONE, ROWS, avance, job, load

FOUND = Resultado.FOUND.value
PAIR = PairKey(FIRST, "000001")


def counted(world: World) -> None:
    """Let one record be received and judged, and one only received."""
    tablet = world.tablet()
    tablet.send(tablet.record(apoyo=citizen(ONE, "111111111")))
    load(world, padron_csv(ROWS))
    job(world)()
    tablet.send(tablet.record())


def spoil(world: World, resultado: str = FOUND, more: int = 1) -> None:
    """Let the roll-up say what is not so."""
    with world.central.deps.units.writing("prueba") as work:
        count(work.session.connection(), [Tally(*PAIR, resultado, more)])


def acts(world: World) -> list[str]:
    with world.central.deps.units.reading() as work:
        return [each.act for each in work.bitacora.entries()]


def test_each_difference_is_told_by_its_pair_and_corrected_alone(world: World) -> None:
    counted(world)
    units = world.central.deps.units
    with units.reading() as work:
        assert work.recount.differences() == []
        assert work.recount.differences(PAIR) == []
    spoil(world)
    spoil(world, UNJUDGED, -1)
    spoil(world, "Baja", 3)
    expected = [
        Difference(PAIR, UNJUDGED, 0, 1),
        Difference(PAIR, "Baja", 3, 0),
        Difference(PAIR, FOUND, 2, 1),
    ]
    with units.writing("prueba") as work:
        assert work.recount.differences() == expected
        assert work.recount.differences(PairKey(FIRST, "000099")) == []
        assert work.recount.mend(PAIR) == expected
        assert work.recount.differences() == []
    assert (avance(world).received, avance(world).by_result) == (2, {FOUND: 1})


@only_sqlite
def test_the_command_says_each_difference_and_corrects_where_asked(
    world: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    counted(world)
    monkeypatch.setenv("APOYO_DATABASE_URL", world.central.deps.settings.database)
    words = ["central", "recount", "--data", str(world.central.data)]
    assert main(words) == 0
    assert capsys.readouterr().out == "El avance y los apoyos dan la misma cuenta\n"
    spoil(world)
    assert main(words) == 1
    line = f"Aspirante 000001, auxiliar 000001, «{FOUND}»: el avance dice 2 y son 1\n"
    assert capsys.readouterr().out == line
    assert avance(world).counted == 2
    assert "avance_corregido" not in acts(world)
    assert main([*words, "--fix"]) == 0
    assert capsys.readouterr().out == line + "Corregido; queda en la bitácora\n"
    assert avance(world).counted == 1
    assert acts(world)[-1] == "avance_corregido"
    assert main(words) == 0


@only_sqlite
@pytest.mark.logs("apoyo.worker")
def test_a_difference_is_set_aside_at_night_and_goes_away_once_corrected(world: World) -> None:
    counted(world)
    spoil(world)
    recount = RecountJob(world.central.deps)
    zone = timedelta(hours=6)  # the clock of the proceso is six hours behind UTC
    now = world.central.clock.now()
    noon = datetime(now.year, now.month, now.day, 12, tzinfo=UTC) + zone
    world.central.clock.forward(noon - now)
    assert (recount(), aside(world)) == (0, {})
    world.central.clock.forward(timedelta(hours=15))
    assert recount() == 1
    assert [(each.job, each.item, each.code) for each in aside(world).values()] == [
        (JOB, "000001 000001", "recuento_difiere")
    ]
    world.central.clock.forward(timedelta(minutes=2))
    assert (recount(), len(aside(world))) == (1, 1)
    spoil(world, more=-1)
    assert len(aside(world)) == 1
    world.central.clock.forward(timedelta(minutes=10))
    assert (recount(), aside(world)) == (0, {})
    spoil(world)
    assert (recount(), aside(world)) == (0, {})
    world.central.clock.forward(timedelta(days=1))
    assert (recount(), len(aside(world))) == (1, 1)


@pytest.mark.logs("apoyo.worker")
def test_one_worker_counts_a_night_and_not_again_once_restarted(world: World) -> None:
    counted(world)
    deps = world.central.deps
    now = world.central.clock.now()
    night = datetime(now.year, now.month, now.day, 9, tzinfo=UTC) + timedelta(days=1)
    world.central.clock.stop()
    world.central.clock.forward(night - world.central.clock.now())
    assert RecountJob(deps)() == 0
    spoil(world)
    assert (RecountJob(another(deps))(), RecountJob(deps)(), aside(world)) == (0, 0, {})
    world.central.clock.forward(timedelta(days=1))
    with deps.units.writing("prueba") as work:
        work.trabajos.take(JOB, Holder())
    assert RecountJob(deps)() == 0  # another counts
    world.central.clock.forward(LEASE)
    assert RecountJob(deps)() == 1


@only_sqlite
def test_the_worker_recounts(world: World) -> None:
    jobs = jobs_of(world.central.deps, PASSPHRASE, threading.Event())
    assert [each.run for each in jobs if each.name == JOB] == [RecountJob(world.central.deps)]

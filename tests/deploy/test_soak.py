"""Web, worker, database and store die at random under load: rounds, all invariants after each.

Only `make soak` plays them; SOAK_ROUNDS says how many. One round strikes all four, each at a moment
of its own; what takes long (30 s without a database, a slow disk, dripping uploads) has fewer. The
outcome is in out/soak.json.
"""

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
import requests

from tests import postgres, s3
from tests.apoyo_world import Tablet, World
from tests.bench.slow_disk import slow_disk
from tests.conftest import on_postgres, prepare
from tests.deploy.composed import ROOT, WEBS, WORKERS
from tests.deploy.moved_clock import MovedClock
from tests.deploy.rounds import Rounds, SoakRow
from tests.deploy.test_compose import site, verified

pytestmark = [pytest.mark.postgres, pytest.mark.s3]

ROUNDS = int(os.environ.get("SOAK_ROUNDS", "200"))
_TABLETS, _TRIES = 3, 10
_LONG_SECONDS, _SLOW_SECONDS = 30.0, 5.0
_HOUR_SECONDS = 3600
_REST_SECONDS = 2.0
_DRIPPING_TABLETS, _DRIPPING = 5, 100
_LEAST = 2
_SHARE = 0.05
"""Of the rounds, so many of what takes long."""


class Struck:
    """What a round may strike: each kills something, lets it lie, and starts it again."""

    def __init__(
        self, rounds: Rounds, cluster: postgres.Cluster, store: s3.Store, clock: MovedClock
    ) -> None:
        self.rounds, self._cluster, self._store, self._clock = rounds, cluster, store, clock

    def web(self) -> None:
        self._service(random.choice(WEBS[:2]))

    def worker(self) -> None:
        self._service(random.choice(WORKERS))

    def database(self) -> None:
        self._cluster.kill()
        _rest(random.random() * _REST_SECONDS)
        self._cluster.start()

    def database_for_long(self) -> None:
        self._cluster.kill()
        _rest(_LONG_SECONDS)
        self._cluster.start()

    def store(self) -> None:
        self._store.kill()
        _rest(random.random() * _REST_SECONDS)
        self._store.start()

    def slow_disk(self, milliseconds: int) -> None:
        """Let each fsync of the database take so much longer for a while.

        It is ended in order before: of one that was killed, every file is synced at its start.
        """
        self._cluster.stop("fast")
        self._cluster.start(slow_disk(self._cluster.folder, milliseconds))
        _rest(_SLOW_SECONDS)
        self._cluster.kill()
        self._cluster.start()

    def clock(self, seconds: int) -> None:
        """Set the clock of webs and workers that far on, let them go on so, and back again.

        The store's stands: as any S3 store it takes nothing from whoever says another hour.
        """
        self._clock.move(seconds)
        _rest(_SLOW_SECONDS)
        self._clock.move(0)

    def drip(self) -> None:
        """Hold the webs up with uploads that drip, of tablets of their own."""
        composition = self.rounds.site.composition
        port = str(composition.ports["proxy"])
        words = ["tests.bench.holders", str(composition.folder), port, "0", str(_DRIPPING)]
        command = [sys.executable, "-m", *words]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as holders:
            assert holders.stdout
            assert holders.stdout.readline() == "listo\n"
            _rest(_SLOW_SECONDS)
            holders.kill()

    def _service(self, name: str) -> None:
        composition = self.rounds.site.composition
        composition.kill(name)
        _rest(random.random() * _REST_SECONDS)
        composition.up_again(name)


def _activated(world: World) -> Tablet:
    """Return a tablet; a machine that is busy may let a connection go, and a person tries again."""
    for _ in range(_TRIES):
        with suppress(requests.ConnectionError):
            return world.tablet()
    return world.tablet()


def _rest(seconds: float) -> None:
    time.sleep(seconds)  # noqa: TID251  so long it is gone


@pytest.fixture(scope="module")
def struck(
    request: pytest.FixtureRequest,
    prepared_keys: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Struck]:
    """Give a site whose database and store may be killed too."""
    if not request.config.getoption("--soak"):
        pytest.skip("a site is killed for an hour: make soak")
    folder = tmp_path_factory.mktemp("soak")
    with postgres.started() as cluster, s3.store() as store:
        on_postgres(cluster.url, "CREATE DATABASE apoyo")
        prepare(cluster.url % "apoyo")
        with site(cluster.url % "apoyo", store, folder / "sitio", prepared_keys) as each:
            clock = MovedClock(folder / "reloj")
            each.composition.beside = clock.environment
            each.composition.up(*WEBS[:2])
            each.composition.proxy()
            world = World.made(each.central)
            _leave_tokens(world, each.composition.folder / "otras")
            rounds = Rounds(each, [_activated(world) for _ in range(_TABLETS)])
            each.composition.up(*WORKERS)  # before, they would mail each code and forget it
            yield Struck(rounds, cluster, store, clock)
            assert verified(each).strip() == "Todo cuadra"


def _leave_tokens(world: World, folder: Path) -> None:
    """Leave the tokens of tablets that send nothing honest, where `holders` finds them."""
    folder.mkdir()
    for number in range(_DRIPPING_TABLETS):
        tablet = _activated(world)
        assert tablet.activated
        (folder / str(number)).write_text(tablet.activated.upload_token, "ascii")


_KILLED = {
    "kill -9 de una web": Struck.web,
    "kill -9 de un trabajador": Struck.worker,
    "kill -9 de PostgreSQL": Struck.database,
    "kill -9 del almacén S3": Struck.store,
}
_LONG = {
    "la base 30 s sin estar": Struck.database_for_long,
    "fsync de la base 4 ms más lento": lambda struck: struck.slow_disk(4),
    "fsync de la base 400 ms más lento": lambda struck: struck.slow_disk(400),
    "reloj de webs y trabajadores una hora atrás, y otra vez a su hora": (
        lambda struck: struck.clock(-_HOUR_SECONDS)
    ),
    "reloj de webs y trabajadores una hora adelante, y otra vez a su hora": (
        lambda struck: struck.clock(_HOUR_SECONDS)
    ),
    "100 envíos a gotas, y tabletas honestas": Struck.drip,
}


@pytest.mark.parametrize(
    ("faults", "count"),
    [(_KILLED, ROUNDS), *(({name: fault}, ROUNDS * _SHARE) for name, fault in _LONG.items())],
    ids=["kills", *_LONG],
)
@pytest.mark.logs("apoyo", "sqlalchemy")
def test_nothing_is_lost_or_doubled(
    struck: Struck, faults: dict[str, Callable[[Struck], None]], count: float
) -> None:
    outcomes = [SoakRow(name) for name in faults]
    strikes = [partial(fault, struck) for fault in faults.values()]
    began = time.monotonic()
    try:
        for _ in range(max(_LEAST, round(count))):
            struck.rounds.play(outcomes, strikes)
            assert all((each.lost, each.doubled) == (0, 0) for each in outcomes)
    finally:
        for each in outcomes:
            together = f", las {len(faults)} en cada vuelta" if len(faults) > 1 else ""
            each.notes.append(
                f"{_TABLETS} tabletas, 2 webs, 2 trabajadores, PostgreSQL con fsync y SeaweedFS"
                f"{together}; {time.monotonic() - began:.0f} s"
            )
            each.tell()

"""A server alone, database and envelopes on its own disk: slow syncs, and a clock that is set.

Only `make soak` plays them. After each round all invariants hold, and acuses and mails went out
whatever hour the server has; the outcome is in out/soak.json.
"""

import mailbox
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import pytest
from sqlalchemy import text

from core.clock import SystemClock
from core.server.web import compose
from core.settings.server import ServerSettings
from tests.bench.ingest_central import prepare, senders, serving, told
from tests.bench.slow_disk import slow_disk
from tests.central_server import Central, MovableClock
from tests.deploy.moved_clock import MovedClock
from tests.deploy.rounds import SoakRow, soon
from tests.kill.test_kill_while_receiving import check_all

_TABLETS, _EACH, _ROUNDS, _BYTES = 3, 8, 4, 50_000
_HOUR_SECONDS = 3600
_PATIENCE_SECONDS, _LOOK_SECONDS = 300.0, 0.1
_UNSETTLED = text(
    "SELECT (SELECT count(*) FROM envio WHERE acuse IS NULL)"
    " + (SELECT count(*) FROM correo WHERE state <> 'sent')"
)
_SENT = text("SELECT count(*) FROM correo WHERE state = 'sent'")
_ACUSES = text("SELECT (SELECT count(*) FROM acuse), (SELECT count(*) FROM envio)")


@dataclass(frozen=True, slots=True)
class _Ill:
    """What a server is started with, and what happens to it while tablets send."""

    environment: Mapping[str, str]
    strike: Callable[[], None] = lambda: None


def _clock(folder: Path) -> _Ill:
    """Let the clock go back an hour in a round, on again in the next, then the other way."""
    clock, moves = MovedClock(folder), cycle((-_HOUR_SECONDS, 0, _HOUR_SECONDS, 0))
    return _Ill(clock.environment, lambda: soon(lambda: clock.move(next(moves))))


def _slow(milliseconds: int) -> Callable[[Path], _Ill]:
    def ill(folder: Path) -> _Ill:
        folder.mkdir()
        return _Ill(slow_disk(folder, milliseconds))

    return ill


_FAULTS = {
    "un servidor solo: fsync 4 ms más lento": _slow(4),
    "un servidor solo: fsync 400 ms más lento": _slow(400),
    "un servidor solo: reloj una hora atrás, adelante, y otra vez a su hora": _clock,
}


@contextmanager
def _seen(folder: Path) -> Iterator[Central]:
    """Give the server's data as a test reads them."""
    deps = compose(ServerSettings(data=folder / "central"), SystemClock())
    yield Central("", deps, MovableClock())
    deps.units.engine.dispose()


def _settle(central: Central) -> None:
    """Return once each envío has its acuse and each mail went out, whatever the clock says."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while _asked(central, _UNSETTLED) != (0,):
        assert time.monotonic() < deadline, "an acuse or a mail"
        time.sleep(_LOOK_SECONDS)  # noqa: TID251  for another process


def _asked(central: Central, query: object) -> tuple[int, ...]:
    with central.deps.units.reading() as work:
        return tuple(work.session.connection().execute(query).one())  # type: ignore[call-overload]


def _mails(central: Central) -> Counter[str]:
    """Return how often each mail was handed over, by its Message-ID."""
    return Counter(str(each["Message-ID"]) for each in mailbox.Maildir(central.data / "maildir"))


@pytest.mark.parametrize("name", _FAULTS)
def test_nothing_is_lost_or_doubled(
    tmp_path: Path, request: pytest.FixtureRequest, name: str
) -> None:
    if not request.config.getoption("--soak"):
        pytest.skip("minutes of a real server: make soak")
    ill, outcome = _FAULTS[name](tmp_path / "mal"), SoakRow(name)
    outcome.notes.append(f"{_TABLETS} tabletas, SQLite y carpeta, web y trabajador de verdad")
    prepare(tmp_path, _TABLETS, _ROUNDS, _EACH, size=_BYTES)
    try:
        _play(tmp_path, ill, outcome)
    finally:
        outcome.tell()
    assert (outcome.rounds, outcome.lost, outcome.doubled) == (_ROUNDS, 0, 0)


def _play(folder: Path, ill: _Ill, outcome: SoakRow) -> None:
    with (
        serving(folder, ill.environment) as port,
        senders(folder) as clients,
        _seen(folder) as central,
        ThreadPoolExecutor(1) as pool,
    ):
        for number in range(_ROUNDS):
            sending = pool.submit(told, clients, to="central", port=port, round=number)
            ill.strike()
            sending.result()
            _settle(central)
            check_all(central, (number + 1) * _TABLETS * _EACH)
            acuses, envios = _asked(central, _ACUSES)
            came, [sent] = _mails(central), _asked(central, _SENT)
            outcome.rounds += 1
            outcome.lost = envios - acuses + sent - len(came)
            outcome.doubled = came.total() - len(came)

"""ingest.growth, ingest.growth_supports, ingest.memory_flat: what a record costs the web.

As more is announced, as more was received before, and in memory.

Processor time, not the clock on the wall: other work on the same machine says nothing of it.
"""

import http.client
import os
import secrets
import ssl
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psutil

from core.central.database import open_database
from core.clock import SystemClock
from core.domain.apoyos.apoyo import RecordId
from core.domain.apoyos.envio import MOST_WAITING, Announcement, WaitingRecord
from core.server.host.keys import KeyFiles
from core.settings.server import ServerSettings
from core.wire import read_json, to_json
from tests.bench import seeded
from tests.bench.figure import Figure
from tests.bench.ingest_central import child, prepare, said, serving
from tests.bench.ingest_sender import PATIENCE_SECONDS, Load, upload_headers

_ANNOUNCED = (10, 1_000, MOST_WAITING)
_TIMES, _EACH, _SIZE = 3, 10, 2_000
_TABLETS_OF_EACH = 5
"""So few times and so many tablets: a tablet may announce 100,000 at once."""

_HELD = tuple(map(int, os.environ.get("GROWTH_HELD", "0,1000000").split(",")))
"""Supports that a server has already; `GROWTH_HELD=0,10000000` takes 30 GB and half an hour."""
_PLACE = Path(__file__).resolve().parents[2] / "out"

_RECORDS = int(os.environ.get("FLAT_RECORDS", "100000"))
"""Of the memory's figure: `FLAT_RECORDS=20000` says less, sooner."""
_TABLETS, _ROUNDS = 8, 20


def measure() -> list[Figure]:
    """Return the dearest over the cheapest record, and memory at the end over that after a part."""
    return [_growth(), _growth_supports(), _memory()]


def _growth() -> Figure:
    spent: Counter[int] = Counter()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        tablets = len(_ANNOUNCED) * _TABLETS_OF_EACH
        prepare(folder, tablets, 1 + _TIMES, _EACH, size=_SIZE)
        trust = ssl.create_default_context(
            cafile=str(KeyFiles(folder / "central" / "keys").authority)
        )
        with serving(folder) as port:
            web = _web()
            for number in range(1 + _TIMES):
                for tablet in range(tablets):
                    count = _ANNOUNCED[tablet % len(_ANNOUNCED)]
                    load = Load.of(folder / "envios" / str(number) / str(tablet))
                    took = _sent(trust, port, load, count, web)
                    spent[count] += took if number else 0
    return _figure("ingest.growth", spent, "anunciados")


def _growth_supports() -> Figure:
    """Measure servers beside each other, one for each number of supports that it has already."""
    spent: Counter[int] = Counter()
    with ExitStack() as stack:
        sent = [(held, stack.enter_context(_holding(held))) for held in _HELD]
        for number in range(1 + _TIMES):
            for held, send in sent:
                took = send(number)
                spent[held] += took if number else 0
    return _figure("ingest.growth_supports", spent, "apoyos")


def _figure(name: str, spent: Mapping[int, int], what: str) -> Figure:
    """Return the dearest record beside the cheapest, of the nanoseconds `spent` by how many."""
    records = _TIMES * _TABLETS_OF_EACH * _EACH
    each = {count: took / 1e6 / records for count, took in spent.items()}
    told = ", ".join(f"{cost:.2f} ms con {count:,} {what}" for count, cost in each.items())
    return Figure(
        name,
        max(each.values()),
        "ms",
        min(each.values()),
        f"procesador de la web por registro de {_SIZE // 1000} KB, uno tras otro, SQLite: {told}; "
        f"{records} de cada uno, por turnos",
    )


@contextmanager
def _holding(supports: int) -> Iterator[Callable[[int], int]]:
    """Give what sends a round to a server with so many supports, and tells what the web took."""
    _PLACE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=_PLACE) as place:
        folder = Path(place)
        prepare(folder, _TABLETS_OF_EACH, 1 + _TIMES, _EACH, size=_SIZE)
        if supports:
            engine = open_database(ServerSettings(data=folder / "central").database)
            seeded.add_supports(engine, supports)
            engine.dispose()
        pinned = str(KeyFiles(folder / "central" / "keys").authority)
        trust = ssl.create_default_context(cafile=pinned)
        others = _webs()
        with serving(folder) as port:
            [web] = (each for each in _webs() if each not in others)

            def send(number: int) -> int:
                loads = (folder / "envios" / str(number)).iterdir()
                each = (_sent(trust, port, Load.of(load), _EACH, web) for load in sorted(loads))
                return sum(each)

            yield send


def _sent(trust: ssl.SSLContext, port: int, load: Load, announced: int, web: psutil.Process) -> int:
    """Announce a load among others; return the nanoseconds that the web took to receive it."""
    own: Announcement = read_json(Announcement, load.announcement)
    others = tuple(
        WaitingRecord(RecordId(secrets.token_hex(16)), 10**6 + number, secrets.token_hex(32), _SIZE)
        for number in range(announced - len(load.records))
    )
    body = to_json(Announcement(own.aspirante, own.waiting + others, SystemClock().now()))
    wire = http.client.HTTPSConnection("127.0.0.1", port, context=trust, timeout=PATIENCE_SECONDS)
    bearer = {"Authorization": f"Bearer {load.token}"}

    def ask(method: str, path: str, content: bytes, headers: dict[str, str]) -> None:
        wire.request(method, path, content, bearer | headers)
        answer = wire.getresponse()
        told = answer.read()
        if answer.status not in {http.client.OK, http.client.CREATED}:
            raise RuntimeError(told)

    ask("POST", "/v1/envios", body, {"Content-Type": "application/json"})
    before = _processor(web)
    for name, envelope in load.records.items():
        headers = upload_headers(envelope, load.hashes[name])
        ask("PUT", f"/v1/apoyos/{name}", envelope, headers)
    wire.close()
    return _processor(web) - before


def _memory() -> Figure:
    each = max(1, _RECORDS // _TABLETS // _ROUNDS)
    held = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        prepare(folder, _TABLETS, _ROUNDS, each, size=_SIZE)
        with serving(folder) as port, child(["tests.bench.ingest_sender", place]) as clients:
            web = _web()
            for number in range(_ROUNDS):
                assert clients.stdin
                clients.stdin.write(f'{{"to": "central", "port": {port}, "round": {number}}}\n')
                clients.stdin.flush()
                said(clients)
                held.append(web.memory_info().rss / 1e6)
    return Figure(
        "ingest.memory_flat",
        held[-1],
        "MB",
        held[1],
        f"memoria de la web tras {each * _TABLETS * _ROUNDS:,} registros de {_SIZE // 1000} KB, "
        f"frente a la que tiene tras {2 * each * _TABLETS:,}; la mayor, {max(held):.0f} MB",
    )


def _web() -> psutil.Process:
    """Return the web that the command started, which this process did."""
    [web] = _webs()
    return web


def _webs() -> list[psutil.Process]:
    processes = psutil.Process().children(recursive=True)
    return [each for each in processes if each.cmdline()[2:4] == ["core.server", "web"]]


def _processor(web: psutil.Process) -> int:
    """Return the nanoseconds of processor that its threads took, which stay as long as it does."""
    files = Path(f"/proc/{web.pid}/task").glob("*/schedstat")
    return sum(int(each.read_text("ascii").split()[0]) for each in files)

"""A central server with tablets and sealed records of 600 KB, then `apoyo central run` on it."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from core.central.database import open_database
from core.central.migrations import upgrade
from core.central.unit_of_work import Units
from core.clock import SystemClock
from core.domain.apoyos.envio import Announcement
from core.settings.server import ServerSettings
from core.wire import to_json
from tests import central_server
from tests.apoyo_data import FIRST
from tests.apoyo_world import Tablet, World

_ROOT = Path(__file__).resolve().parents[2]
_RECORD_BYTES = 600_000
_FRAME_BYTES = 400
"""What an envelope adds to its payload, about."""
_NOTHING: Mapping[str, str] = {}


def prepare(
    folder: Path,
    clients: int,
    rounds: int,
    each: int,
    *,
    others: int = 0,
    database_url: str = "",
    size: int = _RECORD_BYTES,
) -> None:
    """Leave in `folder` a server's data and, for every client, what it sends in every round.

    A record has `size` bytes. Of `others`, which send nothing, the token is left in `otras`.
    """
    data = folder / "central"
    data.mkdir(parents=True, mode=0o700)
    central_server.make_keys(data / "keys")
    settings = ServerSettings(data=data, database_url=database_url)
    engine = open_database(settings.database)
    upgrade(engine)
    central_server.open_first_account(Units(engine, SystemClock()))
    engine.dispose()
    with central_server.running(settings) as central:
        world = World.made(central)
        for client in range(clients):
            tablet = world.tablet()
            for number in range(rounds):
                _seal(tablet, folder / "envios" / str(number) / str(client), each, size)
        (folder / "otras").mkdir()
        for other in range(others):
            _leave_token(world.tablet(), folder / "otras" / str(other))


def _seal(tablet: Tablet, folder: Path, each: int, size: int) -> None:
    """Write one client's records of one round, its announcement and its token."""
    folder.mkdir(parents=True)
    records = [tablet.record(payload=os.urandom(size - _FRAME_BYTES)) for _ in range(each)]
    for record in records:
        (folder / f"{record.header.record_id}.sobre").write_bytes(record.envelope)
    said_at = tablet.world.central.clock.now()
    told = Announcement(FIRST, tuple(record.waiting for record in records), said_at)
    (folder / "anuncio.json").write_bytes(to_json(told))
    _leave_token(tablet, folder / "ficha")


def _leave_token(tablet: Tablet, path: Path) -> None:
    assert tablet.activated
    path.write_text(tablet.activated.upload_token, "ascii")


@contextmanager
def serving(folder: Path, more: Mapping[str, str] = _NOTHING) -> Iterator[int]:
    """Give the port of the real command, web and worker, on the prepared data.

    `more` is added to its environment.
    """
    port = free_port()
    environment = {name: text for name, text in os.environ.items() if name[:6] != "APOYO_"}
    environment |= {
        **more,
        "APOYO_DATA": str(folder / "central"),
        "APOYO_LISTEN": f"127.0.0.1:{port}",
        "APOYO_PUBLIC_URL": f"https://127.0.0.1:{port}",
        "APOYO_KEY_PASSPHRASE": central_server.PASSPHRASE,
    }
    with child(["core.server", "central", "run"], environment) as central:
        said(central)
        yield port


@contextmanager
def bare(folder: Path) -> Iterator[int]:
    """Give the port of a server that hashes and keeps what it reads, and does nothing else."""
    keys, store = folder / "central" / "keys", folder / "desnudo"
    with child(["tests.bench.ingest_bare", str(keys), str(store)]) as server:
        yield int(said(server))


@contextmanager
def plain(folder: Path, more: Mapping[str, str] = _NOTHING) -> Iterator[int]:
    """Give the port of a server as one writes it first; `more` is added to its environment."""
    keys, store = folder / "central" / "keys", folder / "sencillo"
    module = ["tests.bench.ingest_plain", str(keys), str(store)]
    with child(module, os.environ | more) as server:
        yield int(said(server))


@contextmanager
def senders(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Give the process that holds the clients."""
    with child(["tests.bench.ingest_sender", str(folder)]) as clients:
        yield clients


@dataclass(frozen=True, slots=True)
class Sent:
    """How long the clients took, and waited for each answer after its last byte; seconds."""

    seconds: float
    acks: list[float]


def told(clients: subprocess.Popen[str], **order: object) -> Sent:
    """Give an order to the clients; return how it went."""
    assert clients.stdin
    clients.stdin.write(json.dumps(order) + "\n")
    clients.stdin.flush()
    return Sent(**json.loads(said(clients)))


@contextmanager
def child(
    module: list[str], environment: dict[str, str] | None = None
) -> Iterator[subprocess.Popen[str]]:
    """Give a module of ours as a process with its own streams; it is ended after."""
    pipe = subprocess.PIPE
    command = [sys.executable, "-m", *module]
    with subprocess.Popen(
        command, cwd=_ROOT, env=environment, stdin=pipe, stdout=pipe, text=True
    ) as started:
        try:
            yield started
        finally:
            started.terminate()


def said(process: subprocess.Popen[str]) -> str:
    """Return the next line of a process; one that ended says nothing, which is a failure."""
    line = process.stdout.readline() if process.stdout else ""
    if not line:
        raise RuntimeError(process.args)
    return line.strip()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port

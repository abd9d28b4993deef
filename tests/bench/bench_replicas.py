"""ingest.replicas: three web processes on one PostgreSQL beside one, on the same cores."""

import os
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg

from core.server.host.keys import WEB
from tests import postgres
from tests.bench.figure import Figure
from tests.bench.ingest_central import child, free_port, prepare, said, senders, told

_CLIENTS, _EACH, _ROUNDS = 8, 10, 5
_WARM = 1
_REPLICAS = 3
_PLACE = Path(__file__).resolve().parents[2] / "out"


def measure() -> list[Figure]:
    """Return records/s of three replicas; the reference is one, on the same data in turns."""
    _PLACE.mkdir(exist_ok=True)
    rounds = _WARM + _ROUNDS
    with tempfile.TemporaryDirectory(dir=_PLACE) as place, postgres.cluster() as url:
        folder = Path(place)
        database = _database(url)
        prepare(folder, _CLIENTS, 2 * rounds, _EACH, database_url=database)
        _lay_keys(folder)
        with webs(folder, database, 1) as one, webs(folder, database, _REPLICAS) as several:
            alone, together = _rates(folder, one, several, rounds)
    conditions = (
        f"{_REPLICAS} procesos web frente a uno, PostgreSQL con fsync, los sobres en una carpeta; "
        f"{_CLIENTS} clientes en otro proceso, {_EACH} registros de 600 KB por envío, "
        f"{_ROUNDS} vueltas alternadas en los mismos núcleos"
    )
    return [Figure("ingest.replicas", together, "records/s", alone, conditions)]


def _database(url: str) -> str:
    with psycopg.connect(f"host={url.rpartition('host=')[2]} user=apoyo dbname=postgres") as made:
        made.autocommit = True
        made.execute("CREATE DATABASE medida")
    return url % "medida"


def _lay_keys(folder: Path) -> None:
    """Lay the keys of a web apart: one that can read the worker's does not start."""
    (folder / "llaves").mkdir()
    for name in WEB:
        (folder / "llaves" / name).symlink_to(folder / "central" / "keys" / name)


@contextmanager
def webs(folder: Path, database: str, count: int) -> Iterator[list[int]]:
    """Give the ports of so many web processes on the prepared data."""
    clean = {name: text for name, text in os.environ.items() if not name.startswith("APOYO_")}
    with ExitStack() as stack:
        ports = [free_port() for _ in range(count)]
        for port in ports:
            environment = clean | {
                "APOYO_DATA": str(folder / "central"),
                "APOYO_DATABASE_URL": database,
                "APOYO_KEYS_FOLDER": str(folder / "llaves"),
                "APOYO_LISTEN": f"127.0.0.1:{port}",
                "APOYO_LOG": "stderr",
            }
            said(stack.enter_context(child(["core.server", "central", "web"], environment)))
        yield ports


def _rates(folder: Path, one: list[int], several: list[int], rounds: int) -> tuple[float, float]:
    """Return the median records/s of both, each round with records of its own."""
    rates: dict[str, list[float]] = {"one": [], "several": []}
    with senders(folder) as clients:
        for number in range(rounds):
            for turn, (name, ports) in enumerate((("one", one), ("several", several))):
                sent = told(clients, to="central", ports=ports, round=2 * number + turn)
                rates[name].append(_CLIENTS * _EACH / sent.seconds)
    return statistics.median(rates["one"][_WARM:]), statistics.median(rates["several"][_WARM:])

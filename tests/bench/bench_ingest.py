"""ingest.records, ingest.floor: sealed records received, made durable and receipted over TLS."""

import statistics
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.bench.bench_save import bare_write
from tests.bench.figure import Figure, seconds
from tests.bench.ingest_central import bare_tls, prepare, senders, serving, told

_CLIENTS, _EACH, _ROUNDS = 8, 5, 5
_WARM = 1
_PLACE = Path(__file__).resolve().parents[2] / "out"


def measure() -> list[Figure]:
    """Return records/s with a receipt, beside the lower of two bare machines' records/s."""
    _PLACE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=_PLACE) as place:
        folder = Path(place)
        prepare(folder, _CLIENTS, _WARM + _ROUNDS, _EACH)
        ours, stream, disk = _rounds(folder)
    conditions = (
        f"{_CLIENTS} clientes en otro proceso, {_EACH} registros de 600 KB cada uno, "
        f"{_ROUNDS} vueltas alternadas; TLS y SHA-256 solos {stream:.0f}/s, disco solo {disk:.0f}/s"
    )
    return [
        Figure("ingest.records", ours, "records/s", min(stream, disk), conditions),
        Figure("ingest.floor", ours, "records/s", None, conditions),
    ]


def _rounds(folder: Path) -> tuple[float, float, float]:
    """Return the median records/s of the server, of a bare TLS stream and of the bare disk."""
    rates: list[tuple[float, ...]] = []
    with serving(folder) as port, bare_tls(folder) as bare, senders(folder) as clients:
        for number in range(_WARM + _ROUNDS):
            turns: tuple[Callable[[], float], ...] = (
                lambda: told(clients, to="central", port=port, round=number),  # noqa: B023  called now
                lambda: told(clients, to="bare", port=bare, round=number),  # noqa: B023  the same
                lambda: _disk(folder, number),  # noqa: B023  the same
            )
            rates.append(tuple(_CLIENTS * _EACH / turn() for turn in turns))
    ours, stream, disk = (statistics.median(each) for each in zip(*rates[_WARM:], strict=True))
    return ours, stream, disk


def _disk(folder: Path, number: int) -> float:
    """Return the seconds that as many writers need for the same bytes, bare."""
    place = folder / "disco" / str(number)
    place.mkdir(parents=True)
    loads = [
        [path.read_bytes() for path in sorted(client.glob("*.sobre"))]
        for client in sorted((folder / "envios" / str(number)).iterdir())
    ]

    def write(client: int) -> None:
        for each, content in enumerate(loads[client]):
            bare_write(place, client * _EACH + each, content)

    with ThreadPoolExecutor(_CLIENTS) as pool:
        return seconds(lambda: list(pool.map(write, range(_CLIENTS))))

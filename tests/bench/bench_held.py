"""ingest.held_p99: what an honest tablet waits for a receipt while others hold the server up."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.bench_ingest import p99
from tests.bench.figure import Figure
from tests.bench.ingest_central import child, prepare, senders, serving, told

_SILENT, _DRIPPING, _OTHERS = 200, 100, 50
_EACH, _ROUNDS, _WARM = 100, 3, 1
_LEAST_MS, _TIMES = 150.0, 2.0
"""Source: QUALITY of the project: p99 beside them at most max(2×, 150 ms)."""
_PLACE = Path(__file__).resolve().parents[2] / "out"


def measure() -> list[Figure]:
    """Return p99 beside them against what it may be: max(2 × alone in the same run, 150 ms)."""
    _PLACE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=_PLACE) as place:
        folder = Path(place)
        prepare(folder, 1, _WARM + 2 * _ROUNDS, _EACH, others=_OTHERS)
        alone, beside = _rounds(folder)
    conditions = (
        f"una tableta, {_ROUNDS} × {_EACH} registros de 600 KB, junto a {_SILENT} conexiones "
        f"mudas y {_DRIPPING} envíos a gotas de {_OTHERS} tabletas, abiertos de nuevo cuando el "
        f"servidor los corta; sola: {alone:.0f} ms; "
        "la referencia es lo permitido, max(2 × sola, 150 ms)"
    )
    allowed = max(_TIMES * alone, _LEAST_MS)
    return [Figure("ingest.held_p99", beside, "ms", allowed, conditions)]


def _rounds(folder: Path) -> tuple[float, float]:
    """Return p99 alone, then beside those who hold the server up; milliseconds."""
    with serving(folder) as port, senders(folder) as clients:

        def waits(numbers: range) -> float:
            sent = [told(clients, to="central", port=port, round=each) for each in numbers]
            return p99([wait * 1000 for each in sent for wait in each.acks])

        waits(range(_WARM))
        alone = waits(range(_WARM, _WARM + _ROUNDS))
        with _held_up(folder, port):
            return alone, waits(range(_WARM + _ROUNDS, _WARM + 2 * _ROUNDS))


@contextmanager
def _held_up(folder: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """Give the process of those who hold the server up, once all their connections stand."""
    facts = [str(folder), str(port), str(_SILENT), str(_DRIPPING)]
    with child(["tests.bench.holders", *facts]) as holders:
        if not holders.stdout or not holders.stdout.readline():
            raise RuntimeError(sys.executable)
        yield holders

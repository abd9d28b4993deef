"""ingest.*: sealed records received, made durable and receipted over TLS."""

import statistics
import tempfile
from pathlib import Path

from tests.bench.figure import Figure
from tests.bench.ingest_central import Sent, bare, prepare, senders, serving, told

_CLIENTS, _EACH, _ROUNDS = 8, 25, 5
_WARM = 1
_PLACE = Path(__file__).resolve().parents[2] / "out"


def measure() -> list[Figure]:
    """Return records/s with a receipt beside a bare server's, and how long a receipt takes."""
    _PLACE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=_PLACE) as place:
        folder = Path(place)
        prepare(folder, _CLIENTS, _WARM + _ROUNDS, _EACH)
        ours, theirs = _rounds(folder)
    conditions = (
        f"{_CLIENTS} clientes en otro proceso, {_EACH} registros de 600 KB por envío, "
        f"{_ROUNDS} vueltas alternadas con un servidor desnudo: TLS, SHA-256 y archivo durable"
    )
    rate = statistics.median(_rate(each) for each in ours)
    reference = statistics.median(_rate(each) for each in theirs)
    waits = [wait * 1000 for each in ours for wait in each.acks]
    return [
        Figure("ingest.records", rate, "records/s", reference, conditions),
        Figure("ingest.floor", rate, "records/s", None, conditions),
        Figure("ingest.ack_p99", p99(waits), "ms", None, conditions),
    ]


def p99(values: list[float]) -> float:
    """Return the value that 99 % do not exceed."""
    return statistics.quantiles(values, n=100, method="inclusive")[98]


def _rate(sent: Sent) -> float:
    return _CLIENTS * _EACH / sent.seconds


def _rounds(folder: Path) -> tuple[list[Sent], list[Sent]]:
    """Return how each round went for the server and for the bare one, in turns."""
    ours, theirs = [], []
    with serving(folder) as port, bare(folder) as other, senders(folder) as clients:
        for number in range(_WARM + _ROUNDS):
            ours.append(told(clients, to="central", port=port, round=number))
            theirs.append(told(clients, to="bare", port=other, round=number))
    return ours[_WARM:], theirs[_WARM:]

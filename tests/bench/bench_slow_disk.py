"""ingest.small_slow_disk: small records of many tablets, on a disk that takes its time."""

import statistics
import tempfile
from pathlib import Path

from tests.bench.figure import Figure
from tests.bench.ingest_central import plain, prepare, senders, serving, told
from tests.bench.slow_disk import slow_disk

_CLIENTS, _EACH, _ROUNDS, _WARM = 64, 5, 3, 1
_RECORD_BYTES = 50_000
_FSYNC_MS = 4
_PLACE = Path(__file__).resolve().parents[2] / "out"


def measure() -> list[Figure]:
    """Return records/s with a receipt, beside what a plain handler keeps, both on such a disk."""
    _PLACE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=_PLACE) as place:
        folder = Path(place)
        disk = slow_disk(folder, _FSYNC_MS)
        prepare(folder, _CLIENTS, _WARM + _ROUNDS, _EACH, size=_RECORD_BYTES)
        ours, theirs = [], []
        with serving(folder, disk) as port, plain(folder, disk) as other, senders(folder) as all_of:
            for number in range(_WARM + _ROUNDS):
                ours.append(told(all_of, to="central", port=port, round=number).seconds)
                theirs.append(told(all_of, to="plain", port=other, round=number).seconds)
    conditions = (
        f"{_CLIENTS} clientes en otro proceso, {_EACH} registros de 50 KB por envío, fsync con "
        f"{_FSYNC_MS} ms de más, {_ROUNDS} vueltas alternadas con un UploadFile + fsync + SQLModel"
    )
    rate, reference = _rate(ours), _rate(theirs)
    return [Figure("ingest.small_slow_disk", rate, "records/s", reference, conditions)]


def _rate(seconds: list[float]) -> float:
    """Return the median, without the rounds that warm up."""
    return statistics.median(_CLIENTS * _EACH / each for each in seconds[_WARM:])

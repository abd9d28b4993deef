"""save.durable: sealing and storing a record of 1.5 MB, against writing the same bytes bare."""

import os
import tempfile
from itertools import count
from pathlib import Path

from core.domain.apoyos.apoyo import RecordId, Side
from core.sealing.envelope import read_header
from core.sealing.sealer import DeviceSealer, sealed_size
from core.tablet.queue import FolderQueue
from tests.bench.figure import Figure, interleaved
from tests.fakes.apoyos import a_header, an_apoyo
from tests.fakes.tablet import DEVICE, a_packet

_ROUNDS = 25
_PICTURE_BYTES = 370_000
_FRAME_BYTES = 1920 * 1080 * 3
_PLACE = Path(__file__).resolve().parents[2] / "out"


def measure() -> list[Figure]:
    """Return the median of interleaved rounds, on the disk that holds this checkout."""
    _PLACE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=_PLACE) as folder:
        ours, theirs, size = _rounds(Path(folder))
    conditions = (
        f"registro de {size / 1e6:.2f} MB, {_ROUNDS} vueltas alternadas, mismo disco, "
        "en un proceso que ya tuvo un cuadro de cámara en memoria; el lugar del registro "
        "se apartó antes (al mostrar «Revise»), fuera de lo medido"
    )
    return [Figure("save.durable", ours * 1000, "ms", theirs * 1000, conditions)]


def _rounds(folder: Path) -> tuple[float, float, int]:
    """Return seconds of ours, seconds of the bare write, and the bytes that both write."""
    bytes(_FRAME_BYTES)  # as in a kiosk, where frames come and go: the allocator keeps its pages
    side = Side(os.urandom(_PICTURE_BYTES), os.urandom(_PICTURE_BYTES))
    apoyo = an_apoyo(front=side, back=side)
    sealer = DeviceSealer.of_packet(DEVICE, a_packet())
    queue = FolderQueue.at(folder / "queue", read_header)
    bare = folder / "bare"
    bare.mkdir()
    number = count(1)
    content = os.urandom(len(b"".join(sealer.seal(a_header(), apoyo).body)) + 64)

    def save() -> None:
        counter = next(number)
        header = a_header(RecordId(f"{counter:032x}"), device_counter=counter)
        queue.put(sealer.seal(header, apoyo))

    ours, theirs = interleaved(
        save,
        lambda: bare_write(bare, next(number), content),
        _ROUNDS,
        before=lambda: queue.preallocate(sealed_size(apoyo)),  # as the kiosk's last page does
    )
    return ours, theirs, len(content)


def bare_write(folder: Path, number: int, content: bytes | bytearray) -> None:
    """Write, fsync, rename, fsync the folder: the least that survives a power cut."""
    partial = folder / f"{number}.partial"
    with partial.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    partial.rename(folder / str(number))
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

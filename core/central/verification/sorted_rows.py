"""Fixed-length rows sorted by their keyed hash in bounded memory: spilled by its first byte."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_SPILL_BYTES = 32 << 20
Rows = NDArray[np.void]

HASH = (("high", ">u8"), ("low", ">u8"))
"""How a row begins: 16 bytes of a hash, as two numbers that sort as the bytes do."""


class SortedRows:
    """Takes rows in any order and gives them back sorted by hash, then by line.

    `kind` begins with HASH and has a field `line`. `folder` is removed by whoever made it.
    """

    def __init__(self, folder: Path, kind: np.dtype[np.void]) -> None:
        folder.mkdir(mode=0o700)
        self._folder, self._kind, self._held = folder, kind, bytearray()

    def add(self, row: bytes) -> None:
        """Add one row. Raises OSError where the disk is full."""
        self._held += row
        if len(self._held) >= _SPILL_BYTES:
            self._spill()

    def groups(self) -> Iterator[Rows]:
        """Yield all rows in order, a group at a time; each group leaves the disk as it is read."""
        self._spill()
        for path in sorted(self._folder.iterdir()):
            rows = np.fromfile(path, dtype=self._kind)
            path.unlink()
            order = np.lexsort((_native(rows["line"]), _native(rows["low"]), _native(rows["high"])))
            yield rows[order]

    def _spill(self) -> None:
        rows: Rows = np.frombuffer(bytes(self._held), dtype=self._kind)
        self._held = bytearray()
        first = (_native(rows["high"]) >> np.uint64(56)).astype(np.uint8)
        rows = rows[np.argsort(first, kind="stable")]
        ends = np.cumsum(np.bincount(first, minlength=256))
        for byte, (start, end) in enumerate(zip([0, *ends[:-1]], ends, strict=True)):
            if start < end:
                with (self._folder / f"{byte:02x}").open("ab") as file:
                    file.write(rows[start:end].tobytes())


def repeated(rows: Rows) -> NDArray[np.bool_]:
    """Return which rows of a sorted group have the hash of the row before."""
    same = np.zeros(len(rows), dtype=np.bool_)
    same[1:] = (rows["high"][1:] == rows["high"][:-1]) & (rows["low"][1:] == rows["low"][:-1])
    return same


def _native(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    return numbers.astype(np.uint64)

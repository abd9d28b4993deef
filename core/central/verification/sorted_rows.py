"""Fixed-length rows sorted by their keyed hash in bounded memory: spilled by its first bits."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_SPILL_BYTES = 32 << 20
_PARTS, _SHIFT = 64, np.uint64(58)
"""By the first six bits: of a hundred million rows one part is some 60 MB."""

Rows = NDArray[np.void]

HASH = (("high", "<u8"), ("low", "<u8"))
"""How a row begins: 16 bytes of a hash, as two numbers that sort as the bytes do."""


class SortedRows:
    """Takes rows in any order and gives them back sorted by hash, then by line.

    `kind` begins with HASH and has a field `line`. `folder` is removed by whoever made it.
    """

    def __init__(self, folder: Path, kind: np.dtype[np.void]) -> None:
        folder.mkdir(mode=0o700)
        self._folder, self._kind = folder, kind
        self._held: list[Rows] = []
        self._bytes = 0
        self.count = 0

    def add(self, rows: Rows) -> None:
        """Add rows. Raises OSError where the disk is full."""
        self._held.append(rows)
        self._bytes += rows.nbytes
        self.count += len(rows)
        if self._bytes >= _SPILL_BYTES:
            self._spill()

    def groups(self) -> Iterator[Rows]:
        """Yield all rows in order, a group at a time; each group leaves the disk as it is read."""
        self._spill()
        for path in sorted(self._folder.iterdir()):
            rows = np.fromfile(path, dtype=self._kind)
            path.unlink()
            yield _in_order(rows)

    def _spill(self) -> None:
        if not self._held:
            return
        rows = np.concatenate(self._held)
        self._held, self._bytes = [], 0
        first = (rows["high"] >> _SHIFT).astype(np.uint8)
        rows = _taken(rows, np.argsort(first, kind="stable"))
        ends = np.cumsum(np.bincount(first, minlength=_PARTS))
        for part, (start, end) in enumerate(zip([0, *ends[:-1]], ends, strict=True)):
            if start < end:
                with (self._folder / f"{part:02x}").open("ab") as file:
                    file.write(rows[start:end].data)


def _in_order(rows: Rows) -> Rows:
    """Return rows by hash, then by line: half of a hash tells all apart that do not repeat."""
    high = np.ascontiguousarray(rows["high"])
    order = np.argsort(high)
    ordered = high[order]
    if (ordered[1:] == ordered[:-1]).any():
        order = np.lexsort((rows["line"], rows["low"], rows["high"]))
    return _taken(rows, order)


def _taken(rows: Rows, order: NDArray[np.intp]) -> Rows:
    """Return rows in an order. As bare bytes they are moved whole, not field by field."""
    return np.take(rows.view(f"V{rows.itemsize}"), order).view(rows.dtype)


def repeated(rows: Rows) -> NDArray[np.bool_]:
    """Return which rows of a sorted group have the hash of the row before."""
    same = np.zeros(len(rows), dtype=np.bool_)
    same[1:] = (rows["high"][1:] == rows["high"][:-1]) & (rows["low"][1:] == rows["low"][:-1])
    return same

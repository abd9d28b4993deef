"""Files of this machine that the desk reads and writes at a person's word."""

import io
from collections.abc import Callable
from pathlib import Path

from core import durable
from core.errors import MachineTrouble

_PARTS = 100


def opened(path: Path) -> io.FileIO:
    """Return `path` open for reading. Raises MachineTrouble."""
    try:
        return io.FileIO(path)
    except OSError as trouble:
        raise MachineTrouble({"detail": f"no se pudo abrir {path.name}"}) from trouble


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path`: all of it or nothing. Raises MachineTrouble."""
    try:
        durable.write_whole(path, content, mode=durable.AS_ANY_FILE)
    except OSError as trouble:
        raise MachineTrouble({"detail": f"no se pudo guardar en {path.parent}"}) from trouble


class CountedFile(io.BufferedReader):
    """A binary file that reports (bytes read, total bytes) at each percent."""

    def __init__(self, raw: io.FileIO, size: int, told: Callable[[int, int], None]) -> None:
        super().__init__(raw)
        self._size, self._told, self._part = size, told, -1

    def read(self, size: int | None = -1, /) -> bytes:
        """Return at most `size` bytes, as any file does."""
        found = super().read(size)
        part = self.tell() * _PARTS // self._size if self._size else _PARTS
        if part != self._part:
            self._part = part
            self._told(self.tell(), self._size)
        return found

"""How a cut of the padrón lies in one file: columns sorted by keyed hash, and nothing else.

head ‖ columns ‖ causes (JSON). The columns of claves are in the order of their hashes, those of
CICs in that of theirs. It is written once, mapped into memory to be read, and named by its SHA-256.
"""

import json
import mmap
import os
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.central.errors import PadronDamaged

MAGIC = b"APOYOPAD\x02"
ESTATUS = ("LN", "PADRON", "BAJA")
"""A row keeps the place of its estatus here."""

_HEAD = struct.Struct("<16s5Q")
_HEAD_BYTES, _MOST_CAUSES_BYTES = 64, 64 << 20
_CLAVES = {"high": "<u8", "low": "<u8", "seccion": "<u2", "cause": "<u2", "estatus": "u1"}
_CICS = {"high": "<u8", "low": "<u8", "clave_high": "<u8", "clave_low": "<u8"}

Column = NDArray[Any]


class Sizes(NamedTuple):
    """Rows of claves and of CICs, room for so many (repeated ones leave some), bytes of causes."""

    claves: int
    cics: int
    claves_room: int
    cics_room: int
    causes: int = 0


@dataclass(frozen=True, slots=True)
class PadronFile:
    """A cut that is read. `claves` and `cics` are columns by their names."""

    claves: dict[str, Column]
    cics: dict[str, Column]
    causes: Sequence[str]


class PadronWriter:
    """Writes a cut, some sorted rows at a time. `handle` is open for writing; all raise OSError."""

    def __init__(self, handle: int, claves_room: int, cics_room: int) -> None:
        self._handle, self._room = handle, Sizes(0, 0, claves_room, cics_room)
        self._claves = self._cics = 0

    def put_claves(self, columns: Mapping[str, Column]) -> None:
        """Write the next rows of claves, with every column."""
        self._put(_CLAVES, columns, _claves_at(self._room), self._claves)
        self._claves += len(columns["high"])

    def put_cics(self, columns: Mapping[str, Column]) -> None:
        """Write the next rows of CICs, with every column."""
        self._put(_CICS, columns, _cics_at(self._room), self._cics)
        self._cics += len(columns["high"])

    def finish(self, causes: Sequence[str]) -> None:
        """Write what the columns refer to and, when all is durable, the head."""
        said = json.dumps(list(causes), ensure_ascii=False).encode()
        sizes = self._room._replace(claves=self._claves, cics=self._cics, causes=len(said))
        _write(self._handle, said, _causes_at(sizes))
        os.fsync(self._handle)
        _write(self._handle, _HEAD.pack(MAGIC, *sizes), 0)
        os.fsync(self._handle)

    def _put(
        self, kinds: dict[str, str], columns: Mapping[str, Column], at: dict[str, int], done: int
    ) -> None:
        for name, kind in kinds.items():
            packed = columns[name].astype(kind)
            _write(self._handle, packed.tobytes(), at[name] + done * packed.itemsize)


def read(path: Path) -> PadronFile:
    """Map a cut into memory. Raises PadronDamaged for what is none, or is not whole."""
    try:
        with path.open("rb") as file:
            held = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (FileNotFoundError, ValueError) as cause:
        raise PadronDamaged from cause
    sizes = _sizes(held)
    end = _causes_at(sizes) + sizes.causes
    if len(held) != end or sizes.causes > _MOST_CAUSES_BYTES:
        raise PadronDamaged
    try:
        causes = json.loads(held[end - sizes.causes : end])
    except ValueError as cause:
        raise PadronDamaged from cause
    return PadronFile(
        claves=_mapped(held, _CLAVES, _claves_at(sizes), sizes.claves),
        cics=_mapped(held, _CICS, _cics_at(sizes), sizes.cics),
        causes=causes,
    )


def sha256_of(path: Path) -> str:
    """Return the SHA-256 (hex) of a file. Raises OSError."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _sizes(held: mmap.mmap) -> Sizes:
    """Return what the head says. Raises PadronDamaged."""
    if len(held) < _HEAD_BYTES:
        raise PadronDamaged
    magic, *numbers = _HEAD.unpack(held[: _HEAD.size])
    sizes = Sizes(*numbers)
    whole = sizes.claves <= sizes.claves_room and sizes.cics <= sizes.cics_room
    if magic.rstrip(b"\0") != MAGIC or not whole:
        raise PadronDamaged
    return sizes


def _claves_at(sizes: Sizes) -> dict[str, int]:
    return _places(_CLAVES, sizes.claves_room, _HEAD_BYTES + _bytes(_CICS, sizes.cics_room))


def _cics_at(sizes: Sizes) -> dict[str, int]:
    return _places(_CICS, sizes.cics_room, _HEAD_BYTES)


def _causes_at(sizes: Sizes) -> int:
    columns = _bytes(_CICS, sizes.cics_room) + _bytes(_CLAVES, sizes.claves_room)
    return _HEAD_BYTES + columns


def _places(kinds: dict[str, str], room: int, begin: int) -> dict[str, int]:
    """Return where each column begins: the widest first, so that each lies as its numbers ask."""
    at: dict[str, int] = {}
    for name, kind in kinds.items():
        at[name] = begin
        begin += room * np.dtype(kind).itemsize
    return at


def _bytes(kinds: dict[str, str], room: int) -> int:
    return room * sum(np.dtype(kind).itemsize for kind in kinds.values())


def _mapped(
    held: mmap.mmap, kinds: dict[str, str], at: dict[str, int], count: int
) -> dict[str, Column]:
    return {
        name: np.frombuffer(held, dtype=kind, count=count, offset=at[name])
        for name, kind in kinds.items()
    }


def _write(handle: int, content: bytes, at: int) -> None:
    """Write all of it at a place, also where the system accepts less at once."""
    rest = memoryview(content)
    while rest:
        done = os.pwrite(handle, rest, at)
        rest, at = rest[done:], at + done

"""The padrón in force: keyed hashes of clave and CIC, and what it says (norma/lecturas.md, 7).

No name and no clave is stored. Each cut is one file, built aside and put in force by one rename.
"""

import shutil
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import repeat
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.central.errors import PadronDamaged
from core.central.verification import padron_file
from core.central.verification.keyed_hash import of_cics, of_claves
from core.central.verification.padron_file import ESTATUS, Column, PadronFile
from core.domain.apoyos.conteo import Doubt
from core.domain.verification.resultado import PadronAnswer
from core.ports.central_padron import KeyedHashes, PadronIndex

_FEW = 32
"""Up to so many are looked up one by one: arrays cost more than they save."""

_HALF, _LOW = 64, (1 << 64) - 1
_HASH_DIGITS = 32
_NO_HASH = "0" * _HASH_DIGITS
_NOT_FOUND = PadronAnswer(row="", estatus="", cause="", seccion="")
_NOBODY = (_NOT_FOUND, Doubt.NONE)
_DOUBTS = (Doubt.NONE, Doubt.KEYS_DISAGREE)

_Numbers = NDArray[np.uint64]
Places = NDArray[np.int64]


def hash_clave(clave: str, key: bytes) -> str:
    """Return the keyed hash (16 bytes, hex) of a clave; "" for "". `key`: 32 bytes."""
    return of_claves(key).one(clave)


def hash_cic(cic: str, key: bytes) -> str:
    """Return the keyed hash (16 bytes, hex) of a CIC; "" for "". `key`: 32 bytes."""
    return of_cics(key).one(cic)


class SortedPadron:
    """A PadronIndex that reads one cut: by halving for a few, by sorted arrays for many."""

    def __init__(self, file: PadronFile) -> None:
        self._claves, self._cics = file.claves, file.cics
        self._clave, self._cic = _Halving(file.claves), _Halving(file.cics)
        self._of_cic = _as_numbers(file.cics["clave_high"]), _as_numbers(file.cics["clave_low"])
        secciones = [f"{number:04d}" for number in range(10_000)]
        names = {"estatus": ESTATUS, "cause": file.causes, "seccion": secciones}
        self._names = {name: np.array(texts, dtype=object) for name, texts in names.items()}

    def find(self, asked: Sequence[KeyedHashes]) -> Iterable[tuple[PadronAnswer, Doubt]]:
        return map(self._one, asked) if len(asked) <= _FEW else self._many(asked)

    def _one(self, asked: KeyedHashes) -> tuple[PadronAnswer, Doubt]:
        clave = int(asked.clave, 16) if asked.clave else None
        at = None if clave is None else self._clave.find(clave)
        of_cic = self._cic.find(int(asked.cic, 16)) if asked.cic else None
        if of_cic is None:
            return _NOBODY if at is None else (self._answer(asked.clave, at), Doubt.NONE)
        high, low = self._of_cic
        other = high[of_cic] << _HALF | low[of_cic]
        if at is not None:
            doubt = Doubt.NONE if other == clave else Doubt.KEYS_DISAGREE
            return self._answer(asked.clave, at), doubt
        at = self._clave.find(other)
        return _NOBODY if at is None else (self._answer(f"{other:032x}", at), Doubt.NONE)

    def _answer(self, row: str, at: int) -> PadronAnswer:
        said = (names[self._claves[name][at]] for name, names in self._names.items())
        return PadronAnswer(row, *said)

    def _many(self, asked: Sequence[KeyedHashes]) -> Iterable[tuple[PadronAnswer, Doubt]]:
        rows = [each.clave for each in asked]
        claves = _Hashes.of(rows)
        at = _places(self._claves, claves)
        cics = [each.cic for each in asked]
        if not "".join(cics):
            return self._answers(rows, at, repeat(Doubt.NONE, len(asked)))
        by_cic = _places(self._cics, _Hashes.of(cics))
        has_other = np.flatnonzero(by_cic >= 0)
        here = by_cic[has_other]
        others = _Hashes(self._cics["clave_high"][here], self._cics["clave_low"][here])
        disagree = np.zeros(len(asked), dtype=np.bool_)
        disagree[has_other] = others.differ(claves.only(has_other)) & (at[has_other] >= 0)
        by_cic_alone = np.flatnonzero(at[has_other] < 0)
        places, others = has_other[by_cic_alone], others.only(by_cic_alone)
        at[places] = _places(self._claves, others)
        for place, name in zip(places.tolist(), others.names(), strict=True):
            rows[place] = name
        return self._answers(rows, at, map(_DOUBTS.__getitem__, disagree.tolist()))

    def _answers(
        self, rows: list[str], at: Places, doubts: Iterable[Doubt]
    ) -> Iterable[tuple[PadronAnswer, Doubt]]:
        """Give the answers one by one: nobody keeps all of them, and so many would cost more.

        Each is made of four texts without a call of Python's, which costs more than finding it.
        """
        nobody = np.flatnonzero(at < 0)
        for place in nobody.tolist():
            rows[place] = ""
        columns = [rows]
        for name, names in self._names.items():
            said = np.full(len(at), "", dtype=object)
            if len(nobody) < len(at):
                said = names.take(self._claves[name].take(np.maximum(at, 0)))
                said[nobody] = ""
            columns.append(said.tolist())
        answers = map(tuple.__new__, repeat(PadronAnswer), zip(*columns, strict=True))
        return zip(answers, doubts, strict=True)


class _Hashes(NamedTuple):
    """Hashes as two columns of numbers."""

    high: _Numbers
    low: _Numbers

    @classmethod
    def of(cls, names: Sequence[str]) -> "_Hashes":
        """Return hashes by their names (hex); "" for none, which nothing has."""
        joined = "".join(names)
        if len(joined) < _HASH_DIGITS * len(names):
            joined = "".join([name or _NO_HASH for name in names])
        both = np.frombuffer(bytes.fromhex(joined), dtype=">u8").reshape(-1, 2)
        return cls(both[:, 0].astype(np.uint64), both[:, 1].astype(np.uint64))

    def only(self, which: Places) -> "_Hashes":
        """Return some of them."""
        return _Hashes(self.high[which], self.low[which])

    def differ(self, other: "_Hashes") -> NDArray[np.bool_]:
        """Tell which are others than those of `other`."""
        told: NDArray[np.bool_] = (self.high != other.high) | (self.low != other.low)
        return told

    def names(self) -> Iterator[str]:
        """Yield them in hex."""
        for high, low in zip(self.high.tolist(), self.low.tolist(), strict=True):
            yield f"{high:016x}{low:016x}"


class _Halving:
    """Finds one hash, as a number, among sorted columns."""

    def __init__(self, columns: dict[str, Column]) -> None:
        self._high, self._low = (_as_numbers(columns[name]) for name in ("high", "low"))

    def find(self, number: int) -> int | None:
        """Return the place of a hash, or None."""
        high, low = number >> _HALF, number & _LOW
        at = bisect_left(self._high, high)
        while at < len(self._high) and self._high[at] == high:
            if self._low[at] == low:
                return at
            at += 1
        return None


def _as_numbers(column: Column) -> Sequence[int]:
    """Return a column as what gives a number of Python at a place, faster than an array does."""
    return column.data.cast("B").cast("Q") if len(column) else ()


def _places(columns: dict[str, Column], asked: _Hashes) -> Places:
    """Return where each hash stands, -1 for none. Asked in order, the index is read in its own."""
    high, low = columns["high"], columns["low"]
    found = np.full(len(asked.high), -1, dtype=np.int64)
    if not len(high):
        return found
    order = np.argsort(asked.high)
    wanted = asked.only(order)
    at, last = np.searchsorted(high, wanted.high), len(high) - 1
    while True:
        here = np.minimum(at, last)
        same_half = (at <= last) & (high.take(here) == wanted.high)
        others = same_half & (low.take(here) != wanted.low)
        if not others.any():
            break
        at = at + others
    found[order] = np.where(same_half, at, -1)
    return found


@contextmanager
def open_padron(folder: Path, cut: str, sha256: str) -> Iterator[PadronIndex]:
    """Give the index of a cut until the block ends. `sha256` (hex) is that of its file.

    Raises PadronDamaged where the file is missing, or is another. A process reads it whole once.
    """
    if not is_built(folder, cut, sha256):
        raise PadronDamaged
    yield SortedPadron(padron_file.read(folder / cut))


def is_built(folder: Path, cut: str, sha256: str) -> bool:
    """Tell whether the file of a cut lies here as it was built. A process reads it whole once."""
    path = folder / cut
    try:
        now = path.stat()
    except FileNotFoundError:
        return False
    return _sha256(path, now.st_ino, now.st_size, now.st_mtime_ns) == sha256


@lru_cache(maxsize=2)
def _sha256(path: Path, _inode: int, _size: int, _changed: int) -> str:
    return padron_file.sha256_of(path)


def forget_others(folder: Path, cut: str) -> None:
    """Delete every cut but this one, and the remains of failed imports."""
    for each in folder.iterdir():
        if each.name == cut:
            continue
        if each.is_dir():
            shutil.rmtree(each, ignore_errors=True)
        else:
            each.unlink(missing_ok=True)

"""Rows of a padrón that need no closer look, read a block of lines at a time (numeral 9).

What every cell must be is looked up for all lines of a block at once; whatever is not plainly so is
given back as it stands, for the exact rules. What is taken here, those take too.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.central.verification.keyed_hash import Texts
from core.domain.credencial.birth import is_day
from core.ports.central_padron import RawLine

NO_CAUSE = -1
"""The place of a cause that needs a closer look."""

_CLAVE, _CIC, _TAIL = 18, 9, 9
_SHORTEST, _LONGEST = 31, 4096
_LF, _CR, _ZERO = 10, 13, 48
_LETTER, _CONSONANT, _DIGIT, _SEXO, _APART = (1 << bit for bit in range(5))
_OF_HEAD = (*(_LETTER, _CONSONANT) * 3, *(_DIGIT,) * 8, _SEXO, *(_DIGIT,) * 3, _APART)
_OF_TAIL = (_APART, *(_DIGIT,) * 2, _APART, *(_DIGIT,) * 4, _APART)
_ESTATUS = (b"LN", b"PADRON", b"BAJA")
_WIDEST = 7
_ENTIDADES = np.zeros(100, dtype=np.bool_)
_ENTIDADES[[*range(1, 33), 87, 88]] = True
_DAYS = 1_000_000
_UNKNOWN, _YES, _NO = range(3)

Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]


class PlainRows(NamedTuple):
    """Rows as columns. `cics` are zeros where `has_cic` is not so; `estatus` and `cause` places."""

    lines: Numbers
    claves: Texts
    cics: Texts
    has_cic: Flags
    seccion: Numbers
    estatus: Numbers
    cause: Numbers

    def only(self, which: Flags) -> "PlainRows":
        """Return some of the rows."""
        lines, claves, cics, has_cic, seccion, estatus, cause = self
        return PlainRows(
            lines[which],
            claves[which],
            cics[which],
            has_cic[which],
            seccion[which],
            estatus[which],
            cause[which],
        )


class PlainReader:
    """Reads blocks of one file. `place_of` gives the place of a cause, NO_CAUSE for none."""

    def __init__(self, separator: str, place_of: Callable[[bytes], int]) -> None:
        self._apart, self._place_of = ord(separator), place_of
        kinds = np.zeros(256, dtype=np.uint8)
        for kind, signs in (
            (_LETTER, b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
            (_CONSONANT, b"BCDFGHJKLMNPQRSTVWXYZ"),
            (_DIGIT, b"0123456789"),
            (_SEXO, b"HMX"),
            (_APART, separator.encode()),
        ):
            kinds[list(signs)] |= kind
        self._kinds = kinds
        self._days = np.full(_DAYS, _UNKNOWN, dtype=np.uint8)
        self._ends = np.zeros((len(_ESTATUS), _WIDEST), dtype=np.uint8)
        for place, name in enumerate(_ESTATUS):
            self._ends[place, : len(name) + 1] = list(name + separator.encode())

    def __call__(self, number: int, block: bytes) -> tuple[PlainRows, list[RawLine]]:
        """Return the plain rows of a block, and its other lines. `number` is that of the first.

        A block ends with the end of a line.
        """
        signs = np.frombuffer(block + bytes(_CLAVE + _CIC + _TAIL + _WIDEST), dtype=np.uint8)
        ends = np.flatnonzero(signs == _LF)
        starts = np.concatenate((np.zeros(1, dtype=np.int64), ends[:-1] + 1))
        stops = ends - ((ends > starts) & (signs[ends - 1] == _CR))
        sizes = stops - starts
        plain = (sizes >= _SHORTEST) & (sizes <= _LONGEST)
        rows, good = self._rows(signs, block, starts[plain], stops[plain])
        at = np.flatnonzero(plain)
        taken = np.zeros(len(ends), dtype=np.bool_)
        taken[at[good]] = True
        rows = rows._replace(lines=at + number).only(good)
        others = np.flatnonzero(~taken)
        return rows, [(number + each, block[starts[each] : ends[each]]) for each in others.tolist()]

    def _rows(
        self, signs: Texts, block: bytes, starts: Numbers, stops: Numbers
    ) -> tuple[PlainRows, Flags]:
        """Return all of these lines as rows, and which of them are plain."""
        head = _window(signs, starts, _CLAVE + 1)
        cics = _window(signs, starts + _CLAVE + 1, _CIC)
        has_cic = cics[:, 0] != self._apart
        tail_at = starts + _CLAVE + 1 + _CIC * has_cic
        tail = _window(signs, tail_at, _TAIL)
        good = self._are(head, _OF_HEAD) & self._are(tail, _OF_TAIL)
        good &= ~has_cic | self._are(cics, (_DIGIT,) * _CIC)
        good &= _ENTIDADES[_number(head[:, 12:14]) * good] & self._are_days(head[:, 6:12], good)
        estatus, width = self._estatus(signs, tail_at + _TAIL)
        cause_at = tail_at + _TAIL + width
        good &= (width > 0) & (cause_at <= stops)
        cause = self._causes(block, cause_at, stops, good)
        good &= cause != NO_CAUSE
        cics = cics * has_cic[:, None]
        seccion = _number(tail[:, 4:8])
        return PlainRows(starts, head[:, :_CLAVE], cics, has_cic, seccion, estatus, cause), good

    def _are(self, texts: Texts, wanted: tuple[int, ...]) -> Flags:
        """Tell of each text whether each of its signs is of the kind that is wanted there."""
        kinds: Flags = (self._kinds[texts] & np.array(wanted, dtype=np.uint8) != 0).all(axis=1)
        return kinds

    def _are_days(self, texts: Texts, good: Flags) -> Flags:
        """Tell which aammdd are days; each one that occurs is asked for once."""
        numbers = _number(texts) * good
        for each in np.unique(numbers[self._days[numbers] == _UNKNOWN]).tolist():
            self._days[each] = _YES if is_day(f"{each:06d}") else _NO
        days: Flags = self._days[numbers] == _YES
        return days

    def _estatus(self, signs: Texts, at: Numbers) -> tuple[Numbers, Numbers]:
        """Return the place of each estatus, and its width with the separator; 0 for none."""
        texts = _window(signs, at, _WIDEST)
        place, width = np.zeros_like(at), np.zeros_like(at)
        for each, name in enumerate(_ESTATUS):
            size = len(name) + 1
            here = (texts[:, :size] == self._ends[each, :size]).all(axis=1)
            place[here], width[here] = each, size
        return place, width

    def _causes(self, block: bytes, at: Numbers, stops: Numbers, good: Flags) -> Numbers:
        """Return the place of each cause. Most rows have none, which is the first place."""
        places, place_of = np.zeros_like(at), self._place_of
        said = np.flatnonzero(good & (at < stops))
        bounds = zip(at[said].tolist(), stops[said].tolist(), strict=True)
        places[said] = [place_of(block[start:stop]) for start, stop in bounds]
        return places


def _window(signs: Texts, at: Numbers, width: int) -> Texts:
    """Return so many bytes from each place on."""
    bounded = np.minimum(at, len(signs) - width)
    overlapping = np.ndarray(
        (len(signs) - width + 1,), dtype=f"V{width}", buffer=signs.data, strides=(1,)
    )
    texts: Texts = overlapping[bounded].view(np.uint8).reshape(-1, width)
    return texts


def _number(digits: Texts) -> Numbers:
    """Return what digits say; of other signs any number."""
    powers = 10 ** np.arange(digits.shape[1] - 1, -1, -1, dtype=np.int64)
    return (digits.astype(np.int64) - _ZERO) @ powers

"""The electoral geography, in the worker: checked line by line and built aside (numeral 9).

It takes effect on its own first day, and only when a person applies it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from core.domain.proceso.geografia import ENTIDADES, SeccionPlace
from core.domain.registration.registration_errors import GeografiaEmpty
from core.domain.verification.import_errors import (
    EntidadNumberUnknown,
    ListaMalformed,
    MunicipioMalformed,
    NumberMalformed,
    SeccionTwice,
)
from core.procedure.csv_check import BadLines, Blocks, CheckedFile, CsvCheck, Read
from core.procedure.csv_lines import (
    RAW,
    CsvForm,
    LineWrong,
    cells,
    is_blank,
    lines_of,
    records,
)

COLUMNS = ("entidad", "municipio", "municipio_nombre", "distrito", "seccion")
WITH_LISTA = (*COLUMNS, "lista_nominal")
"""A file may tell of how many the lista nominal of each sección is."""
_WIDTHS = {"entidad": 2, "municipio": 3, "distrito": 3, "seccion": 4}
_LISTA = re.compile(r"[0-9]{1,7}")
_LONGEST_NAME = 200
_NUMBER = re.compile(r"[0-9]{1,4}")
_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class ImportGeografia:
    """Check a geography and `put` its places aside. `told` hears the bytes read."""

    put: Callable[[Sequence[SeccionPlace]], None]
    bad: BadLines
    told: Callable[[int], None]
    _seen: set[tuple[str, str]] = field(default_factory=set)

    def __call__(self, read: Read) -> CheckedFile:
        """Return what the check found; every good place was put.

        Raises GeografiaEmpty, TooManyBadLines, or what `read`, `put` and `told` raise.
        """
        empty = GeografiaEmpty
        check = CsvCheck(read, COLUMNS, self.told, self.bad, empty, empty, longer=WITH_LISTA)
        return check(self._take)

    def _take(self, form: CsvForm, blocks: Blocks) -> int:
        held: list[SeccionPlace] = []
        rows = 0
        for line in records(lines_of(blocks), form):
            held += self._good(form, line)
            if len(held) >= _AT_ONCE:
                self.put(held)
                rows += len(held)
                held = []
        self.put(held)
        return rows + len(held)

    def _good(self, form: CsvForm, line: RAW) -> tuple[SeccionPlace, ...]:
        """Return the place of a line; none for an empty one, and for a bad one, which is told."""
        number, raw = line
        if is_blank(raw, form):
            return ()
        try:
            return (self._new(place_of(raw, form)),)
        except LineWrong as wrong:
            self.bad(number, wrong.column, wrong.why)
        return ()

    def _new(self, place: SeccionPlace) -> SeccionPlace:
        if (place.entidad, place.seccion) in self._seen:
            raise LineWrong(COLUMNS[4], SeccionTwice.code)
        self._seen.add((place.entidad, place.seccion))
        return place


def place_of(raw: bytes, form: CsvForm) -> SeccionPlace:
    """Return the place of a line, leading zeros restored. Raises LineWrong."""
    columns = WITH_LISTA if form.width == len(WITH_LISTA) else COLUMNS
    named = dict(zip(columns, cells(raw, form, len(columns)), strict=True))
    lista = named.pop(WITH_LISTA[-1], None)
    if lista is not None and not _LISTA.fullmatch(lista):
        raise LineWrong(WITH_LISTA[-1], ListaMalformed.code)
    for name, width in _WIDTHS.items():
        if not _NUMBER.fullmatch(named[name]) or len(named[name]) > width:
            raise LineWrong(name, NumberMalformed.code)
        named[name] = named[name].zfill(width)
    name = named["municipio_nombre"]
    if named["entidad"] not in ENTIDADES:
        raise LineWrong(COLUMNS[0], EntidadNumberUnknown.code)
    if not 0 < len(name) <= _LONGEST_NAME or not name.isprintable():
        raise LineWrong(COLUMNS[2], MunicipioMalformed.code)
    return SeccionPlace(**named, lista=None if lista is None else int(lista))

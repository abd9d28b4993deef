"""From the tokens of both sides to all fields; doubtful lines are read again."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from core.credential.fields.address import address_rows, domicilio_reading
from core.credential.fields.coded import SettledCodes, settle_codes
from core.credential.fields.expected_fields import fill_slots, read_standing_digits
from core.credential.fields.mrz_lines import mrz_reading
from core.credential.fields.readings import (
    borrowed_numbers,
    coded_readings,
    name_readings,
    whole,
)
from core.credential.fields.reread import reread
from core.credential.grammar.ctc import spell_all
from core.credential.grammar.free_text import Row
from core.credential.grammar.name_parts import letters_of
from core.credential.grammar.names import Names, name_row, settle_names
from core.credential.grammar.patterns import CLAVE, CURP
from core.credential.imaging.barcodes import CicCodes
from core.credential.imaging.sheet import Sheet
from core.credential.layout.back import Back, spell_line
from core.credential.layout.front import Front
from core.credential.layout.line_ink import seen_line
from core.credential.layout.mrz_rows import whole_lines
from core.credential.layout.tokens import Token
from core.credential.ocr.engine import OcrEngine
from core.domain.credencial.lectura import FieldReading

_GUESSED: Final = 0.9
"""Confidence of what is told by its place alone, at most: below SURE, so that a person looks."""

_BLOCKS: Final = frozenset({"nombre", "domicilio"})
_DOUBTFUL: Final = 4.0
_DOUBTFUL_ROW: Final = 3.5
"""Margins (nats) under which a code and a row are read again: with more, 99 in 100 are right
(`grammar.confidence`), and a second look costs 20 ms a line."""


@dataclass(slots=True)
class Composer:
    """Tokens, sheets and barcodes of both sides, and the day of the reading.

    `front` and `back` are None where the side is missing or is another side.
    """

    engine: OcrEngine
    front: Front | None
    back: Back | None
    sheets: dict[str, Sheet]
    codes: CicCodes
    on: date

    def fields(self) -> tuple[dict[str, FieldReading], SettledCodes]:
        """Return a reading for every key of FIELDS, and the decoded codes they rest on."""
        if self.front is not None:
            fill_slots(self.front, self.sheets["front"], self.engine)
        if self.back is not None and not self.back.mrz and self.back.digits is None:
            self.back.digits = read_standing_digits(self.sheets["back"], self.engine)
        if self.back is not None:
            whole_lines(self.back, self.sheets["back"], self.engine)
        names = self._names()
        coded = settle_codes(self.front, self.back, self.codes, names, self.on)
        if self._looked_again(coded):
            coded = settle_codes(self.front, self.back, self.codes, names, self.on)
        fields = coded_readings(coded, self.sheets)
        if self.back is not None:
            _cap(fields, _unconfirmed(self.back.guessed, fields))
        if self.front is not None and names is not None:
            sheet = self.sheets["front"]
            _cap(fields, _with_parts(self.front.guessed - _BLOCKS, fields))
            fields |= borrowed_numbers(fields, coded, self.front.family)
            read = name_readings(names, self.front.values.get("nombre", []), sheet)
            read["domicilio"] = self._domicilio(self.front, sheet, _estado(fields))
            _cap(read, {"domicilio"} & self.front.guessed)
            if "nombre" in self.front.guessed:
                _cap(read, read.keys() - {"domicilio"})
            fields |= read
        if self.back is not None and self.back.mrz:
            fields["mrz"] = mrz_reading(self.back, coded, names, self.sheets["back"])
        return whole(fields), coded

    def _looked_again(self, coded: SettledCodes) -> bool:
        """Look again at the codes that are not sure; tell whether there were any."""
        weak = [
            name for name, token in coded.tokens.items()
            if name in coded.codes and coded.codes[name].margin < _DOUBTFUL and not token.more
        ]  # fmt: skip
        for number in (0, 1):
            if self.back is not None and f"mrz{number + 1}" in weak:
                token = self.back.mrz[number]
                self.back.mrz[number] = reread([token], self.sheets["back"], self.engine)[0]
        if self.back is not None and self.back.digits is not None and "ocr" in weak:
            found = reread([self.back.digits], self.sheets["back"], self.engine)
            self.back.digits = found[0]
        if self.back is not None and self.back.cic is not None and "cic" in weak:
            self.back.cic = reread([self.back.cic], self.sheets["back"], self.engine)[0]
        if self.front is not None:
            for name in weak:
                if name in self.front.values:
                    tokens = self.front.values[name]
                    self.front.values[name] = reread(tokens, self.sheets["front"], self.engine)
        return bool(weak)

    def _names(self) -> Names | None:
        """Return the parts of the name from both sides."""
        if self.front is None:
            return None
        tokens = self.front.values.get("nombre", [])
        third = self.back.mrz.get(2) if self.back else None
        spelling = spell_line(third.lattice, 2) if third else None
        rows = self._name_rows(tokens)
        text = spelling.text if spelling else ""
        letters = self._letters(self.front)
        names = settle_names(rows, third.lattice if third else None, text, letters)
        if names.agreement == 1.0 or not _doubtful(rows):
            return names
        tokens = reread(tokens, self.sheets["front"], self.engine)
        self.front.values["nombre"] = tokens
        rows = self._name_rows(tokens)
        return settle_names(rows, third.lattice if third else None, text, letters)

    def _name_rows(self, tokens: list[Token]) -> list[Row]:
        sheet = self.sheets["front"]
        return [name_row(token.lattices, seen_line(sheet, token)) for token in tokens]

    @staticmethod
    def _letters(front: Front) -> str:
        """Return the letters of the name that clave and CURP show, each by itself."""
        shown = {
            name: spell_all(front.values[name][0].lattices, pattern)
            for name, pattern in (("clave_elector", CLAVE), ("curp", CURP))
            if name in front.values
        }
        clave, curp = (
            found.text if (found := shown.get(name)) else "" for name in ("clave_elector", "curp")
        )
        return letters_of(clave, curp)

    def _domicilio(self, front: Front, sheet: Sheet, estado: str) -> FieldReading:
        tokens = front.values.get("domicilio", [])
        rows = address_rows(tokens, sheet, estado)
        if _doubtful(rows):
            tokens = reread(tokens, sheet, self.engine)
            rows = address_rows(tokens, sheet, estado)
        return domicilio_reading(tokens, rows, sheet, estado)


def _with_parts(guessed: set[str], fields: dict[str, FieldReading]) -> set[str]:
    """Return guesses and what is printed within them, but for what the MRZ says as well."""
    parts = {"numero_emision": "anio_registro", "emision": "vigencia"}
    read = {
        part: fields[part].source
        for part, whole in parts.items()
        if whole in guessed & fields.keys() and part in fields
    }
    return guessed | {part for part, source in read.items() if "mrz2" not in source}


def _unconfirmed(guessed: set[str], fields: dict[str, FieldReading]) -> list[str]:
    """Return the numbers of a back that are guesses, but for those that an MRZ or bars tell too."""
    told = {"mrz1", "qr", "code128"}
    names = [name for name in sorted(guessed) if name in fields]
    unsure = [name for name in names if not told & set(fields[name].source.split("+"))]
    return [*unsure, *(["identificador"] if "ocr" in unsure else [])]


def _cap(fields: dict[str, FieldReading], names: Iterable[str]) -> None:
    """Make none of these fields surer than a guess."""
    for name in fields.keys() & set(names):
        fields[name] = replace(fields[name], confidence=min(fields[name].confidence, _GUESSED))


def _estado(fields: dict[str, FieldReading]) -> str:
    """Return the number under ESTADO where it is read surely, else nothing."""
    found = fields.get("estado", FieldReading())
    return found.value if found.confidence > _GUESSED else ""


def _doubtful(rows: list[Row]) -> bool:
    return any(row.margin < _DOUBTFUL_ROW for row in rows)

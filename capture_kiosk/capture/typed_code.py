"""A coded field while it is corrected (numeral 20): cells, a cursor, and what fits where."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate, pairwise
from typing import Final

from capture_kiosk.capture.form import SAID, Charset, FormField, allows
from core.domain.credencial.clave_elector import ClaveElector
from core.domain.credencial.cross_checks import clave_disagreements
from core.domain.credencial.curp import Curp
from core.domain.credencial.ocr_cic import Cic, Identificador, Ocr, Seccion
from core.domain.values.form_errors import DayMistyped, DayUnreal
from core.errors import RuleBroken
from core.messages import explain, with_noun

_DAY: Final = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})")


def birth_day(text: str) -> date:
    """Return the day that `text` (dd/mm/aaaa) says. Raises DayMistyped or DayUnreal."""
    said = _DAY.fullmatch(text)
    if said is None:
        raise DayMistyped
    try:
        return date(int(said[3]), int(said[2]), int(said[1]))
    except ValueError as cause:
        raise DayUnreal from cause


_RULES: Final[dict[str, Callable[[str], object]]] = {
    "clave_elector": ClaveElector,
    "curp": Curp,
    "ocr": Ocr,
    "cic": Cic,
    "seccion": Seccion,
    "identificador": Identificador,
    "fecha_nacimiento": birth_day,
}
_BLANK = " "


@dataclass(frozen=True, slots=True)
class TypedCode:
    """The cells of a field and where the cursor is. A cell that holds nothing is a blank."""

    field: FormField
    cells: str
    cursor: int

    @classmethod
    def of(cls, field: FormField, value: str, at: int = -1) -> "TypedCode":
        """Return the cells of a value, the cursor at `at`, else at the first empty cell."""
        size = len(field.positions)
        bare = "".join(value.replace(field.between, " ").split())
        cells = bare[:size].ljust(size, _BLANK)
        first = cells.find(_BLANK)
        return cls(field, cells, at if 0 <= at < size else first if first >= 0 else size - 1)

    @property
    def charset(self) -> Charset:
        """Return what the cell under the cursor may hold."""
        return self.field.positions[self.cursor]

    @property
    def hint(self) -> str:
        """Return «Carácter 18 de 18: aquí va un número.»."""
        place = f"Carácter {self.cursor + 1} de {len(self.cells)}"
        return f"{place}: aquí va {SAID[self.charset]}."

    @property
    def text(self) -> str:
        """Return what is written, parted as the box of the form shows it."""
        if not self.field.lengths:
            return "".join(self.cells.split())
        ends = tuple(accumulate(self.field.lengths))
        parts = (self.cells[start:end] for start, end in pairwise((0, *ends)))
        between = self.field.between
        return between.join("".join(part.split()) for part in parts).strip(between)

    def press(self, character: str) -> "TypedCode":
        """Return the code with this character under the cursor; one that does not fit, the same."""
        if not allows(self.charset, character):
            return self
        cells = self.cells[: self.cursor] + character + self.cells[self.cursor + 1 :]
        return replace(self, cells=cells, cursor=min(self.cursor + 1, len(cells) - 1))

    def rub(self) -> "TypedCode":
        """Return the code with the cell under the cursor empty, else the one before it."""
        at = self.cursor if self.cells[self.cursor] != _BLANK else max(self.cursor - 1, 0)
        return replace(self, cells=self.cells[:at] + _BLANK + self.cells[at + 1 :], cursor=at)

    def go_to(self, cursor: int) -> "TypedCode":
        """Return the code with the cursor there, kept inside."""
        return replace(self, cursor=min(max(cursor, 0), len(self.cells) - 1))


@dataclass(frozen=True, slots=True)
class Check:
    """One thing said of what is written; `icon` is bien, informe or falla."""

    icon: str
    text: str


def checks(field: FormField, text: str, curp: str) -> tuple[Check, ...]:
    """Return what can be said of a text without the credential. `curp` is what the form says."""
    rule = _RULES.get(field.id)
    if rule is None or not text:
        return ()
    left = len(field.positions) - len(text)
    if left > 0 and not field.lengths:
        return (Check("informe", f"Por escribir: {with_noun(left, 'carácter', 'caracteres')}."),)
    try:
        rule(text)
    except RuleBroken as broken:
        return (Check("falla", explain(broken).title),)
    if field.id == "clave_elector" and len(curp) == len(text):
        return _against_curp(text, curp)
    return (Check("bien", "Tiene la forma correcta."),)


def _against_curp(clave: str, curp: str) -> tuple[Check, ...]:
    if clave_disagreements(clave, curp):
        return (Check("informe", "No coincide con la CURP: compare las dos."),)
    return (
        Check("bien", "Los primeros 15 caracteres coinciden con la CURP."),
        Check("informe", "Los últimos 3 solo están en esta línea: compárelos."),
    )

"""What the data of a form mean today and for this aspirante: said, and never a condition."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from capture_kiosk.capture.draft import Draft
from capture_kiosk.capture.typed_code import birth_day
from core.domain.credencial.curp import Curp
from core.errors import RuleBroken

_OF_AGE: Final = 18


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The day, and the secciones of the cargo; empty where its demarcación is not told."""

    today: date
    secciones: tuple[str, ...] = ()


def said_of(draft: Draft, now: Circumstances) -> Iterator[str]:
    """Yield what is worth knowing of the values as they stand, whoever wrote them."""
    born = _born(draft)
    if born is not None and _age(born, now.today) < _OF_AGE:
        yield "Por su fecha de nacimiento, esta persona no cumple todavía 18 años."
    until = draft.value("vigencia")
    expired = until.isdecimal() and int(until) < now.today.year
    if expired and "expired" not in draft.findings:
        yield f"La credencial dice vigencia {until}: ya venció."
    seccion = draft.value("seccion")
    if seccion and now.secciones and seccion not in now.secciones:
        yield f"La sección {seccion} está fuera de la demarcación de este cargo."


def _born(draft: Draft) -> date | None:
    """Return the date of birth that the form says, else the one inside the CURP."""
    try:
        said = draft.value("fecha_nacimiento") or Curp(draft.value("curp")).birth
        return birth_day(said)
    except RuleBroken:
        return None


def _age(born: date, today: date) -> int:
    had_birthday = (today.month, today.day) >= (born.month, born.day)
    return today.year - born.year - (0 if had_birthday else 1)

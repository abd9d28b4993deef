"""Numeral 4, field by field: which datum of the form breaks which rule, before anything is sent.

The rules are the domain's own; here each is tied to its field. Names are those of the wire.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from admin_desktop.framework.local_time import read_day
from core.domain import texto
from core.domain.auxiliar import check_adult
from core.domain.constancia import ConstanciaRow
from core.domain.credencial.clave_elector import ClaveElector
from core.domain.credencial.ocr_cic import Cic, Ocr, Seccion
from core.domain.errors import (
    BirthDisagrees,
    DatesOutOfOrder,
    LateReasonMissing,
    OcrOrCicMissing,
    PhoneMissing,
    SeccionDisagrees,
)
from core.domain.geografia import SeccionPlace
from core.domain.nombre import check_materno
from core.domain.registration_errors import (
    ConstanciaDisagrees,
    ConstanciaUnknown,
    ConstanciaUsed,
    InTheFuture,
    SeccionElsewhere,
    SeccionUnknown,
)
from core.errors import ApoyoError, RuleBroken
from core.mail_address import mail_address

SIN_SEGUNDO = "persona.sin_segundo_apellido"
NOMBRE = ("persona.nombre", "persona.apellido_paterno", "persona.apellido_materno")
LATE = "late_reason"
PHONES = ("contacto.domicilio", "contacto.oficina", "contacto.movil")


@dataclass(frozen=True, slots=True)
class BesideForm:
    """What was found out beside the form. `looked_up` says the number whose search ended."""

    today: date
    constancia: ConstanciaRow | None = None
    looked_up: str = ""
    place: SeccionPlace | None = None
    place_asked: tuple[str, str] = ("", "")


def _optional(check: Callable[[str], object]) -> Callable[[str], object]:
    return lambda text: check(text.strip()) if text.strip() else None


_RULES: dict[str, Callable[[str], object]] = {
    "cargo": texto.required,
    "persona.nombre": texto.required,
    "persona.apellido_paterno": texto.required,
    "persona.lugar_nacimiento": texto.required,
    "persona.fecha_nacimiento": read_day,
    "persona.genero": texto.required,
    "credencial.clave": lambda text: ClaveElector.typed(texto.required(text)),
    "credencial.ocr": _optional(Ocr),
    "credencial.cic": _optional(Cic),
    "credencial.entidad": texto.required,
    "credencial.municipio": texto.required,
    "credencial.seccion": lambda text: Seccion(texto.required(text)),
    **dict.fromkeys(PHONES, texto.telefono),
    "autenticacion.correo": lambda text: mail_address(texto.required(text)),
    "expediente.recibido": read_day,
    "expediente.recibido_por": texto.required,
    "expediente.manifestacion": read_day,
    "expediente.constancia": texto.required,
}


def broken(texts: Mapping[str, str], known: BesideForm) -> dict[str, ApoyoError]:
    """Return each field that breaks a rule, with the rule. An empty answer may be sent."""
    found: dict[str, ApoyoError] = {}
    for field, rule in _RULES.items():
        try:
            rule(texts.get(field, ""))
        except RuleBroken as wrong:
            found[field] = wrong
    for check in (_names, _numbers, _dates, _constancia, _place):
        for field, error in check(texts, known, found):
            found.setdefault(field, error)
    return found


_Broken = dict[str, ApoyoError]
_Found = list[tuple[str, ApoyoError]]


def _names(texts: Mapping[str, str], _known: BesideForm, _found: _Broken) -> _Found:
    try:
        check_materno(texts.get(NOMBRE[-1], ""), alone=bool(texts.get(SIN_SEGUNDO)))
    except RuleBroken as missing:
        return [(NOMBRE[-1], missing)]
    return []


def _numbers(texts: Mapping[str, str], _known: BesideForm, found: _Broken) -> _Found:
    wrong: _Found = []
    ocr, cic = texts.get("credencial.ocr", ""), texts.get("credencial.cic", "")
    if not ocr.strip() and not cic.strip():
        wrong.append(("credencial.ocr", OcrOrCicMissing()))
    both_whole = not {"credencial.ocr", "credencial.seccion"} & set(found)
    if ocr.strip() and both_whole and not ocr.strip().startswith(texts["credencial.seccion"]):
        wrong.append(("credencial.ocr", SeccionDisagrees()))
    if not any(texts.get(phone, "").strip() for phone in PHONES):
        wrong.append((PHONES[-1], PhoneMissing()))
    return wrong


def _dates(texts: Mapping[str, str], known: BesideForm, found: _Broken) -> _Found:
    wrong: _Found = []
    if "persona.fecha_nacimiento" not in found:
        born = read_day(texts["persona.fecha_nacimiento"])
        try:
            check_adult(born, known.today)
        except RuleBroken as young:
            wrong.append(("persona.fecha_nacimiento", young))
        if "credencial.clave" not in found and not clave_of(texts).born_on(born):
            wrong.append(("credencial.clave", BirthDisagrees()))
    latest = known.constancia.constancia.date if known.constancia else known.today
    limits = (
        ("expediente.recibido", known.today, InTheFuture()),
        ("expediente.manifestacion", latest, DatesOutOfOrder()),
    )
    for field, limit, error in limits:
        if field not in found and read_day(texts[field]) > limit:
            wrong.append((field, error))
    return wrong


def _constancia(texts: Mapping[str, str], known: BesideForm, _found: _Broken) -> _Found:
    number = texto.optional(texts.get("expediente.constancia", ""))
    if not number or known.looked_up != number:
        return []
    row = known.constancia
    if row is None:
        return [("expediente.constancia", ConstanciaUnknown())]
    if row.registered_as:
        return [("expediente.constancia", ConstanciaUsed())]
    wrong: _Found = []
    if not _same_person(texts, row):
        wrong.append(("expediente.constancia", ConstanciaDisagrees()))
    if is_late(known) and not texts.get(LATE, "").strip():
        wrong.append((LATE, LateReasonMissing()))
    return wrong


def _place(texts: Mapping[str, str], known: BesideForm, _found: _Broken) -> _Found:
    asked = (texts.get("credencial.entidad", ""), texts.get("credencial.seccion", ""))
    if known.place_asked != asked or not all(asked):
        return []
    if known.place is None:
        return [("credencial.seccion", SeccionUnknown())]
    chosen = texts.get("credencial.municipio", "")
    if chosen and known.place.municipio != chosen:
        return [("credencial.seccion", SeccionElsewhere())]
    return []


def is_late(known: BesideForm) -> bool:
    """Tell whether the constancia is of another day than today. Numeral 4."""
    return known.constancia is not None and known.constancia.constancia.date != known.today


def clave_of(texts: Mapping[str, str]) -> ClaveElector:
    """Return the typed clave. Raises ClaveMalformed."""
    return ClaveElector.typed(texts["credencial.clave"])


def _same_person(texts: Mapping[str, str], row: ConstanciaRow) -> bool:
    """Tell whether the constancia names this person and cargo, as far as they are typed."""
    named = row.constancia
    pairs = (
        (texts.get("cargo", ""), named.cargo),
        *zip(
            (texts.get(field, "") for field in NOMBRE),
            (named.nombre, named.apellido_paterno, named.apellido_materno),
            strict=True,
        ),
    )
    return all(not mine.strip() or texto.alike(mine, theirs) for mine, theirs in pairs)

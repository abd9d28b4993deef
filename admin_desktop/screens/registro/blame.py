"""Numeral 4: beside which field an error found by the server is shown.

The server names a field, a section whose data disagree, or nothing.
"""

from collections.abc import Mapping

from admin_desktop.screens.registro.fields import LABELS, OPTIONAL
from core.domain.errors import (
    BirthDisagrees,
    MaternoMissing,
    OcrOrCicMissing,
    PhoneMissing,
    SeccionDisagrees,
    TextMissing,
)
from core.domain.registration_errors import ClaveRegistered, ConstanciaUsed
from core.errors import ApoyoError, CentralRefused
from core.messages import explain_code

_BY_CODE = {
    MaternoMissing.code: "persona.apellido_materno",
    OcrOrCicMissing.code: "credencial.ocr",
    SeccionDisagrees.code: "credencial.ocr",
    PhoneMissing.code: "contacto.movil",
    BirthDisagrees.code: "credencial.clave",
    ClaveRegistered.code: "credencial.clave",
    ConstanciaUsed.code: "expediente.constancia",
}
"""The field that a person corrects for a rule over several data."""

_BY_SECTION = {
    "contacto": "contacto.movil",
    "autenticacion": "autenticacion.correo",
    "credencial": "credencial.clave",
    "expediente": "expediente.constancia",
    "persona": "persona.nombre",
}


def sentences(error: ApoyoError, texts: Mapping[str, str]) -> dict[str, str]:
    """Return each field to blame and its sentence; nothing where it is about no field."""
    if not isinstance(error, CentralRefused):
        return {}
    named = error.fields or ((("", error.code),) if error.code in _BY_CODE else ())
    return {
        field_of(wire, code, texts): explain_code(code, error.facts).sentence
        for wire, code in named
    }


def field_of(wire: str, code: str, texts: Mapping[str, str]) -> str:
    """Return the field of the form for the server's name of a datum, and the rule's code."""
    name = wire.removeprefix("body.").removesuffix(".text")
    if name in LABELS:
        return name
    if code == TextMissing.code:
        within = [field for field in LABELS if field.startswith(name) and field not in OPTIONAL]
        empty = next((field for field in within if not texts.get(field, "").strip()), "")
        return empty or _BY_SECTION.get(name, "cargo")
    return _BY_CODE.get(code) or _BY_SECTION.get(name, name)

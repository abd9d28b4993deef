"""The data of numeral 4, in its own order, how the form calls each, and which one to blame.

The server names a field, a section whose data disagree, or nothing.
"""

from collections.abc import Mapping

from core.domain.errors import TextMissing
from core.domain.registration.correccion import LABELS
from core.domain.registration.registro import FIELD_OF
from core.errors import ApoyoError, CentralRefused
from core.messages import explain_code

TITLES: dict[str, str] = {
    "a": "Cargo",
    "b": "Datos personales",
    "c": "Credencial",
    "d": "Contacto",
    "e": "Acceso y expediente",
}

_PREFIXES = {
    "a": ("cargo",),
    "b": ("persona.",),
    "c": ("credencial.",),
    "d": ("contacto.",),
    "e": ("autenticacion.", "expediente.", "late_reason"),
}

SECTIONS: dict[str, tuple[str, ...]] = {
    letter: tuple(field for field in LABELS if field.startswith(prefixes))
    for letter, prefixes in _PREFIXES.items()
}

WHOLE: dict[str, int] = {
    "persona.fecha_nacimiento": 10,
    "credencial.clave": 18,
    "credencial.ocr": 13,
    "credencial.cic": 9,
    "credencial.seccion": 4,
    "contacto.domicilio": 10,
    "contacto.oficina": 10,
    "contacto.movil": 10,
    "expediente.recibido": 10,
    "expediente.manifestacion": 10,
}
"""Characters after which a field is judged although the person is still in it."""

OPTIONAL = frozenset(
    {
        "persona.apellido_materno",
        "persona.sobrenombre",
        "credencial.ocr",
        "credencial.cic",
        "contacto.domicilio",
        "contacto.oficina",
        "contacto.movil",
        "autenticacion.cuenta",
        "autenticacion.proveedor",
        "expediente.observaciones",
        "late_reason",
    }
)
"""What may stay empty alone; some are asked for by another datum or its absence."""

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
    named = error.fields or ((("", error.code),) if error.code in FIELD_OF else ())
    return {
        field_of(wire, code, texts): explain_code(code, error.facts).sentence
        for wire, code in named
    }


def field_of(wire: str, code: str, texts: Mapping[str, str]) -> str:
    """Return the field of the form for the server's name of a datum, and the rule's code."""
    name = wire.removeprefix("body.").removeprefix("registro.").removesuffix(".text")
    if name in LABELS:
        return name
    if code == TextMissing.code:
        within = [field for field in LABELS if field.startswith(name) and field not in OPTIONAL]
        empty = next((field for field in within if not texts.get(field, "").strip()), "")
        return empty or _BY_SECTION.get(name, "cargo")
    return FIELD_OF.get(code) or _BY_SECTION.get(name, name)

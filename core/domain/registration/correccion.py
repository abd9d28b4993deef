"""A registration that is corrected: its data anew, why, and which of them changed, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from core.domain.registration.aspirante import RegistroAspirante
from core.domain.registration.constancia import Constancia
from core.domain.values import texto

LABELS: Mapping[str, str] = {
    "cargo": "Cargo",
    "persona.nombre": "Nombre(s)",
    "persona.apellido_paterno": "Apellido paterno",
    "persona.apellido_materno": "Apellido materno",
    "persona.sobrenombre": "Sobrenombre",
    "persona.lugar_nacimiento": "Lugar de nacimiento",
    "persona.fecha_nacimiento": "Fecha de nacimiento",
    "persona.genero": "Género",
    "credencial.clave": "Clave de elector",
    "credencial.ocr": "OCR",
    "credencial.cic": "CIC",
    "credencial.entidad": "Entidad",
    "credencial.municipio": "Municipio",
    "credencial.seccion": "Sección electoral",
    "contacto.domicilio": "Teléfono de domicilio",
    "contacto.oficina": "Teléfono de oficina",
    "contacto.movil": "Teléfono móvil",
    "autenticacion.correo": "Correo electrónico",
    "autenticacion.cuenta": "Cuenta de Google o Facebook",
    "autenticacion.proveedor": "Proveedor de la cuenta",
    "expediente.recibido": "Fecha de recepción",
    "expediente.recibido_por": "Recibido por",
    "expediente.manifestacion": "Fecha de manifestación",
    "expediente.constancia": "Número de oficio o constancia",
    "expediente.observaciones": "Observaciones",
    "late_reason": "Motivo del registro tardío",
}
"""The data of numeral 4 in its own order, by the wire's names, as people call them."""

FIXED = frozenset({"cargo", "autenticacion.correo", "expediente.constancia", "late_reason"})
"""What no correction changes: the e-mail has an act of its own, the rest made the registration."""

_PRIVATE = frozenset(
    {
        "credencial.clave",
        "credencial.ocr",
        "credencial.cic",
        "contacto.domicilio",
        "contacto.oficina",
        "contacto.movil",
        "autenticacion.cuenta",
    }
)
"""What the bitácora, which forgets nothing, tells by its end alone."""
_END, _LONGEST = 4, 160
"""Characters of a private datum, and of a long one, that are told."""


@dataclass(frozen=True, slots=True)
class Correccion:
    """The whole registration as it must read from now on, and why."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    registro: RegistroAspirante
    reason: str

    def __post_init__(self) -> None:
        """Raise TextMissing."""
        texto.required(self.reason)


def told(registro: RegistroAspirante) -> dict[str, str]:
    """Return each datum that a correction may change, by the wire's name, as people type it."""
    persona, credencial, contacto = registro.persona, registro.credencial, registro.contacto
    acceso, expediente = registro.autenticacion, registro.expediente
    return {
        "persona.nombre": persona.nombre,
        "persona.apellido_paterno": persona.apellido_paterno,
        "persona.apellido_materno": persona.apellido_materno,
        "persona.sobrenombre": persona.sobrenombre,
        "persona.lugar_nacimiento": persona.lugar_nacimiento,
        "persona.fecha_nacimiento": f"{persona.fecha_nacimiento:%d/%m/%Y}",
        "persona.genero": persona.genero,
        "credencial.clave": credencial.clave.text,
        "credencial.ocr": credencial.ocr.text if credencial.ocr else "",
        "credencial.cic": credencial.cic.text if credencial.cic else "",
        "credencial.entidad": credencial.entidad,
        "credencial.municipio": credencial.municipio,
        "credencial.seccion": credencial.seccion.text,
        "contacto.domicilio": contacto.domicilio,
        "contacto.oficina": contacto.oficina,
        "contacto.movil": contacto.movil,
        "autenticacion.cuenta": acceso.cuenta,
        "autenticacion.proveedor": acceso.proveedor,
        "expediente.recibido": f"{expediente.recibido:%d/%m/%Y}",
        "expediente.recibido_por": expediente.recibido_por,
        "expediente.manifestacion": f"{expediente.manifestacion:%d/%m/%Y}",
        "expediente.observaciones": expediente.observaciones,
    }


def changes(before: RegistroAspirante, now: RegistroAspirante) -> tuple[str, ...]:
    """Return «Nombre(s): «Ana» → «Anna»» for each datum that differs, in the form's order.

    Of what is private only the end is told.
    """
    was, becomes = told(before), told(now)
    return tuple(
        f"{LABELS[name]}: {_quoted(name, was[name])} → {_quoted(name, becomes[name])}"
        for name in LABELS
        if name not in FIXED and was[name] != becomes[name]
    )


def disagrees(constancia: Constancia, registro: RegistroAspirante) -> bool:
    """Tell whether a constancia prints another name or sobrenombre than is registered."""
    mine, its = registro.persona, constancia.nombre_completo
    pairs = (
        (mine.nombre, its.nombre),
        (mine.apellido_paterno, its.apellido_paterno),
        (mine.apellido_materno, its.apellido_materno),
        (mine.sobrenombre, its.sobrenombre or mine.sobrenombre),
    )
    return not all(texto.alike(one, other) for one, other in pairs)


def _quoted(name: str, value: str) -> str:
    if not value:
        return "(nada)"
    if name in _PRIVATE:
        return f"«…{value[-_END:]}»"
    return f"«{value}»" if len(value) <= _LONGEST else f"«{value[:_LONGEST].rstrip()}…»"

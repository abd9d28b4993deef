"""Numeral 4: builds the registration from a form without broken rules."""

from collections.abc import Callable, Mapping

from admin_desktop.framework.local_time import read_day
from admin_desktop.screens.registro.rules import LATE, PHONES, SIN_SEGUNDO, clave_of
from core.domain import texto
from core.domain.aspirante import (
    Autenticacion,
    Contacto,
    CredencialAspirante,
    Expediente,
    Persona,
    RegistroAspirante,
)
from core.domain.credencial.ocr_cic import Cic, Ocr, Seccion
from core.mail_address import mail_address


def build(texts: Mapping[str, str]) -> RegistroAspirante:
    """Return the registration in the texts. Call it only once nothing is `broken`."""

    def said(field: str) -> str:
        return texto.optional(texts.get(field, ""))

    return RegistroAspirante(
        cargo=said("cargo"),
        persona=_persona(texts, said),
        credencial=_credencial(texts, said),
        contacto=Contacto(*(texto.telefono(texts.get(phone, "")) for phone in PHONES)),
        autenticacion=Autenticacion(
            correo=mail_address(said("autenticacion.correo")),
            cuenta=said("autenticacion.cuenta"),
            proveedor=said("autenticacion.proveedor"),
        ),
        expediente=Expediente(
            recibido=read_day(said("expediente.recibido")),
            recibido_por=said("expediente.recibido_por"),
            manifestacion=read_day(said("expediente.manifestacion")),
            constancia=said("expediente.constancia"),
            observaciones=texts.get("expediente.observaciones", "").strip(),
        ),
        late_reason=said(LATE),
    )


def _persona(texts: Mapping[str, str], said: Callable[[str], str]) -> Persona:
    return Persona(
        nombre=said("persona.nombre"),
        apellido_paterno=said("persona.apellido_paterno"),
        apellido_materno=said("persona.apellido_materno"),
        sin_segundo_apellido=bool(texts.get(SIN_SEGUNDO)),
        sobrenombre=said("persona.sobrenombre"),
        lugar_nacimiento=said("persona.lugar_nacimiento"),
        fecha_nacimiento=read_day(said("persona.fecha_nacimiento")),
        genero=said("persona.genero"),
    )


def _credencial(texts: Mapping[str, str], said: Callable[[str], str]) -> CredencialAspirante:
    ocr, cic = said("credencial.ocr"), said("credencial.cic")
    return CredencialAspirante(
        clave=clave_of(texts),
        ocr=Ocr(ocr) if ocr else None,
        cic=Cic(cic) if cic else None,
        entidad=said("credencial.entidad"),
        municipio=said("credencial.municipio"),
        seccion=Seccion(said("credencial.seccion")),
    )

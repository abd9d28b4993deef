"""A registration as a row, and back: each datum of numeral 4, a to e, in one column."""

from typing import Any

from core.central.tables.registration import StoredAspirante
from core.domain.credencial.clave_elector import ClaveElector
from core.domain.credencial.ocr_cic import Cic, Ocr, Seccion
from core.domain.registration.aspirante import (
    Autenticacion,
    Contacto,
    CredencialAspirante,
    Expediente,
    Persona,
    RegistroAspirante,
)
from core.ports.central_registration import KnownAspirante, NewAspirante


def to_row(new: NewAspirante, id_solicitante: str) -> StoredAspirante:
    """Return the row of a new registration."""
    return StoredAspirante(
        id_solicitante=id_solicitante,
        idempotency_key=new.request.key,
        request_sha256=new.request.sha256,
        registered_at=new.registered_at,
        same_day=new.same_day,
        constancia_id=new.constancia_id,
        **data_of(new.registro),
    )


def data_of(registro: RegistroAspirante) -> dict[str, Any]:
    """Return each datum that a person typed, by its column."""
    persona, credencial = registro.persona, registro.credencial
    return {
        "late_reason": registro.late_reason,
        "cargo": registro.cargo,
        **persona.nombre_completo_fields(),
        "lugar_nacimiento": persona.lugar_nacimiento,
        "fecha_nacimiento": persona.fecha_nacimiento,
        "genero": persona.genero,
        "clave": credencial.clave.text,
        "ocr": credencial.ocr.text if credencial.ocr else "",
        "cic": credencial.cic.text if credencial.cic else "",
        "entidad": credencial.entidad,
        "municipio": credencial.municipio,
        "seccion": credencial.seccion.text,
        "telefono_domicilio": registro.contacto.domicilio,
        "telefono_oficina": registro.contacto.oficina,
        "telefono_movil": registro.contacto.movil,
        "correo": registro.autenticacion.correo,
        "cuenta": registro.autenticacion.cuenta,
        "proveedor": registro.autenticacion.proveedor,
        "recibido": registro.expediente.recibido,
        "recibido_por": registro.expediente.recibido_por,
        "manifestacion": registro.expediente.manifestacion,
        "observaciones": registro.expediente.observaciones,
    }


def to_known(row: StoredAspirante, constancia: str) -> KnownAspirante:
    """Return the registration of a row; `constancia` is the number of its own."""
    return KnownAspirante(
        id_solicitante=row.id_solicitante,
        registro=RegistroAspirante(
            cargo=row.cargo,
            persona=_persona(row),
            credencial=_credencial(row),
            contacto=Contacto(row.telefono_domicilio, row.telefono_oficina, row.telefono_movil),
            autenticacion=Autenticacion(row.correo, row.cuenta, row.proveedor),
            expediente=Expediente(
                recibido=row.recibido,
                recibido_por=row.recibido_por,
                manifestacion=row.manifestacion,
                constancia=constancia,
                observaciones=row.observaciones,
            ),
            late_reason=row.late_reason,
        ),
        registered_at=row.registered_at,
        same_day=row.same_day,
    )


def _persona(row: StoredAspirante) -> Persona:
    return Persona(
        **row.nombre_completo_fields(),
        lugar_nacimiento=row.lugar_nacimiento,
        fecha_nacimiento=row.fecha_nacimiento,
        genero=row.genero,
    )


def _credencial(row: StoredAspirante) -> CredencialAspirante:
    return CredencialAspirante(
        clave=ClaveElector(row.clave),
        ocr=Ocr(row.ocr) if row.ocr else None,
        cic=Cic(row.cic) if row.cic else None,
        entidad=row.entidad,
        municipio=row.municipio,
        seccion=Seccion(row.seccion),
    )

"""Who may do what: one table, checked per route. A route without a row fails a test."""

from enum import Enum


class Role(Enum):
    """Who may do what. ANYONE needs no session; DEVICE proves itself by token or nonce.

    Source: norma/sistema.md, 6.
    """

    REGISTRAR = "registrar"
    SUPERVISOR = "supervisor"
    AUDITOR = "auditor"
    ADMINISTRADOR = "administrador"
    MESA = "mesa"
    INE = "ine"
    ASPIRANTE = "aspirante"
    DEVICE = "device"
    ANYONE = "anyone"


STAFF = frozenset(
    {Role.REGISTRAR, Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRADOR, Role.MESA, Role.INE}
)
_SESSION = STAFF | {Role.ASPIRANTE}
_DESK_READS = frozenset({Role.REGISTRAR, Role.SUPERVISOR, Role.AUDITOR, Role.INE})
_REGISTERS = frozenset({Role.REGISTRAR, Role.SUPERVISOR})
_SETS_DATES = frozenset({Role.SUPERVISOR})
_ACCOUNTS = frozenset({Role.ADMINISTRADOR})
_READS_ACCOUNTS = frozenset({Role.ADMINISTRADOR, Role.AUDITOR})
_VERIFIES = frozenset({Role.INE})
_READS_VERIFICATION = frozenset({Role.INE, Role.AUDITOR})
_OWN = frozenset({Role.ASPIRANTE})
_DEVICE = frozenset({Role.DEVICE})
_ANYONE = frozenset({Role.ANYONE})

ACCESS: dict[str, frozenset[Role]] = {
    "GET /": _ANYONE,
    "GET /v1/autoridad": _ANYONE,
    "GET /v1/openapi.json": _ANYONE,
    "GET /v1/proceso": _ANYONE,
    "POST /v1/sesiones": _ANYONE,
    "POST /v1/sesiones/renovar": _ANYONE,
    "DELETE /v1/sesiones": _SESSION,
    "POST /v1/contrasena": _SESSION,
    "GET /v1/deber": _OWN,
    "POST /v1/deber": _OWN,
    "PUT /v1/proceso": _SETS_DATES,
    "GET /v1/periodos": _DESK_READS,
    "POST /v1/periodos": _SETS_DATES,
    "POST /v1/geografia": _SETS_DATES,
    "GET /v1/geografia/municipios": _SESSION,
    "GET /v1/geografia/secciones/{seccion}": _SESSION,
    "POST /v1/constancias": _REGISTERS,
    "GET /v1/constancias": _DESK_READS,
    "PUT /v1/constancias/{constancia_id}/entrega": _REGISTERS,
    "GET /v1/constancias/{constancia_id}/pdf": _DESK_READS,
    "POST /v1/capacitaciones": _REGISTERS,
    "GET /v1/capacitaciones": _DESK_READS,
    "GET /v1/capacitaciones/{capacitacion_id}/pdf": _DESK_READS,
    "POST /v1/aspirantes": _REGISTERS,
    "GET /v1/aspirantes": _DESK_READS,
    "GET /v1/aspirantes/{id_solicitante}": _DESK_READS,
    "PUT /v1/aspirantes/{id_solicitante}/correo": _REGISTERS,
    "GET /v1/correos": _DESK_READS,
    "POST /v1/correos/{correo_id}/reenvio": _REGISTERS,
    "GET /v1/cuentas": _READS_ACCOUNTS,
    "POST /v1/cuentas": _ACCOUNTS,
    "PUT /v1/cuentas/{cuenta_id}/roles": _ACCOUNTS,
    "GET /v1/bitacora": _READS_ACCOUNTS | _SETS_DATES,
    "POST /v1/auxiliares": _OWN,
    "GET /v1/auxiliares": _OWN,
    "POST /v1/vinculos/{vinculo_id}/baja": _OWN,
    "POST /v1/vinculos/{vinculo_id}/codigo": _OWN,
    "POST /v1/vinculos/{vinculo_id}/dispositivo": _OWN,
    "GET /v1/avance": _OWN | _DESK_READS,
    "GET /v1/acuses": _OWN,
    "GET /v1/acuses/{number}": _OWN,
    "GET /v1/acuses/{number}/pdf": _OWN,
    "POST /v1/activaciones": _ANYONE,
    "POST /v1/tableta/nonces": _ANYONE,
    "POST /v1/tableta/sesiones": _ANYONE,
    "GET /v1/paquete": _DEVICE,
    "GET /v1/tableta/acuses": _DEVICE,
    "POST /v1/envios": _DEVICE,
    "PUT /v1/apoyos/{record_id}": _DEVICE,
    "GET /v1/apoyos/{record_id}/recibo": _DEVICE,
    "GET /v1/llave": _VERIFIES,
    "POST /v1/padron": _VERIFIES,
    "GET /v1/padron": _READS_VERIFICATION,
    "POST /v1/verificaciones": _VERIFIES,
    "GET /v1/verificaciones": _READS_VERIFICATION,
}
"""Method and path → roles that may use it."""

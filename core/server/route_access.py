"""Which faculty each address asks for. A route without a row, or a row widened, fails a test."""

from collections.abc import Mapping
from typing import Final

from core.domain.roles import ROLES_OF, Facultad, Role

FACULTAD_OF: Final[Mapping[str, Facultad]] = {
    "GET /": Facultad.ENTRAR,
    "GET /v1/autoridad": Facultad.ENTRAR,
    "GET /v1/openapi.json": Facultad.ENTRAR,
    "GET /v1/proceso": Facultad.ENTRAR,
    "POST /v1/sesiones": Facultad.ENTRAR,
    "POST /v1/sesiones/renovar": Facultad.ENTRAR,
    "DELETE /v1/sesiones": Facultad.USAR_SU_SESION,
    "POST /v1/contrasena": Facultad.USAR_SU_SESION,
    "GET /v1/deber": Facultad.ACEPTAR_DEBER,
    "POST /v1/deber": Facultad.ACEPTAR_DEBER,
    "PUT /v1/proceso": Facultad.PUBLICAR_PROCESO,
    "GET /v1/periodos": Facultad.CONSULTAR_REGISTRO,
    "POST /v1/periodos": Facultad.PUBLICAR_PROCESO,
    "POST /v1/geografia": Facultad.PUBLICAR_PROCESO,
    "GET /v1/geografia/municipios": Facultad.CONSULTAR_GEOGRAFIA,
    "GET /v1/geografia/secciones/{seccion}": Facultad.CONSULTAR_GEOGRAFIA,
    "POST /v1/constancias": Facultad.REGISTRAR,
    "GET /v1/constancias": Facultad.CONSULTAR_REGISTRO,
    "PUT /v1/constancias/{constancia_id}/entrega": Facultad.REGISTRAR,
    "GET /v1/constancias/{constancia_id}/pdf": Facultad.CONSULTAR_REGISTRO,
    "POST /v1/capacitaciones": Facultad.REGISTRAR,
    "GET /v1/capacitaciones": Facultad.CONSULTAR_REGISTRO,
    "GET /v1/capacitaciones/{capacitacion_id}/pdf": Facultad.CONSULTAR_REGISTRO,
    "POST /v1/aspirantes": Facultad.REGISTRAR,
    "GET /v1/aspirantes": Facultad.CONSULTAR_REGISTRO,
    "GET /v1/aspirantes/{id_solicitante}": Facultad.CONSULTAR_REGISTRO,
    "PUT /v1/aspirantes/{id_solicitante}/correo": Facultad.REGISTRAR,
    "GET /v1/correos": Facultad.CONSULTAR_REGISTRO,
    "POST /v1/correos/{correo_id}/reenvio": Facultad.REGISTRAR,
    "GET /v1/cuentas": Facultad.CONSULTAR_CUENTAS,
    "POST /v1/cuentas": Facultad.ADMINISTRAR_CUENTAS,
    "PUT /v1/cuentas/{cuenta_id}/contrasena": Facultad.ADMINISTRAR_CUENTAS,
    "PUT /v1/cuentas/{cuenta_id}/roles": Facultad.ADMINISTRAR_CUENTAS,
    "GET /v1/bitacora": Facultad.CONSULTAR_BITACORA,
    "POST /v1/auxiliares": Facultad.DIRIGIR_AUXILIARES,
    "GET /v1/auxiliares": Facultad.DIRIGIR_AUXILIARES,
    "POST /v1/vinculos/{vinculo_id}/baja": Facultad.DIRIGIR_AUXILIARES,
    "POST /v1/vinculos/{vinculo_id}/codigo": Facultad.DIRIGIR_AUXILIARES,
    "POST /v1/vinculos/{vinculo_id}/dispositivo": Facultad.DIRIGIR_AUXILIARES,
    "GET /v1/avance": Facultad.CONSULTAR_AVANCE,
    "GET /v1/acuses": Facultad.CONSULTAR_ACUSES,
    "GET /v1/acuses/{number}": Facultad.CONSULTAR_ACUSES,
    "GET /v1/acuses/{number}/pdf": Facultad.CONSULTAR_ACUSES,
    "POST /v1/activaciones": Facultad.ACTIVAR,
    "POST /v1/tableta/nonces": Facultad.ENTRAR,
    "POST /v1/tableta/sesiones": Facultad.ENTRAR,
    "GET /v1/paquete": Facultad.CAPTAR,
    "GET /v1/tableta/acuses": Facultad.CAPTAR,
    "POST /v1/envios": Facultad.CAPTAR,
    "PUT /v1/apoyos/{record_id}": Facultad.CAPTAR,
    "GET /v1/apoyos/{record_id}/recibo": Facultad.CAPTAR,
    "GET /v1/llave": Facultad.VERIFICAR,
    "POST /v1/padron": Facultad.VERIFICAR,
    "GET /v1/padron": Facultad.CONSULTAR_VERIFICACION,
    "POST /v1/verificaciones": Facultad.VERIFICAR,
    "GET /v1/verificaciones": Facultad.CONSULTAR_VERIFICACION,
    "GET /v1/apartados": Facultad.CONSULTAR_REGISTRO,
    "POST /v1/apartados/{apartado_id}/reintento": Facultad.REINTENTAR,
}
"""Method and path → the faculty that whoever asks must have."""


def allowed(row: str) -> frozenset[Role]:
    """Return the roles that may use a route, named as `FACULTAD_OF` names it."""
    return ROLES_OF[FACULTAD_OF[row]]

"""Who gets past each address, role by role, written by hand from norma/sistema.md, 6.

Nothing of the product is imported: a row that is widened there is not widened here. A new
address gets its line in both.
"""

from typing import Final

_DESK = "registrar supervisor auditor ine"
_EVERYBODY_INSIDE = "registrar supervisor auditor administrador mesa ine aspirante"

EXPECTED: Final[dict[str, str]] = {
    "GET /": "anyone",
    "GET /v1/autoridad": "anyone",
    "GET /v1/openapi.json": "anyone",
    "GET /v1/proceso": "anyone",
    "POST /v1/sesiones": "anyone",
    "POST /v1/sesiones/renovar": "anyone",
    "DELETE /v1/sesiones": _EVERYBODY_INSIDE,
    "POST /v1/contrasena": _EVERYBODY_INSIDE,
    "GET /v1/deber": "aspirante",
    "POST /v1/deber": "aspirante",
    "PUT /v1/proceso": "supervisor",
    "GET /v1/periodos": _DESK,
    "POST /v1/periodos": "supervisor",
    "POST /v1/geografia": "supervisor",
    "GET /v1/geografia/municipios": _EVERYBODY_INSIDE,
    "GET /v1/geografia/secciones/{seccion}": _EVERYBODY_INSIDE,
    "POST /v1/constancias": "registrar supervisor",
    "GET /v1/constancias": _DESK,
    "PUT /v1/constancias/{constancia_id}/entrega": "registrar supervisor",
    "GET /v1/constancias/{constancia_id}/pdf": _DESK,
    "POST /v1/capacitaciones": "registrar supervisor",
    "GET /v1/capacitaciones": _DESK,
    "GET /v1/capacitaciones/{capacitacion_id}/pdf": _DESK,
    "POST /v1/aspirantes": "registrar supervisor",
    "GET /v1/aspirantes": _DESK,
    "GET /v1/aspirantes/{id_solicitante}": _DESK,
    "PUT /v1/aspirantes/{id_solicitante}/correo": "registrar supervisor",
    "GET /v1/correos": _DESK,
    "POST /v1/correos/{correo_id}/reenvio": "registrar supervisor",
    "GET /v1/cuentas": "auditor administrador",
    "POST /v1/cuentas": "administrador",
    "PUT /v1/cuentas/{cuenta_id}/contrasena": "administrador",
    "PUT /v1/cuentas/{cuenta_id}/roles": "administrador",
    "GET /v1/bitacora": "supervisor auditor administrador",
    "POST /v1/auxiliares": "aspirante",
    "GET /v1/auxiliares": "aspirante",
    "POST /v1/vinculos/{vinculo_id}/baja": "aspirante",
    "POST /v1/vinculos/{vinculo_id}/codigo": "aspirante",
    "POST /v1/vinculos/{vinculo_id}/dispositivo": "aspirante",
    "GET /v1/avance": f"{_DESK} aspirante",
    "GET /v1/acuses": "aspirante",
    "GET /v1/acuses/{number}": "aspirante",
    "GET /v1/acuses/{number}/pdf": "aspirante",
    "POST /v1/activaciones": "anyone",
    "POST /v1/tableta/nonces": "anyone",
    "POST /v1/tableta/sesiones": "anyone",
    "GET /v1/paquete": "device",
    "GET /v1/tableta/acuses": "device",
    "POST /v1/envios": "device",
    "PUT /v1/apoyos/{record_id}": "device",
    "GET /v1/apoyos/{record_id}/recibo": "device",
    "GET /v1/llave": "ine",
    "POST /v1/padron": "ine",
    "GET /v1/padron": "auditor ine",
    "POST /v1/verificaciones": "ine",
    "GET /v1/verificaciones": "auditor ine",
}

"""Roles and what each may do, in the words of the law (norma/sistema.md, 6)."""

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Final


class Role(Enum):
    """Who takes part. ANYONE needs no session; DEVICE proves itself by token or nonce.

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


NAMES: Final[Mapping[Role, str]] = {
    Role.REGISTRAR: "Registro de aspirantes",
    Role.SUPERVISOR: "Supervisión",
    Role.AUDITOR: "Auditoría",
    Role.ADMINISTRADOR: "Administración de cuentas",
    Role.MESA: "Mesa de control",
    Role.INE: "Verificación del INE",
}
"""The roles that staff may have, as people call them, in the order of the procedure."""

STAFF = frozenset(
    {Role.REGISTRAR, Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRADOR, Role.MESA, Role.INE}
)
_SESSION = STAFF | {Role.ASPIRANTE}
_DESK_READS = frozenset({Role.REGISTRAR, Role.SUPERVISOR, Role.AUDITOR, Role.INE})


class Facultad(Enum):
    """A permission; its value says it in Spanish. Source: norma/sistema.md, 6."""

    ENTRAR = "conocer el servidor y el proceso, y entrar"
    COMPROBAR = "comprobar un documento con su código"
    ACTIVAR = "activar una tableta (numeral 7)"
    USAR_SU_SESION = "su propia sesión y su contraseña"
    CUIDAR_SU_ENTRADA = "pedir un código, además de su contraseña, para entrar a su cuenta"
    VINCULAR_SU_CUENTA = "entrar también con una cuenta de Google o Facebook (numeral 4.e.b)"
    CONSULTAR_GEOGRAFIA = "consultar la geografía"
    ACEPTAR_DEBER = "leer y aceptar el deber de confidencialidad (numeral 8)"
    LEER_AVISO = "leer su aviso de privacidad"
    PUBLICAR_PROCESO = "publicar el proceso, sus plazos y su geografía (numerales 1 y 12)"
    REGISTRAR = "expedir constancias, capacitar y registrar (numerales 3 a 5)"
    CONSULTAR_REGISTRO = "consultar lo que la mesa registra"
    ADMINISTRAR_CUENTAS = "abrir cuentas y dar papeles"
    CONSULTAR_CUENTAS = "consultar las cuentas"
    CONSULTAR_BITACORA = "consultar la bitácora"
    DIRIGIR_AUXILIARES = "dar de alta y de baja a sus auxiliares (numerales 6 y 7)"
    CONSULTAR_AVANCE = "consultar el avance (numeral 6.b)"
    CONSULTAR_ACUSES = "consultar sus acuses (numeral 27)"
    CONSULTAR_TABLETAS = "consultar las tabletas reportadas como robadas (numeral 10)"
    SUSPENDER_TABLETAS = "suspender una tableta robada (numeral 10)"
    CONTESTAR_POR_CORREO = (
        "contestar una invitación o suspender su tableta por la liga de un correo"
    )
    CAPTAR = "recibir el paquete de trabajo y enviar apoyos (numerales 11 y 25 a 28)"
    VERIFICAR = "cargar la lista nominal y verificar contra ella (numeral 9)"
    CONSULTAR_VERIFICACION = "consultar las verificaciones"
    CERRAR = "emitir el acta de cierre de un aspirante (numeral 26)"
    DECIDIR_SITUACION = "asentar bajas, desistimientos, cancelaciones y restituciones"
    VER_PENDIENTES = "ver lo que su papel tiene por hacer"
    EXPORTAR = "asentar que se lleva una lista que puede consultar"
    CONSULTAR_REVISION = "consultar lo que espera en mesa de control"
    RECIBIR_SOLICITUDES = "recibir solicitudes sobre datos personales"
    ATENDER_DATOS = "contestar solicitudes sobre datos personales y asentar vulneraciones"
    CONSULTAR_DATOS = "consultar solicitudes sobre datos personales y vulneraciones"
    REINTENTAR = "intentar de nuevo lo que el servidor apartó"


ROLES_OF: Final[Mapping[Facultad, frozenset[Role]]] = {
    Facultad.ENTRAR: frozenset({Role.ANYONE}),
    Facultad.COMPROBAR: frozenset({Role.ANYONE}),
    Facultad.ACTIVAR: frozenset({Role.ANYONE}),
    Facultad.USAR_SU_SESION: _SESSION,
    Facultad.CUIDAR_SU_ENTRADA: STAFF,
    Facultad.VINCULAR_SU_CUENTA: frozenset({Role.ASPIRANTE}),
    Facultad.CONSULTAR_GEOGRAFIA: _SESSION,
    Facultad.ACEPTAR_DEBER: frozenset({Role.ASPIRANTE}),
    Facultad.LEER_AVISO: frozenset({Role.ASPIRANTE}),
    Facultad.PUBLICAR_PROCESO: frozenset({Role.SUPERVISOR}),
    Facultad.REGISTRAR: frozenset({Role.REGISTRAR, Role.SUPERVISOR}),
    Facultad.CONSULTAR_REGISTRO: _DESK_READS,
    Facultad.ADMINISTRAR_CUENTAS: frozenset({Role.ADMINISTRADOR}),
    Facultad.CONSULTAR_CUENTAS: frozenset({Role.ADMINISTRADOR, Role.AUDITOR}),
    Facultad.CONSULTAR_BITACORA: frozenset({Role.ADMINISTRADOR, Role.AUDITOR, Role.SUPERVISOR}),
    Facultad.DIRIGIR_AUXILIARES: frozenset({Role.ASPIRANTE}),
    Facultad.CONSULTAR_AVANCE: _DESK_READS | {Role.ASPIRANTE},
    Facultad.CONSULTAR_ACUSES: frozenset({Role.ASPIRANTE}),
    Facultad.CONSULTAR_TABLETAS: frozenset({Role.REGISTRAR, Role.SUPERVISOR, Role.AUDITOR}),
    Facultad.SUSPENDER_TABLETAS: frozenset({Role.REGISTRAR, Role.SUPERVISOR}),
    Facultad.CONTESTAR_POR_CORREO: frozenset({Role.ANYONE}),
    Facultad.CAPTAR: frozenset({Role.DEVICE}),
    Facultad.VERIFICAR: frozenset({Role.INE}),
    Facultad.CONSULTAR_VERIFICACION: frozenset({Role.INE, Role.AUDITOR}),
    Facultad.CERRAR: frozenset({Role.SUPERVISOR}),
    Facultad.DECIDIR_SITUACION: frozenset({Role.SUPERVISOR}),
    Facultad.VER_PENDIENTES: frozenset({Role.REGISTRAR, Role.SUPERVISOR, Role.INE}),
    Facultad.EXPORTAR: _SESSION,
    Facultad.CONSULTAR_REVISION: frozenset({Role.MESA, Role.AUDITOR, Role.SUPERVISOR}),
    Facultad.RECIBIR_SOLICITUDES: frozenset({Role.REGISTRAR, Role.SUPERVISOR}),
    Facultad.ATENDER_DATOS: frozenset({Role.SUPERVISOR}),
    Facultad.CONSULTAR_DATOS: frozenset({Role.REGISTRAR, Role.SUPERVISOR, Role.AUDITOR}),
    Facultad.REINTENTAR: frozenset({Role.SUPERVISOR, Role.INE}),
}
"""The roles that have each faculty. Source: norma/sistema.md, 6."""


def may(roles: Iterable[Role], facultad: Facultad) -> bool:
    """Tell whether any of these roles has the permission."""
    return not ROLES_OF[facultad].isdisjoint(roles)

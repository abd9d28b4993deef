"""Part of the composition root: every area of the desk, in the order of the procedure.

Each factory gives its screen the functions it needs. Screens are imported when first opened.
"""

import secrets

from admin_desktop.parts.screen import Screen
from admin_desktop.shell import areas_console, areas_staff
from admin_desktop.shell.area import Area
from admin_desktop.shell.desk_context import DeskContext
from core.domain.constancia import ConstanciaRow
from core.domain.geografia import SeccionPlace
from core.domain.resultado import Avance
from core.domain.roles import ACCESS
from core.errors import CentralRefused

_NOT_FOUND = 404
_KEY_BYTES = 24


def constancias(office: DeskContext) -> Screen:
    """Return the screen of numeral 3."""
    from admin_desktop.screens.constancia.view import ConstanciaView
    from admin_desktop.screens.constancia.vm import ConstanciaGateway, ConstanciaVm

    asked = office.central.constancias
    gateway = ConstanciaGateway(
        page=asked.page,
        issue=asked.issue,
        deliver=asked.deliver,
        pdf=asked.pdf,
        cargos=office.cargos,
        cargo_name=office.cargo_name,
    )
    return ConstanciaView(ConstanciaVm(gateway, office.local))


def aspirantes(office: DeskContext) -> Screen:
    """Return the list of aspirantes."""
    from admin_desktop.screens.aspirantes.view import AspirantesView
    from admin_desktop.screens.aspirantes.vm import AspirantesGateway, AspirantesVm

    central = office.central
    gateway = AspirantesGateway(
        page=central.aspirantes.page,
        detail=central.aspirantes.detail,
        correct_mail=central.aspirantes.correct_mail,
        avance=lambda number: _avance(office, number),
        waiting=central.constancias.unregistered,
        constancia=lambda number: find_constancia(office, number),
        cargo_name=office.cargo_name,
    )
    may = bool(ACCESS["POST /v1/aspirantes"] & frozenset(office.session.roles))
    return AspirantesView(AspirantesVm(gateway, office.local), may_register=may)


def registro(office: DeskContext) -> Screen:
    """Return the form of numeral 4."""
    from admin_desktop.screens.registro.view import RegistroView
    from admin_desktop.screens.registro.vm import RegistroGateway, RegistroVm

    central = office.central
    gateway = RegistroGateway(
        cargos=office.cargos,
        generos=lambda: office.proceso.generos if office.proceso else (),
        entidad=lambda: office.proceso.entidad if office.proceso else "",
        find=lambda number: find_constancia(office, number),
        municipios=central.geografia.municipios,
        place=lambda entidad, seccion: _place(office, entidad, seccion),
        register=central.aspirantes.register,
        new_key=lambda: secrets.token_urlsafe(_KEY_BYTES),
    )
    return RegistroView(RegistroVm(gateway, office.local))


def find_constancia(office: DeskContext, number: str) -> ConstanciaRow | None:
    """Return the constancia of exactly that number, or None."""
    rows = office.central.constancias.page(search=number).items
    return next((row for row in rows if row.constancia.number == number), None)


def _avance(office: DeskContext, id_solicitante: str) -> Avance | None:
    rows = office.central.avances.of(id_solicitante).items
    return next((row for row in rows if row.id_solicitante == id_solicitante), None)


def _place(office: DeskContext, entidad: str, seccion: str) -> SeccionPlace | None:
    try:
        return office.central.geografia.seccion(entidad, seccion)
    except CentralRefused as refused:
        if refused.status == _NOT_FOUND:
            return None
        raise


_READS, _REGISTERS = ACCESS["GET /v1/constancias"], ACCESS["POST /v1/aspirantes"]
_OWN = ACCESS["GET /v1/auxiliares"]

AREAS: tuple[Area, ...] = (
    Area("proceso", "Proceso y plazos", ACCESS["PUT /v1/proceso"], areas_staff.proceso),
    Area("constancias", "Constancias", _READS, constancias),
    Area("aspirantes", "Aspirantes", _READS, aspirantes),
    Area("registro", "Registrar aspirante", _REGISTERS, registro, under="aspirantes"),
    Area("capacitacion", "Capacitación", _READS, areas_staff.capacitacion),
    Area("avance", "Avance", _READS, areas_staff.avance),
    Area("padron", "Lista nominal", areas_staff.VERIFIES, areas_staff.padron),
    Area("auxiliares", "Avance y auxiliares", _OWN, areas_console.auxiliares),
    Area("acuses", "Acuses", _OWN, areas_console.acuses),
    Area("correos", "Correos", _READS, areas_staff.correos, group=1),
    Area("cuentas", "Cuentas", ACCESS["POST /v1/cuentas"], areas_staff.cuentas, group=1),
    Area("bitacora", "Bitácora", ACCESS["GET /v1/bitacora"], areas_staff.bitacora, group=1),
)
"""What there is; the sidebar shows what the person's roles may do."""

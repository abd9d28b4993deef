"""Part of the composition root: every area of the desk, in the order of the procedure.

Each factory gives its screen the functions it needs. Screens are imported when first opened.
"""

from typing import TYPE_CHECKING

from admin_desktop.framework.form_key import new_key
from admin_desktop.parts.screen import Screen
from admin_desktop.shell import areas_console, areas_staff, areas_verifying
from admin_desktop.shell.area import Area
from admin_desktop.shell.desk_context import DeskContext
from core.domain.access.roles import ROLES_OF, Facultad
from core.domain.listing.renglones import Wanted
from core.domain.proceso.geografia import SeccionPlace
from core.domain.registration.constancia import ConstanciaRow
from core.domain.verification.resultado import Avance
from core.errors import CentralRefused

if TYPE_CHECKING:
    from admin_desktop.screens.registro.gateway import RegistroGateway

_NOT_FOUND = 404


def constancias(context: DeskContext) -> Screen:
    """Return the screen of numeral 3."""
    from admin_desktop.screens.constancia.counted_once import CountedOnce
    from admin_desktop.screens.constancia.view import ConstanciaView
    from admin_desktop.screens.constancia.vm import ConstanciaGateway, ConstanciaVm

    asked = context.central.constancias
    gateway = ConstanciaGateway(
        page=asked.page,
        issue=asked.issue,
        deliver=asked.deliver,
        pdf=asked.pdf,
        print_copies=CountedOnce(asked.print_copies, new_key),
        read_copies=asked.read_copies,
        next_number=asked.next_number,
        void=asked.void,
        cargos=context.cargos,
        cargo_name=context.cargo_name,
    )
    may_issue = context.may(Facultad.REGISTRAR)
    return ConstanciaView(ConstanciaVm(gateway, context.local), may_issue=may_issue)


def hoy(context: DeskContext) -> Screen:
    """Return what waits for this person."""
    from admin_desktop.screens.hoy.view import HoyView
    from admin_desktop.screens.hoy.vm import HoyGateway, HoyVm

    return HoyView(HoyVm(HoyGateway(context.central.hoy.now, context.cargo_name), context.local))


def aspirantes(context: DeskContext) -> Screen:
    """Return the list of aspirantes."""
    from admin_desktop.screens.aspirantes.view import AspirantesView
    from admin_desktop.screens.aspirantes.vm import AspirantesGateway, AspirantesVm

    central = context.central
    gateway = AspirantesGateway(
        page=central.aspirantes.page,
        detail=central.aspirantes.detail,
        correct_mail=central.aspirantes.correct_mail,
        avance=lambda number: _avance(context, number),
        waiting=central.constancias.unregistered,
        constancia=lambda number: find_constancia(context, number),
        cargo_name=context.cargo_name,
    )
    may_register = context.may(Facultad.REGISTRAR)
    return AspirantesView(AspirantesVm(gateway, context.local), may_register=may_register)


def registro(context: DeskContext) -> Screen:
    """Return the form of numeral 4."""
    from admin_desktop.screens.registro.draft_vm import DraftGateway, DraftVm
    from admin_desktop.screens.registro.view import RegistroView
    from admin_desktop.screens.registro.vm import RegistroVm

    asked = context.central.aspirantes
    drafts = DraftGateway(asked.drafts, asked.keep_draft, asked.drop_draft)
    gateway = _registro_gateway(context)
    return RegistroView(RegistroVm(gateway, context.local), DraftVm(drafts, context.local))


def correccion(context: DeskContext) -> Screen:
    """Return the form of numeral 4 over what was registered."""
    from admin_desktop.screens.registro.correccion_view import CorreccionView
    from admin_desktop.screens.registro.correccion_vm import CorreccionVm

    correct = context.central.aspirantes.correct
    return CorreccionView(CorreccionVm(_registro_gateway(context), correct, context.local))


def _registro_gateway(context: DeskContext) -> "RegistroGateway":
    from admin_desktop.screens.registro.gateway import RegistroGateway

    central = context.central
    return RegistroGateway(
        cargos=context.cargos,
        generos=lambda: context.proceso.generos if context.proceso else (),
        entidad=lambda: context.proceso.entidad if context.proceso else "",
        find=lambda number: find_constancia(context, number),
        municipios=central.geografia.municipios,
        place=lambda entidad, seccion: _place(context, entidad, seccion),
        alike=central.aspirantes.alike,
        register=central.aspirantes.register,
        new_key=new_key,
    )


def expediente(context: DeskContext) -> Screen:
    """Return the file of one aspirante."""
    from admin_desktop.screens.aspirantes.expediente_view import ExpedienteView
    from admin_desktop.screens.aspirantes.expediente_vm import ExpedienteGateway, ExpedienteVm

    central = context.central

    def municipio(entidad: str, numero: str) -> str:
        known = central.geografia.municipios(entidad)
        return next((each.name for each in known if each.numero == numero), "")

    gateway = ExpedienteGateway(
        file=central.aspirantes.expediente,
        history=central.aspirantes.history,
        municipio=municipio,
        pdf=central.constancias.pdf,
        correct_mail=central.aspirantes.correct_mail,
        send_again=central.correos.send_again,
        cargo_name=context.cargo_name,
        close=central.aspirantes.close,
        note_situacion=central.aspirantes.note_situacion,
        acta_pdf=central.aspirantes.acta_pdf,
    )
    may_register = context.may(Facultad.REGISTRAR)
    may_close = context.may(Facultad.CERRAR)
    vm = ExpedienteVm(gateway, context.local)
    may_decide = context.may(Facultad.DECIDIR_SITUACION)
    return ExpedienteView(vm, may_register=may_register, may_close=may_close, may_decide=may_decide)


def find_constancia(context: DeskContext, number: str) -> ConstanciaRow | None:
    """Return the constancia of exactly that number, or None."""
    rows = context.central.constancias.page(Wanted(number)).items
    return next((row for row in rows if row.constancia.number == number), None)


def _avance(context: DeskContext, id_solicitante: str) -> Avance | None:
    rows = context.central.avances.of(id_solicitante).items
    return next((row for row in rows if row.id_solicitante == id_solicitante), None)


def _place(context: DeskContext, entidad: str, seccion: str) -> SeccionPlace | None:
    try:
        return context.central.geografia.seccion(entidad, seccion)
    except CentralRefused as refused:
        if refused.status == _NOT_FOUND:
            return None
        raise


_READS = ROLES_OF[Facultad.CONSULTAR_REGISTRO]
_REGISTERS = ROLES_OF[Facultad.REGISTRAR]
_ACCOUNTS = ROLES_OF[Facultad.CONSULTAR_CUENTAS]
_LOG = ROLES_OF[Facultad.CONSULTAR_BITACORA]
_VERIFIES = ROLES_OF[Facultad.CONSULTAR_VERIFICACION]
_REVIEWS = ROLES_OF[Facultad.CONSULTAR_REVISION]
_DATA = ROLES_OF[Facultad.CONSULTAR_DATOS]
_TABLETS = ROLES_OF[Facultad.CONSULTAR_TABLETAS]
_OWN = ROLES_OF[Facultad.DIRIGIR_AUXILIARES]

_OWN_ENTRY = ROLES_OF[Facultad.CUIDAR_SU_ENTRADA]
_LINKS = ROLES_OF[Facultad.VINCULAR_SU_CUENTA]
_WAITS = ROLES_OF[Facultad.VER_PENDIENTES]

AREAS: tuple[Area, ...] = (
    Area("hoy", "Hoy", _WAITS, hoy),
    Area("proceso", "Proceso y plazos", _READS, areas_staff.proceso),
    Area("constancias", "Constancias", _READS, constancias),
    Area("aspirantes", "Aspirantes", _READS, aspirantes),
    Area("expediente", "Expediente", _READS, expediente, under="aspirantes"),
    Area("escaneos", "Documentos escaneados", _READS, areas_staff.escaneos, under="aspirantes"),
    Area("registro", "Registrar aspirante", _REGISTERS, registro, under="aspirantes"),
    Area("correccion", "Corregir registro", _REGISTERS, correccion, under="aspirantes"),
    Area("capacitacion", "Capacitación", _READS, areas_staff.capacitacion),
    Area("avance", "Avance", _READS, areas_staff.avance),
    Area("avance_detalle", "Avance en detalle", _READS, areas_staff.avance_detalle, under="avance"),
    Area("padron", "Lista nominal", _VERIFIES, areas_verifying.padron),
    Area("mesa", "Por revisar", _REVIEWS, areas_staff.mesa),
    Area("auxiliares", "Avance y auxiliares", _OWN, areas_console.auxiliares),
    Area("avance_propio", "Avance en detalle", _OWN, areas_console.avance_propio),
    Area("acuses", "Acuses", _OWN, areas_console.acuses),
    Area("correos", "Correos", _READS, areas_staff.correos, group=1),
    Area("tabletas", "Tabletas reportadas", _TABLETS, areas_staff.tabletas, group=1),
    Area("apartados", "Apartados", _READS, areas_staff.apartados, group=1),
    Area("datos", "Datos personales", _DATA, areas_staff.datos_personales, group=1),
    Area("cuentas", "Cuentas", _ACCOUNTS, areas_staff.cuentas, group=1),
    Area("bitacora", "Bitácora", _LOG, areas_staff.bitacora, group=1),
    Area("mi_cuenta", "Mi cuenta", _OWN_ENTRY, areas_staff.mi_cuenta, group=1),
    Area("mi_cuenta_aspirante", "Mi cuenta", _LINKS, areas_console.mi_cuenta, group=1),
)
"""What there is; the sidebar shows what the person's roles may do."""

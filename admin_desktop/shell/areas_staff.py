"""Part of the composition root: the areas of the staff beside the registration itself."""

from typing import TYPE_CHECKING

from admin_desktop.framework.files import write_whole
from admin_desktop.parts.screen import Screen
from admin_desktop.shell.areas_verifying import imports_of
from admin_desktop.shell.desk_context import DeskContext, opened_proceso
from core.domain.access.roles import Facultad
from core.domain.proceso.proceso import Proceso, PublishedProceso

if TYPE_CHECKING:
    from admin_desktop.screens.mi_cuenta.sesiones_vm import SesionesGateway


_LARGE = 500
"""Rows of a page where a whole list is read."""


def proceso(context: DeskContext) -> Screen:
    """Return the screen of numerals 1, 12 and 26, with the geography."""
    from admin_desktop.screens.importacion.vm import ImportVm, ImportWords
    from admin_desktop.screens.proceso.periodos_vm import PeriodosGateway, PeriodosVm
    from admin_desktop.screens.proceso.view import ProcesoView
    from admin_desktop.screens.proceso.vm import ProcesoGateway, ProcesoVm

    asked, local = context.central.procesos, context.local

    def publish(decided: Proceso, version: int) -> PublishedProceso:
        published = opened_proceso(asked.publish(decided, version))
        context.keep_proceso(published)
        return published

    words = ImportWords(
        "Geografía importada", "sección", "secciones", "Vigente desde", day_required=False
    )
    return ProcesoView(
        ProcesoVm(ProcesoGateway(context.fetch_proceso, publish, asked.example), local),
        PeriodosVm(PeriodosGateway(asked.periodos, asked.set_periodo), local),
        ImportVm(imports_of(context.central.geografia_imports), words),
        may_publish=context.may(Facultad.PUBLICAR_PROCESO),
    )


def capacitacion(context: DeskContext) -> Screen:
    """Return the screen of the training (numeral 3)."""
    from admin_desktop.screens.capacitacion.view import CapacitacionView
    from admin_desktop.screens.capacitacion.vm import CapacitacionGateway, CapacitacionVm

    asked = context.central.capacitaciones
    gateway = CapacitacionGateway(
        asked.page, context.central.constancias.page, asked.record, asked.pdf
    )
    may_record = context.may(Facultad.REGISTRAR)
    return CapacitacionView(CapacitacionVm(gateway, context.local), may_record=may_record)


def escaneos(context: DeskContext) -> Screen:
    """Return the scanned documents of one expediente (numeral 4.e)."""
    from admin_desktop.screens.escaneos.attach_vm import AttachVm
    from admin_desktop.screens.escaneos.sending import AttachGateway
    from admin_desktop.screens.escaneos.view import EscaneosView
    from admin_desktop.screens.escaneos.vm import EscaneosGateway, EscaneosVm
    from admin_desktop.shell.scans import bring, size_of

    asked = context.central.escaneos
    gateway = EscaneosGateway(asked.of, asked.copy, asked.withdraw, write_whole)
    attach = AttachVm(AttachGateway(lambda sending: bring(asked, sending), size_of))
    may_attach = context.may(Facultad.REGISTRAR)
    return EscaneosView(EscaneosVm(gateway, context.local), attach, may_attach=may_attach)


def avance(context: DeskContext) -> Screen:
    """Return the progress of every aspirante."""
    from admin_desktop.screens.avance.view import AvanceView
    from admin_desktop.screens.avance.vm import AvanceGateway, AvanceVm

    gateway = AvanceGateway(context.central.aspirantes.page, context.avance_of, context.cargo_name)
    return AvanceView(AvanceVm(gateway, context.local))


def avance_detalle(context: DeskContext) -> Screen:
    """Return the progress of one aspirante in detail."""
    from admin_desktop.screens.avance.detail_view import AvanceDetailView
    from admin_desktop.screens.avance.detail_vm import DetailGateway, DetailVm

    asked = context.central.avances
    gateway = DetailGateway(
        avance=context.avance_of,
        detalle=asked.detalle,
        periodo=context.periodo_of,
        ritmos=asked.ritmos if context.may(Facultad.CONSULTAR_TABLETAS) else None,
    )
    return AvanceDetailView(DetailVm(gateway, context.local), back="avance")


def mesa(context: DeskContext) -> Screen:
    """Return what waits for mesa de control."""
    from admin_desktop.screens.mesa.view import MesaView
    from admin_desktop.screens.mesa.vm import MesaGateway, MesaVm

    return MesaView(MesaVm(MesaGateway(context.central.revision.page), context.local))


def correos(context: DeskContext) -> Screen:
    """Return the outbox."""
    from admin_desktop.screens.correos.view import CorreosView
    from admin_desktop.screens.correos.vm import CorreosGateway, CorreosVm

    asked = context.central.correos

    may_send = context.may(Facultad.REGISTRAR)
    vm = CorreosVm(CorreosGateway(asked.page, asked.send_again, asked.body), context.local)
    return CorreosView(vm, may_send=may_send)


def apartados(context: DeskContext) -> Screen:
    """Return what the jobs of the server set aside."""
    from admin_desktop.screens.apartados.view import ApartadosView
    from admin_desktop.screens.apartados.vm import ApartadosGateway, ApartadosVm

    asked = context.central.apartados
    may_try = context.may(Facultad.REINTENTAR)
    vm = ApartadosVm(ApartadosGateway(asked.page, asked.again), context.local)
    return ApartadosView(vm, may_try=may_try)


def tabletas(context: DeskContext) -> Screen:
    """Return the tablets that were reported stolen (numeral 10)."""
    from admin_desktop.screens.tabletas.view import TabletasView
    from admin_desktop.screens.tabletas.vm import TabletasGateway, TabletasVm

    asked = context.central.tabletas
    may_suspend = context.may(Facultad.SUSPENDER_TABLETAS)
    gateway = TabletasGateway(asked.page, asked.suspend, asked.withdraw, asked.reopen)
    return TabletasView(TabletasVm(gateway, context.local), may_suspend=may_suspend)


def datos_personales(context: DeskContext) -> Screen:
    """Return the requests about personal data, and the breaches."""
    from admin_desktop.screens.datos_personales.solicitudes_vm import (
        SolicitudesGateway,
        SolicitudesVm,
    )
    from admin_desktop.screens.datos_personales.view import DatosPersonalesView
    from admin_desktop.screens.datos_personales.vulneraciones_vm import (
        VulneracionesGateway,
        VulneracionesVm,
    )

    asked, breaches = context.central.solicitudes, context.central.vulneraciones
    return DatosPersonalesView(
        SolicitudesVm(
            SolicitudesGateway(
                *(asked.page, asked.receive, asked.extend, asked.answer, asked.fulfil),
                *(asked.prevent, asked.remedy, asked.drop),
            ),
            context.local,
        ),
        VulneracionesVm(
            VulneracionesGateway(breaches.page, breaches.note, breaches.change), context.local
        ),
        may_receive=context.may(Facultad.RECIBIR_SOLICITUDES),
        may_attend=context.may(Facultad.ATENDER_DATOS),
    )


def cuentas(context: DeskContext) -> Screen:
    """Return the accounts of the staff."""
    from admin_desktop.screens.cuentas.view import CuentasView
    from admin_desktop.screens.cuentas.vm import CuentasGateway, CuentasVm

    asked = context.central.cuentas
    gateway = CuentasGateway(
        page=asked.page,
        open=asked.open,
        grant=asked.grant,
        reset_password=asked.reset_password,
        set_correo=asked.set_correo,
        unlock=asked.unlock,
        remove_second_step=asked.remove_second_step,
        close=asked.close,
        reopen=asked.reopen,
    )
    may_act = context.may(Facultad.ADMINISTRAR_CUENTAS)
    return CuentasView(CuentasVm(gateway, context.local), may_act=may_act)


def mi_cuenta(context: DeskContext) -> Screen:
    """Return what a person decides about their own sign-in."""
    from admin_desktop.screens.mi_cuenta.view import MiCuentaView
    from admin_desktop.screens.mi_cuenta.vm import MiCuentaGateway, MiCuentaVm

    asked = context.central.mi_cuenta
    gateway = MiCuentaGateway(
        second_step=asked.second_step,
        offer=asked.offer,
        turn_on=asked.turn_on,
        turn_off=asked.turn_off,
    )
    vm = MiCuentaVm(gateway, own_sessions(context), context.local)
    return MiCuentaView(vm, context.session.name)


def own_sessions(context: DeskContext) -> "SesionesGateway":
    """Return what the list of one's own sessions asks of the server."""
    from admin_desktop.screens.mi_cuenta.sesiones_vm import SesionesGateway

    asked = context.central.mi_cuenta
    return SesionesGateway(asked.sessions, asked.end_session, asked.end_others)


def bitacora(context: DeskContext) -> Screen:
    """Return the append-only log."""
    from admin_desktop.screens.bitacora.view import BitacoraView
    from admin_desktop.screens.bitacora.vm import BitacoraGateway, BitacoraVm

    asked = context.central.bitacora
    gateway = BitacoraGateway(
        lambda wanted, cursor, some: asked.page(wanted, cursor, some=some),
        lambda wanted, cursor, some: asked.page(wanted, cursor, _LARGE, some),
        asked.check,
        context.cargo_name,
    )
    return BitacoraView(BitacoraVm(gateway, context.local))

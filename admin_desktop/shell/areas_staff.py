"""Part of the composition root: the areas of the staff beside the registration itself."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from admin_desktop.framework.files import CountedFile, opened, write_whole
from admin_desktop.parts.screen import Screen
from admin_desktop.shell.desk_context import DeskContext, opened_proceso
from core.client.importaciones import ImportsClient
from core.domain.correo import CorreoRow
from core.domain.importacion import Importacion
from core.domain.proceso import Proceso, PublishedProceso
from core.domain.resultado import Avance
from core.domain.roles import Facultad
from core.errors import NotThere
from core.wire import Page

if TYPE_CHECKING:
    from admin_desktop.screens.importacion.vm import ImportGateway


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
        ProcesoVm(ProcesoGateway(context.fetch_proceso, publish), local),
        PeriodosVm(PeriodosGateway(asked.periodos, asked.set_periodo), local),
        ImportVm(_imports(context.central.geografia_imports), words),
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


def avance(context: DeskContext) -> Screen:
    """Return the progress of every aspirante."""
    from admin_desktop.screens.avance.view import AvanceView
    from admin_desktop.screens.avance.vm import AvanceGateway, AvanceVm

    def of(id_solicitante: str) -> Avance:
        rows = context.central.avances.of(id_solicitante).items
        found = next((row for row in rows if row.id_solicitante == id_solicitante), None)
        if found is None:
            raise NotThere
        return found

    gateway = AvanceGateway(context.central.aspirantes.page, of, context.cargo_name)
    return AvanceView(AvanceVm(gateway, context.local))


def padron(context: DeskContext) -> Screen:
    """Return the screen of who verifies (numeral 9)."""
    from admin_desktop.screens.importacion.vm import ImportVm, ImportWords
    from admin_desktop.screens.padron.view import PadronView
    from admin_desktop.screens.padron.vm import PadronGateway, PadronVm

    asked = context.central.verificaciones
    words = ImportWords("Padrón importado", "renglón", "renglones", "Corte del", day_required=True)
    importing = ImportVm(_imports(context.central.padron_imports), words)
    may_verify = context.may(Facultad.VERIFICAR)
    gateway = PadronGateway(
        key=asked.key if may_verify else None,
        cuts=asked.cuts,
        runs=asked.page,
        verify=asked.verify,
    )
    return PadronView(PadronVm(gateway, importing, context.local), may_verify=may_verify)


def _imports(asked: ImportsClient) -> "ImportGateway":
    """Return what an import asks of the server and of this machine."""
    from admin_desktop.screens.importacion.vm import ImportGateway, Told

    def send(path: Path, day: date | None, told: Told) -> Importacion:
        with opened(path) as raw, CountedFile(raw, path.stat().st_size, told) as file:
            return asked.send(file, day)

    return ImportGateway(
        send=send,
        newest=asked.newest,
        one=asked.one,
        apply=asked.apply,
        cancel=asked.cancel,
        lines=asked.lines,
        save=write_whole,
    )


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

    def page(search: str, cursor: str, failed: bool) -> Page[CorreoRow]:  # noqa: FBT001  a gateway
        return asked.page(search, cursor, failed=failed)

    may_send = context.may(Facultad.REGISTRAR)
    vm = CorreosVm(CorreosGateway(page, asked.send_again, asked.body), context.local)
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
        sessions=asked.sessions,
        end_session=asked.end_session,
        end_others=asked.end_others,
        second_step=asked.second_step,
        offer=asked.offer,
        turn_on=asked.turn_on,
        turn_off=asked.turn_off,
    )
    return MiCuentaView(MiCuentaVm(gateway, context.local), context.session.name)


def bitacora(context: DeskContext) -> Screen:
    """Return the append-only log."""
    from admin_desktop.screens.bitacora.view import BitacoraView
    from admin_desktop.screens.bitacora.vm import BitacoraGateway, BitacoraVm

    asked = context.central.bitacora
    gateway = BitacoraGateway(
        lambda search, cursor, some: asked.page(search, cursor, some=some),
        lambda search, cursor, some: asked.page(search, cursor, _LARGE, some),
        asked.check,
        context.cargo_name,
    )
    return BitacoraView(BitacoraVm(gateway, context.local))

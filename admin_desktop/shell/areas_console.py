"""Part of the composition root: the aspirante's own console (numerals 6 and 27)."""

from pathlib import Path

from admin_desktop.framework.files import opened, write_whole
from admin_desktop.framework.form_key import new_key
from admin_desktop.parts.screen import Screen
from admin_desktop.shell.areas_staff import own_sessions
from admin_desktop.shell.desk_context import DeskContext
from core.domain.registration.lista_altas import ListaAltas
from core.domain.verification.resultado import Avance
from core.wire import to_json

_MOST_ROWS = 500
"""As many as the server gives in one page."""


def auxiliares(context: DeskContext) -> Screen:
    """Return «Avance y auxiliares»."""
    from admin_desktop.console.auxiliares_view import AuxiliaresView
    from admin_desktop.console.auxiliares_vm import AuxiliaresGateway, AuxiliaresVm
    from admin_desktop.console.avance_vm import OwnAvanceGateway, OwnAvanceVm
    from admin_desktop.console.lista_vm import ListaGateway, ListaVm
    from admin_desktop.console.resend_vm import ResendGateway, ResendVm

    asked = context.central.auxiliares
    gateway = AuxiliaresGateway(
        page=asked.page,
        enlist=asked.enlist,
        end=asked.end,
        send_code=asked.send_code_again,
        change_device=asked.change_device,
        new_key=new_key,
        alike=asked.alike,
        contacts=asked.contacts,
    )

    def own() -> Avance | None:
        return next(iter(context.central.avances.page().items), None)

    avances, acuses_client = context.central.avances, context.central.acuses
    own_gateway = OwnAvanceGateway(
        own, context.periodo_of, avances.detalle, lambda: acuses_client.page(limit=1)
    )
    avance = OwnAvanceVm(own_gateway, context.local)
    lista_gateway = ListaGateway(
        read=_read_lista,
        own=lambda cursor: asked.page(cursor=cursor, limit=_MOST_ROWS),
        auxiliares=gateway,
    )
    lista = ListaVm(lista_gateway, context.local)
    resend = ResendVm(ResendGateway(lista_gateway.own, gateway), context.local)
    return AuxiliaresView(AuxiliaresVm(gateway, context.local), avance, lista, resend)


def _read_lista(path: Path) -> ListaAltas:
    """Return the altas in a file. Raises MachineTrouble, or what the file itself broke."""
    from core.procedure.csv_lista import MOST_BYTES, read_lista

    with opened(path) as file:
        return read_lista(file.read(MOST_BYTES + 1))


def avance_propio(context: DeskContext) -> Screen:
    """Return the aspirante's own progress in detail: the screen of the UTI, without rates."""
    from admin_desktop.screens.avance.detail_view import AvanceDetailView
    from admin_desktop.screens.avance.detail_vm import DetailGateway, DetailVm

    mine, asked = context.session.id_solicitante, context.central.avances
    gateway = DetailGateway(
        avance=lambda _anyone: context.avance_of(mine),
        detalle=lambda _anyone: asked.detalle(),
        periodo=context.periodo_of,
    )
    return AvanceDetailView(DetailVm(gateway, context.local))


def acuses(context: DeskContext) -> Screen:
    """Return the acuses."""
    from admin_desktop.console.acuses_view import AcusesView
    from admin_desktop.console.acuses_vm import AcusesGateway, ConsoleAcusesVm

    asked = context.central.acuses
    gateway = AcusesGateway(
        page=asked.page,
        pdf=asked.pdf,
        signed=lambda number: to_json(asked.signed(number)),
        save=write_whole,
    )
    return AcusesView(ConsoleAcusesVm(gateway, context.local))


def mi_cuenta(context: DeskContext) -> Screen:
    """Return one's own sessions, and the providers' accounts that open one's own."""
    from admin_desktop.framework.browser import open_page
    from admin_desktop.framework.proved_vm import ProvedGateway
    from admin_desktop.screens.mi_cuenta.links_vm import LinksGateway, LinksVm
    from admin_desktop.screens.mi_cuenta.sesiones_vm import SesionesVm
    from admin_desktop.screens.mi_cuenta.view import CuentaOfAspiranteView

    asked = context.central.entradas
    gateway = LinksGateway(
        providers=asked.providers,
        links=asked.links,
        link=asked.link,
        unlink=asked.unlink,
        proved=ProvedGateway(asked.begin_link, asked.ask, open_page),
    )
    sessions = SesionesVm(own_sessions(context), context.local)
    return CuentaOfAspiranteView(sessions, LinksVm(gateway, context.local))

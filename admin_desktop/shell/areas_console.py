"""Part of the composition root: the aspirante's own console (numerals 6 and 27)."""

import secrets

from admin_desktop.framework.files import write_whole
from admin_desktop.parts.screen import Screen
from admin_desktop.shell.desk_context import DeskContext
from core.domain.periodo import Periodo, in_force
from core.domain.resultado import Avance
from core.wire import to_json

_KEY_BYTES = 24


def auxiliares(context: DeskContext) -> Screen:
    """Return «Avance y auxiliares»."""
    from admin_desktop.console.auxiliares_view import AuxiliaresView
    from admin_desktop.console.auxiliares_vm import AuxiliaresGateway, AuxiliaresVm
    from admin_desktop.console.avance_vm import OwnAvanceGateway, OwnAvanceVm

    asked = context.central.auxiliares
    gateway = AuxiliaresGateway(
        page=asked.page,
        enlist=asked.enlist,
        end=asked.end,
        send_code=asked.send_code_again,
        change_device=asked.change_device,
        new_key=lambda: secrets.token_urlsafe(_KEY_BYTES),
        alike=asked.alike,
    )

    def own() -> Avance | None:
        return next(iter(context.central.avances.page().items), None)

    def periodo(cargo: str) -> Periodo | None:
        published = context.fetch_proceso()
        if published is None:
            return None
        # The server tells the office as people call it; acts name it by its id.
        cargos = published.proceso.cargos
        found = next((each.id for each in cargos if cargo in (each.id, each.name)), cargo)
        mine = context.session.id_solicitante
        return in_force(published.periodos, cargo=found, aspirante=mine)

    avance = OwnAvanceVm(OwnAvanceGateway(own, periodo), context.local)
    return AuxiliaresView(AuxiliaresVm(gateway, context.local), avance)


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

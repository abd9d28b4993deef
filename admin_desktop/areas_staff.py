"""Part of the composition root: the areas of the staff beside the registration itself."""

from datetime import date
from pathlib import Path

from admin_desktop.files import CountedFile, opened, read_whole
from admin_desktop.office import Office, opened_proceso
from admin_desktop.screen import Screen
from core.domain.geografia import GeografiaLoaded
from core.domain.padron import PadronCut
from core.domain.proceso import Proceso, PublishedProceso
from core.domain.resultado import Avance
from core.domain.roles import ACCESS, Role
from core.errors import NotThere


def _may(office: Office, route: str) -> bool:
    return bool(ACCESS[route] & frozenset(office.session.roles))


def proceso(office: Office) -> Screen:
    """Return the screen of numerals 1, 12 and 26, with the geography."""
    from admin_desktop.screens.geografia_vm import GeografiaDoors, GeografiaVm
    from admin_desktop.screens.periodos_vm import PeriodosDoors, PeriodosVm
    from admin_desktop.screens.proceso_view import ProcesoView
    from admin_desktop.screens.proceso_vm import ProcesoDoors, ProcesoVm

    asked, local = office.central.procesos, office.local

    def publish(decided: Proceso) -> PublishedProceso:
        published = opened_proceso(asked.publish(decided))
        office.keep_proceso(published)
        return published

    def load(path: Path) -> GeografiaLoaded:
        return office.central.geografia.load(read_whole(path))

    return ProcesoView(
        ProcesoVm(ProcesoDoors(office.fetch_proceso, publish), local),
        PeriodosVm(PeriodosDoors(asked.periodos, asked.set_periodo), local),
        GeografiaVm(GeografiaDoors(load)),
    )


def capacitacion(office: Office) -> Screen:
    """Return the screen of the training (numeral 3)."""
    from admin_desktop.screens.capacitacion_view import CapacitacionView
    from admin_desktop.screens.capacitacion_vm import CapacitacionDoors, CapacitacionVm

    asked = office.central.capacitaciones
    doors = CapacitacionDoors(asked.page, office.central.constancias.page, asked.record, asked.pdf)
    may = _may(office, "POST /v1/capacitaciones")
    return CapacitacionView(CapacitacionVm(doors, office.local), may_record=may)


def avance(office: Office) -> Screen:
    """Return the progress of every aspirante."""
    from admin_desktop.screens.avance_view import AvanceView
    from admin_desktop.screens.avance_vm import AvanceDoors, AvanceVm

    def of(id_solicitante: str) -> Avance:
        rows = office.central.avances.of(id_solicitante).items
        found = next((row for row in rows if row.id_solicitante == id_solicitante), None)
        if found is None:
            raise NotThere
        return found

    doors = AvanceDoors(office.central.aspirantes.page, of, office.cargo_name)
    return AvanceView(AvanceVm(doors, office.local))


def padron(office: Office) -> Screen:
    """Return the screen of who verifies (numeral 9)."""
    from admin_desktop.screens.padron_view import PadronView
    from admin_desktop.screens.padron_vm import PadronDoors, PadronVm, Told

    asked = office.central.verificaciones

    def load(path: Path, cut_on: date, told: Told) -> PadronCut:
        with opened(path) as raw, CountedFile(raw, path.stat().st_size, told) as file:
            return asked.load_padron(file, cut_on)

    doors = PadronDoors(
        key=asked.key, cuts=asked.cuts, load=load, runs=asked.page, verify=asked.verify
    )
    return PadronView(PadronVm(doors, office.local))


def correos(office: Office) -> Screen:
    """Return the outbox."""
    from admin_desktop.screens.correos_view import CorreosView
    from admin_desktop.screens.correos_vm import CorreosDoors, CorreosVm

    asked = office.central.correos
    may = _may(office, "POST /v1/correos/{correo_id}/reenvio")
    vm = CorreosVm(CorreosDoors(asked.page, asked.send_again), office.local)
    return CorreosView(vm, may_send=may)


def cuentas(office: Office) -> Screen:
    """Return the accounts of the staff."""
    from admin_desktop.screens.cuentas_view import CuentasView
    from admin_desktop.screens.cuentas_vm import CuentasDoors, CuentasVm

    asked = office.central.cuentas
    return CuentasView(CuentasVm(CuentasDoors(asked.page, asked.open, asked.grant), office.local))


def bitacora(office: Office) -> Screen:
    """Return the append-only log."""
    from admin_desktop.screens.bitacora_view import BitacoraView
    from admin_desktop.screens.bitacora_vm import BitacoraDoors, BitacoraVm

    return BitacoraView(BitacoraVm(BitacoraDoors(office.central.bitacora.page), office.local))


VERIFIES = frozenset({Role.INE})
"""Without this role «Lista nominal» is not in the sidebar."""

"""Each list that is whole on the screen as it leaves in a file; see `sheets` for the paged ones."""

from collections.abc import Callable

from admin_desktop.framework.csv_file import Cell
from admin_desktop.framework.export_vm import ExportSheet
from admin_desktop.framework.local_time import LocalTime
from admin_desktop.framework.sheets import instant
from core.domain.access.session import SesionAbierta
from core.domain.listing.exportacion import Lista
from core.domain.proceso.periodo import PeriodoAct
from core.domain.registration.escaneo import Escaneo
from core.domain.verification.padron import PadronCut, Verificacion
from core.domain.verification.resultado import Resultado


def cortes(local: LocalTime) -> ExportSheet[PadronCut]:
    """Return the sheet of the imported cuts of the padrón."""

    def cells(row: PadronCut) -> tuple[Cell, ...]:
        return (row.cut_on.isoformat(), instant(local, row.loaded_at), row.rows, row.sha256)

    return ExportSheet(Lista.PADRON, ("Corte", "Importado", "Renglones", "Huella"), cells)


def verificaciones(local: LocalTime) -> ExportSheet[Verificacion]:
    """Return the sheet of the runs, with a column for each result (norma/sistema.md, 10)."""

    def cells(row: Verificacion) -> tuple[Cell, ...]:
        when = instant(local, row.asked_at), instant(local, row.ended_at)
        counts = (row.by_result.get(each.value, 0) for each in Resultado)
        return (row.id, *when, row.padron_cut, row.judged, *counts)

    titles = ("Número", "Pedida", "Terminada", "Corte", "Registros")
    return ExportSheet(Lista.VERIFICACIONES, (*titles, *(each.value for each in Resultado)), cells)


def periodos(local: LocalTime, cargo: Callable[[str], str]) -> ExportSheet[PeriodoAct]:
    """Return the sheet of the acts that set dates."""

    def cells(row: PeriodoAct) -> tuple[Cell, ...]:
        dates = row.periodo
        hours = (dates.starts_at, dates.capture_ends_at, dates.sending_ends_at)
        said = (dates.ground, row.agreement, row.version)
        return (cargo(row.cargo), row.aspirante, *(instant(local, at) for at in hours), *said)

    titles = ("Cargo", "Id Solicitante", "Inicio", "Fin", "Envío hasta", "Fundamento", "Acuerdo")
    return ExportSheet(Lista.PERIODOS, (*titles, "Versión"), cells)


def escaneos(
    local: LocalTime, kind: Callable[[Escaneo], str], state: Callable[[Escaneo], str]
) -> ExportSheet[Escaneo]:
    """Return the sheet of the scanned documents of one expediente."""

    def cells(row: Escaneo) -> tuple[Cell, ...]:
        return (
            *(kind(row), row.title, row.day.isoformat(), row.pages, row.size, row.sha256),
            *(row.by, instant(local, row.at), state(row)),
            *(row.ended_by, instant(local, row.ended_at)),
        )

    titles = ("Documento", "Título", "Fecha", "Hojas", "Bytes", "Huella", "Agregó", "Agregado")
    return ExportSheet(Lista.ESCANEOS, (*titles, "Estado", "Terminó", "Terminado"), cells)


def sesiones(local: LocalTime) -> ExportSheet[SesionAbierta]:
    """Return the sheet of one's own sessions."""

    def cells(row: SesionAbierta) -> tuple[Cell, ...]:
        when = instant(local, row.opened_at), instant(local, row.last_at)
        return (row.device, row.address, *when, "sí" if row.current else "no")

    titles = ("Equipo", "Desde dónde", "Entró", "Último uso", "Esta sesión")
    return ExportSheet(Lista.SESIONES, titles, cells)

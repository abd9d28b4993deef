"""Progress of one aspirante in detail: over time, by place, by auxiliar; for both sides."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject

from admin_desktop.framework.csv_file import Cell
from admin_desktop.framework.export_vm import ExportSheet
from admin_desktop.framework.listing import ShownRows
from admin_desktop.framework.local_time import LocalTime
from admin_desktop.framework.paged_vm import PagedVm
from admin_desktop.framework.working_vm import WorkingVm
from admin_desktop.screens.avance.dispersion_words import TITLES, dispersion_said, rows_of
from admin_desktop.screens.avance.forecast import OVER, TOO_FEW, Forecast, forecast, running
from core.domain.apoyos.avance_detalle import AvanceDetalle, DeviceRate, Ritmos, Spread
from core.domain.listing.exportacion import Lista
from core.domain.listing.renglones import Wanted
from core.domain.proceso.periodo import Periodo
from core.domain.verification.resultado import Avance
from core.messages import with_noun
from core.spanish_dates import short_day
from core.wire import Page

Row = tuple[Cell, ...]
_TITLES = {
    "dia": ("Día", "Recibidos", "Total"),
    "municipio": ("Municipio", "Nombre", "Cuentan"),
    "distrito": ("Distrito", "Cuentan"),
    "seccion": ("Sección", "Cuentan"),
    "dispersion": TITLES,
    "auxiliar": ("Auxiliar", "Nombre", "Recibidos", "Cuentan"),
    "ritmo": ("Tableta", "Auxiliar", "Registros", "De noche", "Segundos", "En una hora"),
}
"""The columns of each table, on the screen and in its file."""
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
RATES_SAID = (
    "{of}: cuántos se guardaron de 22:00 a 6:00, la mediana de segundos "
    "de principio a «Guardar» y lo más que hubo en una hora. Se muestran, no se juzgan."
)


@dataclass(frozen=True, slots=True)
class DetailGateway:
    """What the screen asks of the server. An aspirante's own console names nobody: ""."""

    avance: Callable[[str], Avance]
    detalle: Callable[[str], AvanceDetalle]
    periodo: Callable[[Avance], Periodo | None]
    ritmos: Callable[[str], Ritmos] | None = None
    """Where the person may see rates; else there is no such table."""


@dataclass(frozen=True, slots=True)
class _Found:
    avance: Avance
    detalle: AvanceDetalle
    periodo: Periodo | None
    ritmos: Ritmos


class TableVm(PagedVm[Row]):
    """One of the tables: its rows are here already, and leave as a file like any list."""

    def __init__(self, kind: str, parent: QObject) -> None:
        super().__init__(lambda _wanted, _cursor: self._all(), parent)
        self.titles, self._about = _TITLES[kind], ""
        self.orders = tuple((f"{place}", title) for place, title in enumerate(self.titles))
        self.by_size = frozenset(f"{place}" for place in range(1, len(self.titles)))
        self.by_time = frozenset("0") if kind == "dia" else frozenset()
        self._whole: tuple[Row, ...] = ()

    @property
    def sheet(self) -> ExportSheet[Row]:
        """How it leaves."""
        return ExportSheet(Lista.AVANCE, self.titles, lambda row: row)

    @property
    def filter_said(self) -> str:
        """Whose progress it is."""
        return self._about

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows, whole."""
        return self._shown.items

    def put(self, rows: Sequence[Row], about: str) -> None:
        """Show other rows."""
        self._about, self._loaded, self._whole = about, True, tuple(rows)
        self._ask_for(self._wanted)

    def _ask_for(self, wanted: Wanted) -> None:
        """Order the rows here: they are all here."""
        self._wanted = self._answered = wanted
        rows = self._whole
        if wanted.by:
            place = int(wanted.by)
            rows = tuple(sorted(rows, key=lambda row: _rank(row[place]), reverse=wanted.backward))
        self._shown = ShownRows(rows, len(rows))
        self.changed.emit()

    def _all(self) -> Page[Row]:
        return Page(self._shown.items, len(self._shown.items))


def _rank(cell: Cell) -> tuple[bool, float, str]:
    """Return by what a cell stands among others: numbers by their size, words by their letters."""
    if isinstance(cell, str):
        return (True, 0.0, cell.casefold())
    return (False, cell, "")


class DetailVm(WorkingVm):
    """One aspirante at a time."""

    def __init__(
        self, gateway: DetailGateway, local: LocalTime, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._gateway, self._local = gateway, local
        self._wanted = ""
        self._found: _Found | None = None
        kinds = [each for each in _TITLES if each != "ritmo" or gateway.ritmos is not None]
        self.tables = {kind: TableVm(kind, self) for kind in kinds}

    @property
    def wanted(self) -> str:
        """Whose it is: the Id Solicitante."""
        return self._wanted

    @property
    def figures(self) -> Avance | None:
        """The sums; None until they came."""
        return self._found.avance if self._found else None

    @property
    def title(self) -> str:
        """Whose progress is shown, and of which office."""
        avance = self.figures
        return f"Id Solicitante {avance.id_solicitante} · {avance.cargo}" if avance else ""

    @property
    def nothing(self) -> str:
        """Why no table has a row, where it is not that there is none: "" where there is none."""
        if self._found is not None:
            return ""
        return "El avance no se pudo leer." if self._trouble else "Leyendo el avance…"

    @property
    def days(self) -> tuple[tuple[date, int], ...]:
        """The total at the end of each day."""
        if self._found is None:
            return ()
        detalle = self._found.detalle
        totals = running(detalle.days, detalle.before)
        return tuple((each.day, total) for each, total in zip(detalle.days, totals, strict=True))

    @property
    def band(self) -> Forecast | None:
        """What may come; None where nothing can be said."""
        found = self._found
        if found is None or found.periodo is None:
            return None
        ends = found.periodo.capture_ends_at.astimezone(self._local.zone).date()
        today = found.detalle.today
        return forecast(found.detalle.days, today, ends, found.avance.received)

    @property
    def forecast_said(self) -> str:
        """What the band says and how it is made, or why there is none."""
        found, band = self._found, self.band
        if found is None or found.periodo is None:
            return ""
        if band is not None:
            return f"{band.said} {band.method}"
        over = self._local.clock.now() >= found.periodo.capture_ends_at
        return OVER if over else TOO_FEW

    @property
    def spread_said(self) -> str:
        """Where what counts comes from: of how many places of the demarcación."""
        if self._found is None:
            return ""
        return spread_said(self._found.detalle)

    @property
    def dispersion_said(self) -> str:
        """How it stands to the rule of dispersion; "" where the office has none."""
        found = self._found
        return dispersion_said(found.detalle.dispersion, found.avance.umbral) if found else ""

    @property
    def picture_said(self) -> str:
        """What the picture shows, for who does not see it."""
        days, avance = self.days, self.figures
        if not days or avance is None:
            return "Todavía no se recibe ningún apoyo."
        said = (
            f"Del {short_day(days[0][0])} al {short_day(days[-1][0])} se recibieron "
            f"{with_noun(avance.received, 'apoyo', 'apoyos')}; el umbral es {avance.umbral:,}."
        )
        return f"{said} {self.band.said}" if self.band else said

    @property
    def rates_said(self) -> str:
        """What the table of rates is."""
        of = self._found.ritmos.of if self._found else 0
        last = "Del último registro" if of == 1 else f"De los últimos {of:,} registros"
        return RATES_SAID.format(of=last) if of else ""

    def open(self, id_solicitante: str) -> None:
        """Fetch everything of one aspirante; of two asked for, the last one is shown."""
        if id_solicitante != self._wanted:
            self._forget()
        self._wanted = id_solicitante
        self._load(
            lambda: self._fetch(id_solicitante), lambda found: self._take(id_solicitante, found)
        )

    def ask_again(self) -> None:
        """Fetch what could not be fetched."""
        if self._found is None:
            self.open(self._wanted)

    def _forget(self) -> None:
        """Show nothing of one aspirante while another is asked for."""
        self._found = None
        for table in self.tables.values():
            table.put((), "")
        self.changed.emit()

    def _fetch(self, wanted: str) -> _Found:
        gateway = self._gateway
        avance = gateway.avance(wanted)
        ritmos = gateway.ritmos(wanted) if gateway.ritmos else Ritmos(0, ())
        return _Found(avance, gateway.detalle(wanted), gateway.periodo(avance), ritmos)

    def _take(self, wanted: str, found: _Found) -> None:
        if wanted != self._wanted:
            return
        self._trouble, self._found = None, found
        about = f"aspirante {found.avance.id_solicitante}"
        for kind, rows in _rows_of(found).items():
            if kind in self.tables:
                self.tables[kind].put(rows, about)


def spread_said(detalle: AvanceDetalle) -> str:
    """Return «Cuentan apoyos de 42 de 118 secciones, 3 de 11 municipios y 1 de 1 distrito.»."""
    parts = [
        f"{len(spread.places):,} de {with_noun(spread.total, *words)}"
        for spread, words in (
            (detalle.secciones, ("sección", "secciones")),
            (detalle.municipios, ("municipio", "municipios")),
            (detalle.distritos, ("distrito", "distritos")),
        )
        if spread.total
    ]
    return f"Cuentan apoyos de {', '.join(parts[:-1])} y {parts[-1]}." if parts else ""


def _rows_of(found: _Found) -> dict[str, list[Row]]:
    detalle = found.detalle
    totals = running(detalle.days, detalle.before)
    days = [
        (each.day.isoformat(), each.received, total)
        for each, total in zip(detalle.days, totals, strict=True)
    ]
    return {
        "dia": [*reversed(days)],
        "municipio": [(each.number, each.name, each.counted) for each in detalle.municipios.places],
        "distrito": _numbered(detalle.distritos),
        "seccion": _numbered(detalle.secciones),
        "dispersion": rows_of(detalle.dispersion),
        "auxiliar": [
            (each.number, each.name, each.received, each.counted) for each in detalle.auxiliares
        ],
        "ritmo": [
            (
                *(_tablet(each, found.ritmos), each.auxiliar, each.records, each.night),
                *(each.seconds, each.most_in_an_hour),
            )
            for each in found.ritmos.devices
        ],
    }


def _tablet(one: DeviceRate, every: Ritmos) -> str:
    """Return what a person calls a tablet: «Única», or «A», «B»… where the auxiliar has several."""
    mine = sorted(each.device for each in every.devices if each.auxiliar == one.auxiliar)
    place = mine.index(one.device)
    return "Única" if len(mine) == 1 else _LETTERS[place % len(_LETTERS)]


def _numbered(spread: Spread) -> list[Row]:
    return [(each.number, each.counted) for each in spread.places]

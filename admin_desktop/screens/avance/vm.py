"""Progress of every aspirante, for the staff: received, counted, and each result in INE's words."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from admin_desktop.framework import sheets
from admin_desktop.framework.export_vm import ExportSheet
from admin_desktop.framework.local_time import LocalTime
from admin_desktop.framework.paged_vm import PagedVm, PageOf
from admin_desktop.screens.avance.words import AvanceShown, shown
from core.domain.listing.exportacion import Lista
from core.domain.registration.aspirante import AspiranteRow
from core.domain.verification.resultado import Avance


@dataclass(frozen=True, slots=True)
class AvanceGateway:
    """What this screen asks of the server."""

    page: PageOf[AspiranteRow]
    of: Callable[[str], Avance]
    office: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class AvanceLine:
    """One aspirante as the table says it. `share` is that of the umbral, 0 to 1 and more."""

    id_solicitante: str
    name: str
    office: str
    received: str
    counted: str
    share: float
    percent: str


class AvanceVm(PagedVm[AspiranteRow]):
    """The table, and one aspirante in detail."""

    orders = (
        ("nombre", "Apellidos"),
        ("cargo", "Cargo"),
        ("recibidos", "Recibidos"),
        ("cuentan", "Cuentan"),
    )
    by_size = frozenset({"recibidos", "cuentan"})

    def __init__(
        self, gateway: AvanceGateway, local: LocalTime, parent: QObject | None = None
    ) -> None:
        super().__init__(gateway.page, parent)
        self._gateway = gateway
        self._local = local
        self._chosen: Avance | None = None
        self._asked_for = ""

    @property
    def sheet(self) -> ExportSheet[AspiranteRow]:
        """How the list leaves as a file."""
        return sheets.aspirantes(self._local, Lista.AVANCE)

    @property
    def lines(self) -> tuple[AvanceLine, ...]:
        """The aspirantes, as the server orders them."""
        return tuple(self._line(row) for row in self._shown.items)

    @property
    def wanted(self) -> str:
        """The Id Solicitante that was chosen last, perhaps still on its way."""
        return self._asked_for

    @property
    def detail(self) -> AvanceShown | None:
        """The chosen aspirante's figures, worded."""
        return shown(self._chosen, self._local) if self._chosen else None

    @property
    def detail_name(self) -> str:
        """Whose figures they are."""
        wanted = self._chosen.id_solicitante if self._chosen else ""
        return next((line.name for line in self.lines if line.id_solicitante == wanted), wanted)

    def choose(self, id_solicitante: str) -> None:
        """Fetch the figures of one aspirante; of two asked for, the last one is shown."""
        self._asked_for = id_solicitante
        self._load(lambda: self._gateway.of(id_solicitante), self._take)

    def _take(self, avance: Avance) -> None:
        if avance.id_solicitante == self._asked_for:
            self._chosen = avance

    def _line(self, row: AspiranteRow) -> AvanceLine:
        share = row.counted / row.umbral if row.umbral else 0.0
        return AvanceLine(
            id_solicitante=row.id_solicitante,
            name=row.listed_name,
            office=self._gateway.office(row.cargo),
            received=f"{row.received:,}",
            counted=f"{row.counted:,}",
            share=share,
            percent=f"{share:.0%}".replace("%", " %"),
        )

"""Aspirantes at the desk (numerals 4 to 6): the list, the chosen one, and what waits today."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject

from admin_desktop.framework import sheets
from admin_desktop.framework.export_vm import ExportSheet
from admin_desktop.framework.local_time import LocalTime
from admin_desktop.framework.paged_vm import BY_ARRIVAL, PagedVm, PageOf
from admin_desktop.screens.aspirantes.new_correo import read_correo
from admin_desktop.screens.aspirantes.words import AspiranteLine, ChosenAspirante, line_of
from core.domain.registration.aspirante import AspiranteDetail, AspiranteRow, NewCorreo, Registered
from core.domain.registration.constancia import ConstanciaRow
from core.domain.verification.resultado import Avance


@dataclass(frozen=True, slots=True)
class AspirantesGateway:
    """What this screen asks of the server."""

    page: PageOf[AspiranteRow]
    detail: Callable[[str], AspiranteDetail]
    correct_mail: Callable[[str, NewCorreo, int], AspiranteDetail]
    avance: Callable[[str], Avance | None]
    waiting: Callable[[], tuple[ConstanciaRow, ...]]
    constancia: Callable[[str], ConstanciaRow | None]
    cargo_name: Callable[[str], str]


class AspirantesVm(PagedVm[AspiranteRow]):
    """The list, the chosen one, and the constancias that must be registered today."""

    orders = (
        ("nombre", "Apellidos"),
        ("cargo", "Cargo"),
        ("cuentan", "Apoyos que cuentan"),
        (BY_ARRIVAL, "Registro"),
    )
    by_size = frozenset({"cuentan"})
    states = (
        ("sin_entrar", "Sin entrar a su consola"),
        ("sin_capacitar", "Sin capacitar"),
        ("otro_dia", "Registrados otro día"),
    )
    day_said = "Día del registro"

    def __init__(
        self, gateway: AspirantesGateway, local: LocalTime, parent: QObject | None = None
    ) -> None:
        super().__init__(gateway.page, parent)
        self._gateway, self._local = gateway, local
        self._chosen: ChosenAspirante | None = None
        self._waiting: tuple[ConstanciaRow, ...] = ()

    @property
    def sheet(self) -> ExportSheet[AspiranteRow]:
        """How the list leaves as a file."""
        return sheets.aspirantes(self._local)

    @property
    def lines(self) -> tuple[AspiranteLine, ...]:
        """The aspirantes, as the server orders them."""
        cargo = self._gateway.cargo_name
        return tuple(line_of(row, cargo(row.cargo)) for row in self._shown.items)

    @property
    def waiting(self) -> tuple[tuple[str, str], ...]:
        """Name and cargo of each constancia without registration, today's first."""
        return tuple(
            (
                row.constancia.listed_name,
                self._gateway.cargo_name(row.constancia.cargo),
            )
            for row in self._waiting
        )

    def waiting_row(self, place: int) -> ConstanciaRow:
        """Return the constancia of one that waits."""
        return self._waiting[place]

    @property
    def chosen(self) -> ChosenAspirante | None:
        """The one in the side panel."""
        return self._chosen

    @property
    def chosen_place(self) -> int:
        """Where the chosen one stands in the list, -1 if it does not."""
        wanted = self._chosen.row.id_solicitante if self._chosen else ""
        rows = enumerate(self._shown.items)
        return next((place for place, row in rows if row.id_solicitante == wanted), -1)

    def cargo_of(self, cargo_id: str) -> str:
        """Return how people call an office."""
        return self._gateway.cargo_name(cargo_id)

    @property
    def correo(self) -> str:
        """The address of the chosen one, once it was found."""
        detail = self._chosen.detail if self._chosen else None
        return detail.registro.autenticacion.correo if detail else ""

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """What is known of the chosen one."""
        return self._chosen.facts(self._local) if self._chosen else ()

    def load_all(self, search: str = "") -> None:
        """Fetch the list and what waits today."""
        self.load(search)
        self._load(self._gateway.waiting, self._take_waiting)
        self._read_chosen()

    def choose(self, place: int) -> None:
        """Show one of the list in the side panel."""
        if 0 <= place < len(self._shown.items):
            self._take_row(self._shown.items[place])
            self.changed.emit()

    def show_registered(self, registered: Registered) -> None:
        """Say that a registration was concluded, and show it."""
        number = registered.id_solicitante
        late = "" if registered.same_day else " Quedó señalado: no fue el día de la constancia."
        self._say(f"Registro concluido. Id Solicitante {number}. Su acceso va por correo.{late}")
        self._load(lambda: self._gateway.detail(number), self._take_new)

    def correct_mail(self, texts: Mapping[str, str]) -> None:
        """Correct the address; the former access is void and a new one is mailed."""
        if self._chosen is None:
            return
        number, detail = self._chosen.row.id_solicitante, self._chosen.detail
        version = detail.version if detail else 0

        def prepare() -> Callable[[int], AspiranteDetail]:
            correo = read_correo(texts)
            return lambda seen: self._gateway.correct_mail(number, correo, seen)

        self._save("Enviando…", prepare, self._take_corrected, version)

    def refresh(self) -> None:
        """Read the list and the chosen one again."""
        super().refresh()
        self._read_chosen()

    def _read_chosen(self) -> None:
        """Read the chosen one again, for another may have changed it."""
        if self._chosen is not None:
            number = self._chosen.row.id_solicitante
            self._load(lambda: self._gateway.detail(number), self._take_detail)
            self._load(lambda: self._gateway.avance(number), self._take_avance)

    def _take_row(self, row: AspiranteRow) -> None:
        number = row.id_solicitante
        self._chosen = ChosenAspirante(row)
        self._load(lambda: self._gateway.detail(number), self._take_detail)
        self._load(lambda: self._gateway.avance(number), self._take_avance)

    def _take_new(self, detail: AspiranteDetail) -> None:
        self._put(detail.row, lambda each: each.id_solicitante == detail.row.id_solicitante)
        self._take_row(detail.row)

    def _take_corrected(self, detail: AspiranteDetail) -> None:
        self._take_new(detail)
        correo = detail.registro.autenticacion.correo
        self._said = f"El acceso anterior ya no sirve. Se envía uno nuevo a {correo}."

    def _take_detail(self, detail: AspiranteDetail) -> None:
        chosen = self._chosen_is(detail.row.id_solicitante)
        if chosen:
            self._chosen = replace(chosen, row=detail.row, detail=detail)
            number = detail.registro.expediente.constancia
            self._load(lambda: self._gateway.constancia(number), self._take_constancia)

    def _take_constancia(self, row: ConstanciaRow | None) -> None:
        chosen = self._chosen
        if chosen and chosen.detail and row and row.id == chosen.detail.constancia_id:
            self._chosen = replace(chosen, constancia=row)

    def _take_avance(self, avance: Avance | None) -> None:
        chosen = self._chosen_is(avance.id_solicitante) if avance else None
        if chosen:
            self._chosen = replace(chosen, avance=avance)

    def _chosen_is(self, id_solicitante: str) -> ChosenAspirante | None:
        """Return the chosen one if it still is that one: an answer may come too late."""
        chosen = self._chosen
        return chosen if chosen and chosen.row.id_solicitante == id_solicitante else None

    def _take_waiting(self, rows: tuple[ConstanciaRow, ...]) -> None:
        self._waiting = tuple(sorted(rows, key=lambda row: not row.due_today))

    @property
    def due_today(self) -> int:
        """How many of those that wait must be registered today."""
        return sum(row.due_today for row in self._waiting)

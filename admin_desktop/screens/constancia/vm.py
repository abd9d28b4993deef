"""Numeral 3 at the desk: a constancia is issued or typed in, seen, printed and handed over."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from admin_desktop.framework import sheets
from admin_desktop.framework.export_vm import ExportSheet
from admin_desktop.framework.local_time import LocalTime, read_hour
from admin_desktop.framework.paged_vm import BY_ARRIVAL, PagedVm, PageOf
from admin_desktop.parts.marks import Mark
from admin_desktop.screens.constancia.texts import facts_of, read_constancia, state_of, title_of
from core.domain.listing.renglones import Wanted
from core.domain.proceso.proceso import Cargo
from core.domain.registration.constancia import AnularConstancia, Constancia, ConstanciaRow, Entrega
from core.domain.registration.registration_errors import ConstanciaRepeated
from core.domain.values.form_reader import FormReader
from core.domain.values.typed_day import read_day
from core.errors import ApoyoError
from core.spanish_dates import short_day
from core.wire import Page


@dataclass(frozen=True, slots=True)
class ConstanciaGateway:
    """What this screen asks of the server."""

    page: PageOf[ConstanciaRow]
    issue: Callable[[Constancia], ConstanciaRow]
    deliver: Callable[[int, Entrega, int], ConstanciaRow]
    pdf: Callable[[int], bytes]
    print_copies: Callable[[Sequence[int]], bytes]
    read_copies: Callable[[Sequence[int]], bytes]
    next_number: Callable[[], str]
    void: Callable[[int, AnularConstancia, int], ConstanciaRow]
    cargos: Callable[[], tuple[Cargo, ...]]
    cargo_name: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class ConstanciaLine:
    """One row as the list says it."""

    name: str
    cargo: str
    number: str
    day: str
    state: str
    mark: Mark


class ConstanciaVm(PagedVm[ConstanciaRow]):
    """The list, the chosen one, and what may be done with it."""

    issued = Signal()
    """A new constancia exists and is the chosen one."""
    document = Signal(bytes)
    """The PDF that was asked for: a copy to be read."""
    several = Signal(bytes, object)
    """The PDF of all that the list shows, copies to be read, and their ids."""
    numbered = Signal(str)
    """The next number of the series, "" without one."""
    voided = Signal()
    """The chosen one was voided."""

    orders = (
        ("nombre", "Apellidos"),
        ("numero", "Número"),
        ("fecha", "Fecha"),
        (BY_ARRIVAL, "Alta en la lista"),
    )
    by_time = frozenset({"fecha", BY_ARRIVAL})
    states = (
        ("por_registrar", "Sin registro"),
        ("registradas", "Con registro"),
        ("por_entregar", "Sin entregar"),
        ("anuladas", "Anuladas"),
    )
    day_said = "Fecha de la constancia"

    def __init__(
        self, gateway: ConstanciaGateway, local: LocalTime, parent: QObject | None = None
    ) -> None:
        super().__init__(gateway.page, parent)
        self._gateway, self._local = gateway, local
        self._chosen: ConstanciaRow | None = None

    @property
    def cargos(self) -> tuple[Cargo, ...]:
        """The offices of the proceso in force."""
        return self._gateway.cargos()

    @property
    def sheet(self) -> ExportSheet[ConstanciaRow]:
        """How the list leaves as a file."""
        return sheets.constancias(self._local, self._gateway.cargo_name)

    @property
    def lines(self) -> tuple[ConstanciaLine, ...]:
        """The constancias, as the server orders them."""
        return tuple(self._line(row) for row in self._shown.items)

    @property
    def chosen(self) -> ConstanciaRow | None:
        """The one in the side panel."""
        return self._chosen

    @property
    def chosen_place(self) -> int:
        """Where the chosen one stands in the list, -1 if it does not."""
        wanted = self._chosen.id if self._chosen else -1
        rows = enumerate(self._shown.items)
        return next((place for place, row in rows if row.id == wanted), -1)

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """What is known of the chosen one."""
        if self._chosen is None:
            return ()
        cargo = self._gateway.cargo_name(self._chosen.constancia.cargo)
        return facts_of(self._chosen, cargo, self._local)

    @property
    def may_deliver(self) -> bool:
        """Tell whether the chosen one waits to be handed over."""
        chosen = self._chosen
        return self._in_force and chosen is not None and chosen.constancia.delivered_at is None

    @property
    def may_register(self) -> bool:
        """Tell whether the chosen one waits for its registration."""
        return self._in_force and self._chosen is not None and not self._chosen.registered_as

    @property
    def may_void(self) -> bool:
        """Tell whether the chosen one may be voided: nobody is registered with it."""
        return self.may_register

    @property
    def may_print(self) -> bool:
        """Tell whether the chosen one may leave: it is in force."""
        return self._in_force

    @property
    def _in_force(self) -> bool:
        return self._chosen is not None and self._chosen.voided is None

    @property
    def listed(self) -> tuple[int, ...]:
        """The constancias of the list that may be printed together: those in force."""
        return tuple(row.id for row in self._shown.items if row.voided is None)

    @property
    def now_texts(self) -> tuple[str, str]:
        """Today and now, as one types them."""
        now = self._local.clock.now().replace(second=0, microsecond=0)
        return self._local.day_text(now), self._local.hour_text(now)

    def choose(self, place: int) -> None:
        """Show one of the list in the side panel."""
        if 0 <= place < len(self._shown.items):
            self._chosen = self._shown.items[place]
            self.changed.emit()

    def show_row(self, row: ConstanciaRow) -> None:
        """Show one that another screen asked for."""
        self._chosen = row
        self.changed.emit()

    def issue(self, texts: Mapping[str, str]) -> None:
        """Issue a constancia, or take one that was issued elsewhere."""

        def prepare() -> Callable[[], ConstanciaRow]:
            constancia = read_constancia(texts)
            return lambda: self._gateway.issue(constancia)

        self._act("Expidiendo…", prepare, self._issued)

    def deliver(self, texts: Mapping[str, str]) -> None:
        """Note that the chosen one was handed over."""
        chosen = self._chosen
        if chosen is None:
            return

        def prepare() -> Callable[[int], ConstanciaRow]:
            form = FormReader(texts)
            whom = form.required("delivered_to")
            form.read("day", read_day, instead=None)
            form.read("hour", read_hour, instead=None)
            form.close()
            entrega = Entrega(self._local.instant(texts["day"], texts["hour"]), whom)
            return lambda version: self._gateway.deliver(chosen.id, entrega, version)

        self._save("Registrando…", prepare, self._replaced, chosen.version)

    def ask_number(self) -> None:
        """Ask for the next number of the series."""
        self._load(self._gateway.next_number, self.numbered.emit)

    def issue_copies(self, ids: Sequence[int], then: Callable[[bytes], None]) -> None:
        """Get the copies of these that leave: originals, or reprints."""
        ask = partial(self._gateway.print_copies, ids)
        self._act("Preparando…", lambda: ask, partial(self._copied, then))

    def copy_of(self, constancia_id: int) -> Callable[[], bytes]:
        """Return what asks, on any thread, for the copy of one that leaves."""
        return partial(self._gateway.print_copies, (constancia_id,))

    def see_listed(self) -> None:
        """Get one document of all that the list shows, to be read: none of it counts yet."""
        ask = partial(self._gateway.read_copies, ids := self.listed)
        self._act("Preparando…", lambda: ask, lambda pdf: self.several.emit(pdf, ids))

    def void(self, reason: str, texts: Mapping[str, str] | None = None) -> None:
        """Void the chosen one; with `texts`, issue what they say in its place."""
        chosen = self._chosen
        if chosen is None:
            return

        def prepare() -> Callable[[int], ConstanciaRow]:
            form = FormReader({"reason": reason})
            why = form.required("reason")
            form.close()
            instead = read_constancia(texts) if texts is not None else None
            asked = AnularConstancia(why, instead)
            return lambda version: self._gateway.void(chosen.id, asked, version)

        then = self._voided if texts is None else self._replaced_by
        self._save("Anulando…", prepare, then, chosen.version)

    def open_document(self) -> None:
        """Fetch the PDF of the chosen one; it lives in memory only."""
        chosen = self._chosen
        if chosen is not None:
            ask = partial(self._gateway.pdf, chosen.id)
            self._act("Abriendo…", lambda: ask, self.document.emit)

    @property
    def document_title(self) -> str:
        """«Constancia de Ana Muestra Ficticia»."""
        return title_of(self._chosen) if self._chosen else ""

    @property
    def file_name(self) -> str:
        """The name that a saved PDF is offered."""
        number = self._chosen.constancia.number if self._chosen else ""
        return f"constancia {number.replace('/', '-')}.pdf"

    def _fail(self, error: ApoyoError) -> None:
        super()._fail(error)
        if self._trouble is not None and error.code == ConstanciaRepeated.code:
            self._errors = {"number": self._trouble.sentence}
            self.changed.emit()

    def field_of(self, wire: str) -> str:
        """Return the form's field of a server's name."""
        if wire in ("delivered_at", "body.delivered_at"):
            return "day"
        return wire.rpartition(".")[2]

    def _first(self, turn: int, wanted: Wanted, page: Page[ConstanciaRow]) -> None:
        """Show the chosen one as it is now: another may have handed it over."""
        super()._first(turn, wanted, page)
        chosen = self._chosen
        if chosen is not None:
            self._chosen = next((row for row in page.items if row.id == chosen.id), chosen)

    def _issued(self, row: ConstanciaRow) -> None:
        self._replaced(row)
        self.issued.emit()

    def _copied(self, then: Callable[[bytes], None], pdf: bytes) -> None:
        self.load()
        then(pdf)

    def _replaced_by(self, row: ConstanciaRow) -> None:
        self._issued(row)
        self.load()

    def _voided(self, row: ConstanciaRow) -> None:
        self._replaced(row)
        self.voided.emit()

    def _replaced(self, row: ConstanciaRow) -> None:
        self._chosen = row
        self._put(row, lambda each: each.id == row.id)

    def _line(self, row: ConstanciaRow) -> ConstanciaLine:
        constancia = row.constancia
        state, mark = state_of(row)
        return ConstanciaLine(
            name=constancia.listed_name,
            cargo=self._gateway.cargo_name(constancia.cargo),
            number=constancia.number,
            day=short_day(constancia.date),
            state=state,
            mark=mark,
        )

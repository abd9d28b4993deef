"""Numeral 3, at the desk: who was trained, when, where and by whom."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar

from PySide6.QtCore import QObject, Signal

from admin_desktop.framework import listing, sheets
from admin_desktop.framework.export_vm import ExportSheet
from admin_desktop.framework.form_key import FormKey
from admin_desktop.framework.local_time import LocalTime
from admin_desktop.framework.paged_vm import PagedVm, PageOf
from admin_desktop.framework.typed_errors import NobodyListed, TwiceNamed
from core.domain.listing.renglones import ALL
from core.domain.registration.capacitacion import Asistente, Capacitacion, CapacitacionRow
from core.domain.registration.constancia import ConstanciaRow
from core.domain.values.form_reader import FormReader


@dataclass(frozen=True, slots=True)
class CapacitacionGateway:
    """What this screen asks of the server."""

    page: PageOf[CapacitacionRow]
    constancias: PageOf[ConstanciaRow]
    record: Callable[[Capacitacion, str], CapacitacionRow]
    pdf: Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One session as the list says it."""

    id: int
    held: str
    place: str
    instructor: str
    topics: str
    people: tuple["Guest", ...]


@dataclass(frozen=True, slots=True)
class Guest:
    """Someone who may have attended: an aspirante with a delivered constancia, or a name."""

    name: str
    constancia: str = ""

    @property
    def label(self) -> str:
        """Return what the list says: the name, and the number that proves the quality."""
        return f"{self.name} · {self.constancia}" if self.constancia else self.name


class CapacitacionVm(PagedVm[CapacitacionRow]):
    """Sessions recorded, and the form of a new one. `recorded` follows a session saved."""

    recorded = Signal(int)
    pdf_ready = Signal(bytes, str)

    wire_fields: ClassVar = {
        "held_at": "celebrada",
        "place": "lugar",
        "instructor": "instructor",
        "topics": "temas",
        "asistentes": "asistentes",
    }

    orders = (("hora", "Sesión"), ("lugar", "Lugar"), ("instructor", "Instructor"))
    by_time = frozenset({"hora"})
    day_said = "Día de la sesión"

    def __init__(
        self, gateway: CapacitacionGateway, local: LocalTime, parent: QObject | None = None
    ) -> None:
        super().__init__(gateway.page, parent)
        self._gateway, self._local, self._key = gateway, local, FormKey()
        self._constancias: tuple[Guest, ...] = ()
        self._files: dict[str, str] = {}
        self._others: tuple[Guest, ...] = ()

    @property
    def sheet(self) -> ExportSheet[CapacitacionRow]:
        """How the list leaves as a file."""
        return sheets.capacitaciones(self._local)

    @property
    def lines(self) -> tuple[SessionLine, ...]:
        """The sessions, as the server orders them."""
        return tuple(self._line(row) for row in self._shown.items)

    @property
    def guests(self) -> tuple[Guest, ...]:
        """Who may be ticked: delivered constancias first, then the names added by hand."""
        return self._constancias + self._others

    def file_of(self, guest: Guest) -> str:
        """Return the Id Solicitante of who attended as an aspirante; "" for anybody else."""
        return self._files.get(guest.constancia, "")

    @property
    def now_texts(self) -> Mapping[str, str]:
        """Day and hour that a new form starts with."""
        now = self._local.clock.now().replace(second=0)
        return {
            "celebrada_dia": self._local.day_text(now),
            "celebrada_hora": self._local.hour_text(now),
        }

    def load(self, search: str | None = None) -> None:
        """Fetch the sessions, and who may be ticked."""
        super().load(search)
        self._load(self._all_constancias, self._take_constancias)

    def ask_again(self) -> None:
        """Fetch what the silence of the server kept back."""
        self.load()

    def add_other(self, name: str) -> bool:
        """Add a name to those that may be ticked. Tell whether it was added."""
        before = len(self._others)
        self._try(lambda: self._named(name), self._append)
        return len(self._others) > before

    def begin_anew(self) -> None:
        """Take the next form for another session: this one was answered, or let go."""
        self._key.renew()
        self._others = ()

    def record(self, texts: Mapping[str, str], ticked: tuple[Guest, ...]) -> None:
        """Record the session that the form says, or say what is missing beside each field."""
        self._act("Guardando…", lambda: self._recording(texts, ticked), self._recorded)

    def show_pdf(self, session: int) -> None:
        """Fetch the attendance list of a session; `pdf_ready` brings it with its name."""
        self._act(
            "Preparando el PDF…",
            lambda: lambda: self._gateway.pdf(session),
            lambda pdf: self.pdf_ready.emit(pdf, f"lista_de_asistencia_{session}.pdf"),
        )

    def _recording(
        self, texts: Mapping[str, str], ticked: tuple[Guest, ...]
    ) -> Callable[[], CapacitacionRow]:
        session, key = self.read(texts, ticked), self._key.value
        return lambda: self._gateway.record(session, key)

    def read(self, texts: Mapping[str, str], ticked: tuple[Guest, ...]) -> Capacitacion:
        """Return the session that the form says. Raises FormBroken."""
        form = FormReader(texts)
        day, hour = texts.get("celebrada_dia", ""), texts.get("celebrada_hora", "")
        held_at = form.read(
            "celebrada",
            lambda _: self._local.instant(day, hour),
            instead=datetime.min.replace(tzinfo=UTC),
        )
        place, instructor = form.required("lugar"), form.required("instructor")
        topics = form.required("temas")
        if not ticked:
            form.refuse("asistentes", NobodyListed)
        form.close()
        people = tuple(Asistente(guest.name, guest.constancia) for guest in ticked)
        return Capacitacion(held_at, place, instructor, topics, people)

    def _named(self, name: str) -> Guest:
        form = FormReader({"otra": name})
        guest = Guest(form.required("otra"))
        if guest in self.guests:
            form.refuse("otra", TwiceNamed)
        form.close()
        return guest

    def _append(self, guest: Guest) -> None:
        self._others = (*self._others, guest)

    def _recorded(self, row: CapacitacionRow) -> None:
        self.begin_anew()
        self._put(row, lambda each: each.id == row.id)
        count = len(row.capacitacion.asistentes)
        self._said = f"Capacitación guardada con {count} asistente{'s' if count > 1 else ''}."
        self.recorded.emit(row.id)

    def _all_constancias(self) -> tuple[ConstanciaRow, ...]:
        return listing.whole(lambda cursor: self._gateway.constancias(ALL, cursor))

    def _take_constancias(self, rows: tuple[ConstanciaRow, ...]) -> None:
        self._files = {row.constancia.number: row.registered_as for row in rows}
        delivered = (row.constancia for row in rows if row.constancia.delivered_at)
        self._constancias = tuple(Guest(each.full_name, each.number) for each in delivered)

    def _line(self, row: CapacitacionRow) -> SessionLine:
        session = row.capacitacion
        return SessionLine(
            id=row.id,
            held=self._local.say(session.held_at),
            place=session.place,
            instructor=session.instructor,
            topics=session.topics,
            people=tuple(Guest(each.name, each.constancia) for each in session.asistentes),
        )

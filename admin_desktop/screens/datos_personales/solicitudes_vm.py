"""Requests of owners of personal data: the list, a new one, and what is done about one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from admin_desktop.framework import sheets
from admin_desktop.framework.export_vm import ExportSheet
from admin_desktop.framework.form_key import FormKey
from admin_desktop.framework.local_time import LocalTime
from admin_desktop.framework.paged_vm import PagedVm, PageOf
from admin_desktop.parts.marks import Mark
from core.domain.datos_personales.datos_personales import (
    Cumplimiento,
    Derecho,
    Desahogo,
    NewSolicitud,
    NoPresentada,
    Prevencion,
    Prorroga,
    Respuesta,
    Sentido,
    Solicitud,
    SolicitudState,
    Titular,
)
from core.domain.values.form_reader import FormReader
from core.domain.values.typed_day import read_day
from core.spanish_dates import short_day

T = TypeVar("T")
DERECHOS = {
    Derecho.ACCESO.value: "Acceso",
    Derecho.RECTIFICACION.value: "Rectificación",
    Derecho.CANCELACION.value: "Cancelación",
    Derecho.OPOSICION.value: "Oposición",
}
TITULARES = {
    Titular.CIUDADANIA.value: "Ciudadanía",
    Titular.ASPIRANTE.value: "Aspirante",
    Titular.AUXILIAR.value: "Auxiliar",
    Titular.PERSONAL.value: "Personal",
}
SENTIDOS = {
    Sentido.PROCEDENTE.value: "Procede",
    Sentido.PARCIAL.value: "Procede en parte",
    Sentido.IMPROCEDENTE.value: "No procede",
}
_STATES = {
    SolicitudState.POR_CONTESTAR: "Por contestar",
    SolicitudState.PREVENIDA: "Prevenida",
    SolicitudState.NO_PRESENTADA: "No presentada",
    SolicitudState.POR_CUMPLIR: "Por cumplir",
    SolicitudState.CONCLUIDA: "Concluida",
}
ANSWER, EXTEND, FULFIL = "respuesta", "prorroga", "cumplimiento"
PREVENT, REMEDY, DROP = "prevencion", "desahogo", "no_presentada"
BY_MAIL, BY_OTHER = "correo", "otro"
_OVER = frozenset({SolicitudState.CONCLUIDA, SolicitudState.NO_PRESENTADA})


@dataclass(frozen=True, slots=True)
class SolicitudesGateway:
    """What this part asks of the server."""

    page: PageOf[Solicitud]
    receive: Callable[[NewSolicitud, str], Solicitud]
    extend: Callable[[int, Prorroga, int], Solicitud]
    answer: Callable[[int, Respuesta, int], Solicitud]
    fulfil: Callable[[int, Cumplimiento, int], Solicitud]
    prevent: Callable[[int, Prevencion, int], Solicitud]
    remedy: Callable[[int, Desahogo, int], Solicitud]
    drop: Callable[[int, NoPresentada, int], Solicitud]


@dataclass(frozen=True, slots=True)
class SolicitudLine:
    """One request as the list says it, and which acts it waits for."""

    row: Solicitud
    what: str
    whose: str
    state: str
    due: str
    mark: Mark
    facts: tuple[tuple[str, str], ...]
    acts: frozenset[str]

    @property
    def id(self) -> int:
        """The number of its row."""
        return self.row.id


class SolicitudesVm(PagedVm[Solicitud]):
    """The list, and the acts. `received` and `acted` carry the id of the request."""

    received = Signal(int)
    acted = Signal(int)

    orders = (("recibida", "Recibida"), ("vence", "Vence"), ("derecho", "Derecho"))
    by_time = frozenset({"recibida", "vence"})
    states = (
        ("por_contestar", "Por contestar"),
        ("prevenidas", "Prevenidas"),
        ("por_cumplir", "Por cumplir"),
        ("concluidas", "Concluidas"),
        ("no_presentadas", "No presentadas"),
    )
    day_said = "Día en que se recibió"

    def __init__(
        self, gateway: SolicitudesGateway, local: LocalTime, parent: QObject | None = None
    ) -> None:
        super().__init__(gateway.page, parent)
        self._gateway, self._local, self._key = gateway, local, FormKey()

    @property
    def sheet(self) -> ExportSheet[Solicitud]:
        """How the list leaves as a file: without what names a person."""
        return sheets.solicitudes(DERECHOS, TITULARES, SENTIDOS)

    @property
    def lines(self) -> tuple[SolicitudLine, ...]:
        """The requests, newest first."""
        today = self._local.today()
        return tuple(_line(row, today) for row in self._shown.items)

    @property
    def today_text(self) -> str:
        """Today, as one types it."""
        return self._local.day_text(self._local.clock.now())

    def receive(self, texts: Mapping[str, str]) -> None:
        """Receive the request that the form says."""

        def prepare() -> Callable[[], Solicitud]:
            asked, key = read_solicitud(texts), self._key.value
            return lambda: self._gateway.receive(asked, key)

        self._act("Guardando…", prepare, self._received)

    def begin_anew(self) -> None:
        """Take the next form for another request: this one was answered, or let go."""
        self._key.renew()

    def act(self, line: SolicitudLine, what: str, texts: Mapping[str, str]) -> None:
        """Do one of the acts about a request."""
        gateway = self._gateway
        acts: dict[str, Callable[[], Callable[[int], Solicitud]]] = {
            EXTEND: lambda: _sending(line.id, gateway.extend, _read_extension(texts)),
            PREVENT: lambda: _sending(line.id, gateway.prevent, _read_prevention(texts)),
            REMEDY: lambda: _sending(line.id, gateway.remedy, _read_remedy(texts)),
            DROP: lambda: _sending(line.id, gateway.drop, _read_drop(texts)),
            ANSWER: lambda: _sending(line.id, gateway.answer, _read_answer(texts)),
            FULFIL: lambda: _sending(line.id, gateway.fulfil, _read_fulfilment(texts)),
        }
        self._save("Guardando…", acts[what], self._acted, line.row.version)

    def _received(self, row: Solicitud) -> None:
        self.begin_anew()
        self._put(row, lambda each: each.id == row.id)
        due = short_day(row.due_on) if row.due_on else ""
        self._said = f"Solicitud {row.folio} recibida. Se contesta a más tardar el {due}."
        self.received.emit(row.id)

    def _acted(self, row: Solicitud) -> None:
        self._put(row, lambda each: each.id == row.id)
        self._said = f"Guardado: la solicitud {row.folio} queda {_STATES[row.state].lower()}."
        self.acted.emit(row.id)


def read_solicitud(texts: Mapping[str, str]) -> NewSolicitud:
    """Return the request in the form. Raises FormBroken."""
    form = FormReader(texts)
    derecho, titular = form.required("derecho"), form.required("titular")
    name, contact = form.required("name"), form.required("contact")
    identity, asked = form.required("identity"), form.paragraphs("asked")
    received_on = form.read("received_on", read_day, instead=date.min)
    form.close()
    return NewSolicitud(
        derecho=Derecho(derecho),
        titular=Titular(titular),
        name=name,
        contact=contact,
        identity=identity,
        asked=asked,
        received_on=received_on,
        representative=form.text("representative"),
    )


def _sending(
    solicitud: int, send: Callable[[int, T, int], Solicitud], said: T
) -> Callable[[int], Solicitud]:
    """Return what sends `said` over a version of the request."""
    return lambda version: send(solicitud, said, version)


def _read_extension(texts: Mapping[str, str]) -> Prorroga:
    form = FormReader(texts)
    ground = form.required("ground")
    form.close()
    return Prorroga(ground)


def _read_prevention(texts: Mapping[str, str]) -> Prevencion:
    """Return what is asked for; told by mail, its day is the server's today."""
    form = FormReader(texts)
    text, way = form.required("text"), form.required("way")
    mail = way == BY_MAIL
    on = date.min if mail else form.read("on", read_day, instead=date.min)
    form.close()
    return Prevencion(text, on, mail=mail)


def _read_remedy(texts: Mapping[str, str]) -> Desahogo:
    form = FormReader(texts)
    text, on = form.required("text"), form.read("on", read_day, instead=date.min)
    form.close()
    return Desahogo(text, on)


def _read_drop(texts: Mapping[str, str]) -> NoPresentada:
    form = FormReader(texts)
    on = form.read("on", read_day, instead=date.min)
    form.close()
    return NoPresentada(on)


def _read_answer(texts: Mapping[str, str]) -> Respuesta:
    form = FormReader(texts)
    sentido, text = form.required("sentido"), form.required("text")
    on = form.read("on", read_day, instead=date.min)
    form.close()
    return Respuesta(Sentido(sentido), text, on)


def _read_fulfilment(texts: Mapping[str, str]) -> Cumplimiento:
    form = FormReader(texts)
    text, on = form.required("text"), form.read("on", read_day, instead=date.min)
    form.close()
    return Cumplimiento(text, on)


def _line(row: Solicitud, today: date) -> SolicitudLine:
    waits = row.state not in _OVER
    late = waits and row.due_on is not None and row.due_on < today
    due = f"{'Venció' if late else 'Vence'} el {short_day(row.due_on)}" if row.due_on else ""
    return SolicitudLine(
        row=row,
        what=DERECHOS[row.asked.derecho.value],
        whose=TITULARES[row.asked.titular.value],
        state=_STATES[row.state],
        due=due,
        mark=Mark.ERROR if late else Mark.WARN if waits else Mark.QUIET,
        facts=_facts(row, due),
        acts=_acts(row, late=late),
    )


def _acts(row: Solicitud, *, late: bool) -> frozenset[str]:
    if row.state is SolicitudState.PREVENIDA:
        return frozenset({REMEDY, DROP} if late else {REMEDY})
    if row.state is SolicitudState.POR_CONTESTAR:
        extends, prevents = not row.extended and not late, row.prevented_on is None
        acts = {ANSWER: True, EXTEND: extends, PREVENT: prevents}
        return frozenset(act for act, may in acts.items() if may)
    return frozenset({FULFIL} if row.state is SolicitudState.POR_CUMPLIR else ())


def _facts(row: Solicitud, due: str) -> tuple[tuple[str, str], ...]:
    asked = row.asked
    return (
        ("Derecho", DERECHOS[asked.derecho.value]),
        ("De quién", TITULARES[asked.titular.value]),
        ("Titular", asked.name),
        ("Representante", asked.representative),
        ("Se acreditó con", asked.identity),
        ("Se le contesta en", asked.contact),
        ("Qué pide", asked.asked),
        ("Recibida", f"{short_day(asked.received_on)}, por {row.received_by}"),
        ("Plazo", due),
        ("Fundamento", row.ground),
        ("Prórroga", row.extended),
        ("Prevenida", short_day(row.prevented_on) if row.prevented_on else ""),
        ("Qué falta", row.prevented),
        ("Entregado", short_day(row.remedied_on) if row.remedied_on else ""),
        ("Qué entregó", row.remedied),
        ("No presentada", short_day(row.dropped_on) if row.dropped_on else ""),
        ("Contestada", short_day(row.answered_on) if row.answered_on else ""),
        ("Sentido", SENTIDOS[row.sentido.value] if row.sentido else ""),
        ("Respuesta", row.answer),
        ("Cumplida", short_day(row.fulfilled_on) if row.fulfilled_on else ""),
        ("Qué se hizo", row.fulfilled),
    )

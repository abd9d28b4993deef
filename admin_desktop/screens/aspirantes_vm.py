"""Aspirantes at the desk (numerals 4 to 6): the list, the chosen one, and what waits today."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject

from admin_desktop.form_reader import FormReader
from admin_desktop.local_time import LocalTime, say_day
from admin_desktop.paged_vm import PagedVm, PageOf
from admin_desktop.parts.bar import Share
from admin_desktop.parts.marks import Mark
from admin_desktop.screens.constancia_vm import surnames_first
from core.domain import texto
from core.domain.aspirante import AspiranteDetail, AspiranteRow, NewCorreo, Registered
from core.domain.constancia import ConstanciaRow
from core.domain.correo import MailState
from core.domain.resultado import Avance, Resultado

_WAITING_LIMIT = 50


@dataclass(frozen=True, slots=True)
class AspirantesDoors:
    """What this screen asks of the server."""

    page: PageOf[AspiranteRow]
    detail: Callable[[str], AspiranteDetail]
    correct_mail: Callable[[str, NewCorreo], AspiranteDetail]
    avance: Callable[[str], Avance | None]
    waiting: Callable[[], tuple[ConstanciaRow, ...]]
    constancia: Callable[[str], ConstanciaRow | None]
    cargo_name: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class AspiranteLine:
    """One row as the list says it."""

    name: str
    cargo: str
    share: Share
    percent: str
    state: str
    mark: Mark


class AspirantesVm(PagedVm[AspiranteRow]):
    """The list, the chosen one, and the constancias that must be registered today."""

    def __init__(
        self, doors: AspirantesDoors, local: LocalTime, parent: QObject | None = None
    ) -> None:
        super().__init__(doors.page, parent)
        self._doors, self._local = doors, local
        self._chosen: AspiranteRow | None = None
        self._detail: AspiranteDetail | None = None
        self._avance: Avance | None = None
        self._constancia: ConstanciaRow | None = None
        self._waiting: tuple[ConstanciaRow, ...] = ()

    @property
    def lines(self) -> tuple[AspiranteLine, ...]:
        """The aspirantes, as the server orders them."""
        return tuple(self._line(row) for row in self._shown.items)

    @property
    def waiting(self) -> tuple[tuple[str, str], ...]:
        """Name and cargo of each constancia without registration, today's first."""
        return tuple(
            (
                surnames_first(
                    row.constancia.apellido_paterno,
                    row.constancia.apellido_materno,
                    row.constancia.nombre,
                ),
                self._doors.cargo_name(row.constancia.cargo),
            )
            for row in self._waiting
        )

    def waiting_row(self, place: int) -> ConstanciaRow:
        """Return the constancia of one that waits."""
        return self._waiting[place]

    @property
    def chosen(self) -> AspiranteRow | None:
        """The one in the side panel."""
        return self._chosen

    @property
    def chosen_place(self) -> int:
        """Where the chosen one stands in the list, -1 if it does not."""
        wanted = self._chosen.id_solicitante if self._chosen else ""
        rows = enumerate(self._shown.items)
        return next((place for place, row in rows if row.id_solicitante == wanted), -1)

    def cargo_of(self, cargo_id: str) -> str:
        """Return how people call an office."""
        return self._doors.cargo_name(cargo_id)

    @property
    def constancia(self) -> ConstanciaRow | None:
        """The constancia of the chosen one, once it was found."""
        return self._constancia

    @property
    def correo(self) -> str:
        """The address of the chosen one."""
        return self._detail.registro.autenticacion.correo if self._detail else ""

    @property
    def count(self) -> tuple[str, str]:
        """The number that counts, and its words: («2,754», «de 4,436 · faltan 1,682»)."""
        row, avance = self._chosen, self._avance
        if row is None:
            return "", ""
        counted = avance.counted if avance else row.counted
        missing = max(0, row.umbral - counted)
        if not row.umbral:
            return f"{counted:,}", "que cuentan; el cargo no tiene umbral"
        rest = f" · faltan {missing:,}" if missing else " · umbral alcanzado"
        return f"{counted:,}", f"de {row.umbral:,}{rest}"

    @property
    def share(self) -> Share:
        """The bar of the chosen one."""
        row, avance = self._chosen, self._avance
        if row is None or not row.umbral:
            return Share(0.0)
        counted = avance.counted if avance else row.counted
        return Share(counted / row.umbral, self._in_review / row.umbral)

    @property
    def count_words(self) -> str:
        """What was received and does not count (yet), in words."""
        row, avance = self._chosen, self._avance
        if row is None:
            return ""
        received = avance.received if avance else row.received
        words = [f"{received:,} recibidos"]
        if avance and avance.pending_verification:
            words.append(f"{avance.pending_verification:,} por verificar")
        if self._in_review:
            words.append(f"{self._in_review:,} en mesa de control")
        return " · ".join(words)

    @property
    def _in_review(self) -> int:
        by_result = self._avance.by_result if self._avance else {}
        return by_result.get(Resultado.IN_REVIEW.value, 0)

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """What is known of the chosen one."""
        row, detail = self._chosen, self._detail
        if row is None:
            return ()
        number = detail.registro.expediente.constancia if detail else ""
        day = say_day(self._constancia.constancia.date) if self._constancia else ""
        late = "" if row.same_day else " · otro día que la constancia"
        return (
            ("Constancia", " · ".join(word for word in (number, day) if word)),
            ("Registro", self._local.say(row.registered_at) + late),
            ("Motivo", detail.registro.late_reason if detail else ""),
            ("Capacitación", self._local.say(row.trained_at) or "Sin capacitar"),
            ("Acceso", self._access(row)),
            ("Correo", self.correo),
            ("Auxiliares", f"{row.auxiliares:,}"),
            ("Sin enviar", self._pending()),
        )

    def load_all(self, search: str = "") -> None:
        """Fetch the list and what waits today."""
        self.load(search)
        self._load(self._doors.waiting, self._take_waiting)

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
        self._load(lambda: self._doors.detail(number), self._take_new)

    def correct_mail(self, texts: Mapping[str, str]) -> None:
        """Send the access anew to a corrected address; the one before is void."""
        row = self._chosen
        if row is None:
            return

        def prepare() -> Callable[[], AspiranteDetail]:
            form = FormReader(texts)
            address = form.read(
                "correo", lambda text: texto.correo(texto.required(text)), instead=texto.Correo("")
            )
            form.close()
            return lambda: self._doors.correct_mail(row.id_solicitante, NewCorreo(address))

        self._act("Enviando…", prepare, self._take_corrected)

    def _take_row(self, row: AspiranteRow) -> None:
        number = row.id_solicitante
        self._chosen, self._detail, self._avance, self._constancia = row, None, None, None
        self._load(lambda: self._doors.detail(number), self._take_detail)
        self._load(lambda: self._doors.avance(number), self._take_avance)

    def _take_new(self, detail: AspiranteDetail) -> None:
        self._put(detail.row, lambda each: each.id_solicitante == detail.row.id_solicitante)
        self._take_row(detail.row)

    def _take_corrected(self, detail: AspiranteDetail) -> None:
        self._take_new(detail)
        correo = detail.registro.autenticacion.correo
        self._said = f"El acceso anterior ya no sirve. Se envía uno nuevo a {correo}."

    def _take_detail(self, detail: AspiranteDetail) -> None:
        if self._chosen and detail.row.id_solicitante == self._chosen.id_solicitante:
            self._chosen, self._detail = detail.row, detail
            number = detail.registro.expediente.constancia
            self._load(lambda: self._doors.constancia(number), self._take_constancia)

    def _take_constancia(self, row: ConstanciaRow | None) -> None:
        if self._detail and row and row.id == self._detail.constancia_id:
            self._constancia = row

    def _take_avance(self, avance: Avance | None) -> None:
        if avance and self._chosen and avance.id_solicitante == self._chosen.id_solicitante:
            self._avance = avance

    def _take_waiting(self, rows: tuple[ConstanciaRow, ...]) -> None:
        waiting = [row for row in rows if not row.registered_as]
        waiting.sort(key=lambda row: not row.due_today)
        self._waiting = tuple(waiting[:_WAITING_LIMIT])

    @property
    def due_today(self) -> int:
        """How many of those that wait must be registered today."""
        return sum(row.due_today for row in self._waiting)

    def _access(self, row: AspiranteRow) -> str:
        sent = self._local.say(row.mail_sent_at)
        mail = {
            MailState.SENT.value: f"Correo {sent}",
            MailState.FAILED.value: "Correo no entregado",
            MailState.WAITING.value: "Correo en camino",
        }.get(row.mail_state, "")
        entered = self._local.say(row.first_login_at)
        return " · ".join(
            w for w in (mail, f"entró {entered}" if entered else "no ha entrado") if w
        )

    def _pending(self) -> str:
        avance = self._avance
        if avance is None or not avance.pending_on_tablets:
            return ""
        said = self._local.say(avance.pending_as_of)
        return f"{avance.pending_on_tablets:,} según los dispositivos, {said}"

    def _line(self, row: AspiranteRow) -> AspiranteLine:
        share = row.counted / row.umbral if row.umbral else 0.0
        name = surnames_first(row.apellido_paterno, row.apellido_materno, row.nombre)
        state, mark = _state(row)
        return AspiranteLine(
            name=f"{name} «{row.sobrenombre}»" if row.sobrenombre else name,
            cargo=self._doors.cargo_name(row.cargo),
            share=Share(share),
            percent=f"{int(share * 100)} %",
            state=state,
            mark=mark,
        )


def _state(row: AspiranteRow) -> tuple[str, Mark]:
    """Return what the list says of one: what waits first, then how far it came."""
    if row.mail_state == MailState.FAILED.value:
        return "Correo devuelto", Mark.ERROR
    if row.trained_at is None:
        return "Sin capacitar", Mark.WARN
    if row.first_login_at is None:
        return "Nunca entró", Mark.WARN
    if row.umbral and row.counted >= row.umbral:
        return "Llegó al umbral", Mark.OK
    return ("Captando", Mark.QUIET) if row.received else ("Sin apoyos aún", Mark.QUIET)

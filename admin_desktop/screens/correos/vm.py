"""Mails of the procedure (numerals 5, 7 and 27): where each is, what it says, sending it again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject

from admin_desktop.framework import sheets
from admin_desktop.framework.export_vm import ExportSheet
from admin_desktop.framework.listing import whole
from admin_desktop.framework.local_time import LocalTime
from admin_desktop.framework.paged_vm import BY_ARRIVAL, PagedVm, PageOf
from core.domain.desk.correo import CorreoBody, CorreoRow, MailState
from core.domain.listing.renglones import Wanted
from core.errors import ApoyoError, CentralRefused
from core.messages import explain_code, with_noun

_LONGEST_NUMBER = 6
_ACCESS, _FAILED = "acceso", "fallidos"
_NO_FAILED = "Ningún correo está fallido."
_WIPED = "Su contenido se borró al entregarse: llevaba datos de acceso."


@dataclass(frozen=True, slots=True)
class CorreosGateway:
    """What this screen asks of the server."""

    page: PageOf[CorreoRow]
    send_again: Callable[[int], CorreoRow]
    body: Callable[[int], CorreoBody]


@dataclass(frozen=True, slots=True)
class CorreoLine:
    """One mail as the list says it."""

    id: int
    to: str
    subject: str
    whom: str
    number: str
    """The number that people know: of an id of ours there is none."""
    state: MailState
    state_said: str
    detail: str


class CorreosVm(PagedVm[CorreoRow]):
    """The outbox: a mail may be sent again and read, but for its secrets."""

    orders = (("para", "Destinatario"), ("estado", "Estado"), (BY_ARRIVAL, "Pedido"))
    states = (("fallidos", "Fallidos"), ("en_espera", "En espera"), ("enviados", "Enviados"))
    day_said = "Día en que se pidió"

    def __init__(
        self, gateway: CorreosGateway, local: LocalTime, parent: QObject | None = None
    ) -> None:
        super().__init__(gateway.page, parent)
        self._gateway, self._local = gateway, local
        self._body: CorreoBody | None = None
        self._waiting: list[int] = []
        self._sent, self._refused, self._resending = 0, 0, False

    @property
    def sheet(self) -> ExportSheet[CorreoRow]:
        """How the list leaves as a file."""
        return sheets.correos(self._local)

    @property
    def nothing(self) -> str:
        """Why no row is shown, where it is not that there is none."""
        alone = self.loaded and self._answered == Wanted(state=_FAILED, sort=self._answered.sort)
        return _NO_FAILED if alone else super().nothing

    @property
    def only_failed(self) -> bool:
        """Tell whether only the mails that failed are shown."""
        return self.state == _FAILED

    @property
    def lines(self) -> tuple[CorreoLine, ...]:
        """The mails, as the server orders them."""
        return tuple(self._line(row) for row in self._shown.items)

    @property
    def resending(self) -> bool:
        """Tell whether the failed ones are being sent again, one after the other."""
        return self._resending

    @property
    def unfinished(self) -> str:
        """How many mails would not be sent again."""
        left = with_noun(len(self._waiting), "correo", "correos")
        return f"Se están reenviando los fallidos: faltan {left}." if self._resending else ""

    def cut(self) -> None:
        """Send no other."""
        self.stop_resending()

    @property
    def body_of(self) -> int:
        """The id of the mail that is read; 0 without one, or where its row is not listed."""
        listed = {row.id for row in self._shown.items}
        return self._body.id if self._body and self._body.id in listed else 0

    @property
    def body(self) -> str:
        """What the mail says that is read, and what it carries."""
        if self._body is None:
            return ""
        files = ", ".join(self._body.attachments)
        attached = f"\n\nAdjuntos: {files}" if files else ""
        return (self._body.text or _WIPED).strip() + attached

    def aspirante_of(self, place: int) -> str:
        """Return the Id Solicitante that the mail at `place` was about, or ""."""
        row = self._shown.items[place]
        return row.about if row.kind == _ACCESS else ""

    def show_failed(self, *, only: bool) -> None:
        """Show only the mails that failed, or all."""
        self.show_only(_FAILED if only else "")

    def read(self, mail: int) -> None:
        """Fetch what a mail says; asked again for the same one, close it."""
        if self.body_of == mail:
            self._body = None
            self.changed.emit()
            return
        self._act("Abriendo…", lambda: lambda: self._gateway.body(mail), self._take_body)

    def send_again(self, mail: int) -> None:
        """Ask for a mail to be sent anew."""
        self._act("Reenviando…", lambda: lambda: self._gateway.send_again(mail), self._sent_again)

    def send_all_failed(self) -> None:
        """Send every failed mail anew, one after the other."""
        if self._resending:
            return
        self._resending, self._sent, self._refused = True, 0, 0
        self.dismiss()
        pages = self._pages()
        self._run(lambda: [row.id for row in whole(pages)], self._begin, self._stopped)

    def stop_resending(self) -> None:
        """Send no other of those that failed."""
        self._waiting = []

    def _begin(self, ids: Sequence[int]) -> None:
        self._waiting = list(ids)
        self._next()

    def _next(self) -> None:
        """Send the next one, or say how it went."""
        if not self._waiting:
            self._resending = False
            self._said = self._summary()
            self.load()
            return
        total = self._sent + self._refused + len(self._waiting)
        self._said = f"Reenviando {self._sent + self._refused + 1:,} de {total:,}…"
        mail = self._waiting.pop(0)
        self.changed.emit()
        self._run(lambda: self._gateway.send_again(mail), self._one_sent, self._one_refused)

    def _one_sent(self, _row: CorreoRow) -> None:
        self._sent += 1
        self._next()

    def _one_refused(self, error: ApoyoError) -> None:
        """Go on after one that the server refuses; stop where the server does not answer."""
        if not isinstance(error, CentralRefused):
            self._stopped(error)
            return
        self._refused += 1
        self._next()

    def _stopped(self, error: ApoyoError) -> None:
        self._resending, self._waiting = False, []
        self._fail(error)

    def _summary(self) -> str:
        sent = with_noun(self._sent, "correo sale otra vez", "correos salen otra vez")
        many = with_noun(self._refused, "no se pudo reenviar", "no se pudieron reenviar")
        return f"{sent}. {many}." if self._refused else f"{sent}."

    def _take_body(self, body: CorreoBody) -> None:
        self._body = body

    def _sent_again(self, row: CorreoRow) -> None:
        self._put(row, lambda each: each.id == row.id)
        self._said = f"El correo para {row.to} sale otra vez."

    def _line(self, row: CorreoRow) -> CorreoLine:
        return CorreoLine(
            id=row.id,
            to=row.to,
            subject=row.subject,
            whom=row.whom or row.about,
            number=row.about if row.whom and len(row.about) <= _LONGEST_NUMBER else "",
            state=row.state,
            state_said=self._state(row),
            detail=self._detail(row),
        )

    def _state(self, row: CorreoRow) -> str:
        if row.state is MailState.SENT:
            return f"Enviado {self._local.say(row.sent_at)}"
        if row.state is MailState.FAILED:
            return "Devuelto" if row.sent_at else "No se pudo enviar"
        return "En espera"

    def _detail(self, row: CorreoRow) -> str:
        """Return what else there is to know: tries, the next one, and the last trouble."""
        tries = with_noun(row.attempts, "intento", "intentos") if row.attempts else ""
        again = "Otro intento" if row.attempts else "Sale"
        after = f"{again} {self._local.say(row.next_try_at)}" if row.next_try_at else ""
        trouble = explain_code(row.last_error).title if row.last_error else ""
        return " · ".join(part for part in (tries, after, trouble) if part)

"""Mails of the procedure (numerals 5, 7 and 27) and where each one is."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from admin_desktop.framework import sheets
from admin_desktop.framework.export_vm import ExportSheet
from admin_desktop.framework.local_time import LocalTime
from admin_desktop.framework.paged_vm import PagedVm, PageOf
from core.domain.correo import CorreoRow, MailState
from core.messages import explain_code

_ACCESS = "acceso"


@dataclass(frozen=True, slots=True)
class CorreosGateway:
    """What this screen asks of the server."""

    page: PageOf[CorreoRow]
    send_again: Callable[[int], CorreoRow]


@dataclass(frozen=True, slots=True)
class CorreoLine:
    """One mail as the list says it."""

    id: int
    to: str
    subject: str
    about: str
    state: MailState
    state_said: str
    detail: str


class CorreosVm(PagedVm[CorreoRow]):
    """The outbox, without bodies: a mail may be sent again, never read."""

    def __init__(
        self, gateway: CorreosGateway, local: LocalTime, parent: QObject | None = None
    ) -> None:
        super().__init__(gateway.page, parent)
        self._gateway = gateway
        self._local = local

    @property
    def sheet(self) -> ExportSheet[CorreoRow]:
        """How the list leaves as a file."""
        return sheets.correos(self._local)

    @property
    def lines(self) -> tuple[CorreoLine, ...]:
        """The mails, as the server orders them."""
        return tuple(self._line(row) for row in self._shown.items)

    def aspirante_of(self, place: int) -> str:
        """Return the Id Solicitante that the mail at `place` was about, or ""."""
        row = self._shown.items[place]
        return row.about if row.kind == _ACCESS else ""

    def send_again(self, mail: int) -> None:
        """Ask for a mail to be sent anew."""
        self._act("Reenviando…", lambda: lambda: self._gateway.send_again(mail), self._sent_again)

    def _sent_again(self, row: CorreoRow) -> None:
        self._put(row, lambda each: each.id == row.id)
        self._said = f"El correo para {row.to} sale otra vez."

    def _line(self, row: CorreoRow) -> CorreoLine:
        return CorreoLine(
            id=row.id,
            to=row.to,
            subject=row.subject,
            about=row.about,
            state=row.state,
            state_said=self._state(row),
            detail=self._detail(row),
        )

    def _state(self, row: CorreoRow) -> str:
        if row.state is MailState.SENT:
            return f"Enviado {self._local.say(row.sent_at)}"
        if row.state is MailState.FAILED:
            return "No se pudo enviar"
        return "En espera"

    def _detail(self, row: CorreoRow) -> str:
        """Return what else there is to know: tries, the next one, and the last trouble."""
        tries = f"{row.attempts} intento{'' if row.attempts == 1 else 's'}"
        after = f"Sigue solo: {self._local.say(row.next_try_at)}" if row.next_try_at else ""
        trouble = explain_code(row.last_error).title if row.last_error else ""
        return " · ".join(part for part in (tries, after, trouble) if part)

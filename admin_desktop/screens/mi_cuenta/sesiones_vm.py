"""One's own sessions: those that are open, and how to close others."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from admin_desktop.framework import held_sheets
from admin_desktop.framework.held_vm import HeldVm
from admin_desktop.framework.local_time import LocalTime
from admin_desktop.framework.working_vm import WorkingVm
from core.domain.access.session import SesionAbierta


@dataclass(frozen=True, slots=True)
class SesionesGateway:
    """What is asked of the server."""

    sessions: Callable[[], tuple[SesionAbierta, ...]]
    end_session: Callable[[str], None]
    end_others: Callable[[], None]


@dataclass(frozen=True, slots=True)
class SesionLine:
    """One session as the list says it."""

    id: str
    device: str
    current: bool
    address: str
    opened: str
    last: str


class SesionesVm(WorkingVm):
    """The list of sessions."""

    def __init__(
        self, sessions: SesionesGateway, local: LocalTime, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._asked, self._local = sessions, local
        self._sessions: tuple[SesionAbierta, ...] | None = None
        self.held = HeldVm(held_sheets.sesiones(local), lambda: self._sessions, self)
        """The list, as it leaves."""

    @property
    def lines(self) -> tuple[SesionLine, ...]:
        """The sessions, the newest first."""
        return tuple(self._line(each) for each in self._sessions or ())

    def load(self) -> None:
        """Fetch them, as they are now."""
        self._load(self._asked.sessions, self._loaded)

    def ask_again(self) -> None:
        """Fetch what the silence of the server kept back."""
        self.load()

    def end_session(self, line: SesionLine) -> None:
        """Close one of the other sessions."""

        def then(_none: object) -> None:
            self._sessions = tuple(each for each in self._sessions or () if each.id != line.id)
            self._said = "La sesión quedó cerrada: ahí hay que entrar otra vez."

        self._act("Cerrando…", lambda: lambda: self._asked.end_session(line.id), then)

    def end_others(self) -> None:
        """Close every session but this one."""

        def then(_none: object) -> None:
            self._sessions = tuple(each for each in self._sessions or () if each.current)
            self._said = "Solo esta sesión queda abierta."

        self._act("Cerrando…", lambda: self._asked.end_others, then)

    def _loaded(self, found: tuple[SesionAbierta, ...]) -> None:
        self._sessions = found

    def _line(self, each: SesionAbierta) -> SesionLine:
        return SesionLine(
            id=each.id,
            device=each.device or "Programa que no dijo su nombre",
            current=each.current,
            address=each.address or "sin dato de la red",
            opened=self._local.say(each.opened_at),
            last=self._local.say(each.last_at),
        )

"""One's own account: the code at sign-in, and the sessions that are open."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import ClassVar

from PySide6.QtCore import QObject, Signal

from admin_desktop.framework.local_time import LocalTime
from admin_desktop.framework.working_vm import WorkingVm
from core.domain.form_reader import FormReader
from core.domain.segundo_paso import (
    RecoveryCodes,
    SegundoPaso,
    SegundoPasoCode,
    SegundoPasoOffer,
)
from core.domain.session import SesionAbierta
from core.messages import with_noun


class CodeStep(Enum):
    """Where the code at sign-in stands."""

    UNKNOWN = "sin_saber"
    OFF = "sin_codigo"
    OFFERED = "ofrecido"
    CODES = "codigos"
    ON = "con_codigo"


@dataclass(frozen=True, slots=True)
class MiCuentaGateway:
    """What this screen asks of the server."""

    sessions: Callable[[], tuple[SesionAbierta, ...]]
    end_session: Callable[[str], None]
    end_others: Callable[[], None]
    second_step: Callable[[], SegundoPaso]
    offer: Callable[[], SegundoPasoOffer]
    turn_on: Callable[[SegundoPasoCode], RecoveryCodes]
    turn_off: Callable[[SegundoPasoCode], None]


@dataclass(frozen=True, slots=True)
class SesionLine:
    """One session as the list says it."""

    id: str
    device: str
    current: bool
    address: str
    opened: str
    last: str


class MiCuentaVm(WorkingVm):
    """The list of sessions, and the code step by step."""

    moved = Signal()
    """Another step of the code is shown."""

    wire_fields: ClassVar = {"code": "codigo"}

    def __init__(
        self, gateway: MiCuentaGateway, local: LocalTime, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._gateway, self._local = gateway, local
        self._step = CodeStep.UNKNOWN
        self._stands = SegundoPaso(None, 0)
        self._offer = SegundoPasoOffer("", "")
        self._codes: tuple[str, ...] = ()
        self._sessions: tuple[SesionAbierta, ...] = ()

    @property
    def step(self) -> CodeStep:
        """Which page of the code is shown."""
        return self._step

    @property
    def stands(self) -> str:
        """Since when a code is asked for, and how many of recovery are left."""
        left = with_noun(self._stands.codes_left, "código", "códigos")
        on_at = self._stands.on_at
        since = f" desde el {self._local.say_exactly(on_at.replace(second=0))}" if on_at else ""
        return f"Se pide un código{since}. Le quedan {left} de recuperación."

    @property
    def uri(self) -> str:
        """What the QR says; empty where nothing was begun."""
        return self._offer.uri

    @property
    def secret(self) -> str:
        """What is typed where no QR can be read, in groups of four."""
        text = self._offer.secret
        return " ".join(text[at : at + 4] for at in range(0, len(text), 4))

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of recovery, while they are shown."""
        return self._codes

    @property
    def lines(self) -> tuple[SesionLine, ...]:
        """The sessions, the newest first."""
        return tuple(self._line(each) for each in self._sessions)

    def load(self) -> None:
        """Fetch both, as they are now; a step that was begun stays."""
        ask = self._gateway
        self._load(lambda: (ask.sessions(), ask.second_step()), self._loaded)

    def ask_again(self) -> None:
        """Fetch what the silence of the server kept back."""
        self.load()

    def begin(self) -> None:
        """Get a secret for the telephone."""
        self._act("Preparando…", lambda: self._gateway.offer, self._offered)

    def give_up(self) -> None:
        """Let go of a secret that was begun: it asks for nothing."""
        self._offer = SegundoPasoOffer("", "")
        self._go(CodeStep.OFF)

    def turn_on(self, code: str) -> None:
        """Ask for a code from now on, if this is a right one."""

        def prepare() -> Callable[[], RecoveryCodes]:
            typed = _read(code)
            return lambda: self._gateway.turn_on(typed)

        self._act("Comprobando…", prepare, self._turned_on)

    def keep_codes(self) -> None:
        """Show the codes of recovery no longer: the person has them."""
        self._codes = ()
        self._go(CodeStep.ON)
        self.load()

    def turn_off(self, code: str) -> None:
        """Ask for no code any more, if this is a right one."""

        def prepare() -> Callable[[], None]:
            typed = _read(code)
            return lambda: self._gateway.turn_off(typed)

        self._act("Comprobando…", prepare, self._turned_off)

    def end_session(self, line: SesionLine) -> None:
        """Close one of the other sessions."""

        def then(_none: object) -> None:
            self._sessions = tuple(each for each in self._sessions if each.id != line.id)
            self._said = "La sesión quedó cerrada: ahí se pide otra vez la contraseña."

        self._act("Cerrando…", lambda: lambda: self._gateway.end_session(line.id), then)

    def end_others(self) -> None:
        """Close every session but this one."""

        def then(_none: object) -> None:
            self._sessions = tuple(each for each in self._sessions if each.current)
            self._said = "Solo esta sesión queda abierta."

        self._act("Cerrando…", lambda: self._gateway.end_others, then)

    def _loaded(self, found: tuple[tuple[SesionAbierta, ...], SegundoPaso]) -> None:
        self._sessions, self._stands = found
        if self._step in {CodeStep.UNKNOWN, CodeStep.OFF, CodeStep.ON}:
            on = self._stands.on_at is not None
            self._step = CodeStep.ON if on else CodeStep.OFF
            self.moved.emit()

    def _offered(self, offer: SegundoPasoOffer) -> None:
        self._offer = offer
        self._go(CodeStep.OFFERED)

    def _turned_on(self, given: RecoveryCodes) -> None:
        self._codes, self._offer = given.codes, SegundoPasoOffer("", "")
        self._go(CodeStep.CODES)

    def _turned_off(self, _none: object) -> None:
        self._go(CodeStep.OFF)
        self._said = "Su cuenta ya no pide un código al entrar."

    def _go(self, step: CodeStep) -> None:
        self._step = step
        self._clear()
        self.changed.emit()
        self.moved.emit()

    def _line(self, each: SesionAbierta) -> SesionLine:
        return SesionLine(
            id=each.id,
            device=each.device or "Programa que no dijo su nombre",
            current=each.current,
            address=each.address or "sin dato de la red",
            opened=self._local.say(each.opened_at),
            last=self._local.say(each.last_at),
        )


def _read(code: str) -> SegundoPasoCode:
    """Return what was typed. Raises FormBroken where nothing was."""
    form = FormReader({"codigo": code})
    typed = form.required("codigo")
    form.close()
    return SegundoPasoCode(typed)

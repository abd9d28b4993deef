"""One's own account, of the staff: the code at sign-in, beside the sessions that are open."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import ClassVar

from PySide6.QtCore import QObject, Signal

from admin_desktop.framework.grouped import in_groups
from admin_desktop.framework.local_time import LocalTime
from admin_desktop.screens.mi_cuenta.sesiones_vm import SesionesGateway, SesionesVm
from core.domain.access.segundo_paso import (
    RecoveryCodes,
    SegundoPaso,
    SegundoPasoCode,
    SegundoPasoOffer,
)
from core.domain.values.form_reader import FormReader
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
    """What this screen asks of the server, besides the sessions."""

    second_step: Callable[[], SegundoPaso]
    offer: Callable[[], SegundoPasoOffer]
    turn_on: Callable[[SegundoPasoCode], RecoveryCodes]
    turn_off: Callable[[SegundoPasoCode], None]


class MiCuentaVm(SesionesVm):
    """The code step by step."""

    moved = Signal()
    """Another step of the code is shown."""

    wire_fields: ClassVar = {"code": "codigo"}

    def __init__(
        self,
        gateway: MiCuentaGateway,
        sessions: SesionesGateway,
        local: LocalTime,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(sessions, local, parent)
        self._gateway = gateway
        self._step = CodeStep.UNKNOWN
        self._stands = SegundoPaso(None, 0)
        self._offer = SegundoPasoOffer("", "")
        self._codes: tuple[str, ...] = ()

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
        return in_groups(self._offer.secret, 4)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of recovery, while they are shown."""
        return self._codes

    def load(self) -> None:
        """Fetch both, as they are now; a step that was begun stays."""
        super().load()
        self._load(self._gateway.second_step, self._told)

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

    def _told(self, stands: SegundoPaso) -> None:
        self._stands = stands
        if self._step in {CodeStep.UNKNOWN, CodeStep.OFF, CodeStep.ON}:
            self._step = CodeStep.ON if stands.on_at is not None else CodeStep.OFF
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


def _read(code: str) -> SegundoPasoCode:
    """Return what was typed. Raises FormBroken where nothing was."""
    form = FormReader({"codigo": code})
    typed = form.required("codigo")
    form.close()
    return SegundoPasoCode(typed)

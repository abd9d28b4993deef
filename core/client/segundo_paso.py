"""One's own sessions and second step, as the desk asks for them."""

from dataclasses import dataclass

from core.client.transport import Transport
from core.domain.access.segundo_paso import (
    RecoveryCodes,
    SegundoPaso,
    SegundoPasoCode,
    SegundoPasoOffer,
)
from core.domain.access.session import SesionAbierta
from core.wire import Page

_SESSIONS, _SECOND = "/v1/sesiones", "/v1/segundo_paso"


@dataclass(frozen=True, slots=True)
class MiCuentaClient:
    """What somebody of the staff decides about their own sign-in."""

    transport: Transport

    def sessions(self) -> tuple[SesionAbierta, ...]:
        """Return one's own sessions, the newest first."""
        return self.transport.get(_SESSIONS, Page[SesionAbierta]).items

    def end_session(self, session_id: str) -> None:
        """Close one of them."""
        self.transport.send("DELETE", f"{_SESSIONS}/{session_id}", None, type(None))

    def end_others(self) -> None:
        """Close all of them but this one."""
        self.transport.send("POST", f"{_SESSIONS}/cierre", None, type(None))

    def second_step(self) -> SegundoPaso:
        """Return whether the sign-in asks for a code."""
        return self.transport.get(_SECOND, SegundoPaso)

    def offer(self) -> SegundoPasoOffer:
        """Return a secret for a telephone; it asks for nothing yet."""
        return self.transport.send("POST", _SECOND, None, SegundoPasoOffer)

    def turn_on(self, typed: SegundoPasoCode) -> RecoveryCodes:
        """Ask for a code from now on; return the codes of recovery, told this once."""
        return self.transport.send("PUT", _SECOND, typed, RecoveryCodes)

    def turn_off(self, typed: SegundoPasoCode) -> None:
        """Ask for none any more."""
        self.transport.send("POST", f"{_SECOND}/baja", typed, type(None))

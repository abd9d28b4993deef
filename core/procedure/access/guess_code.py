"""Guessing activation codes, on the server: one address may be wrong a few times, then waits."""

from dataclasses import dataclass
from math import ceil

from core.domain.access_errors import TooManyCodes
from core.ports.central_access import Tries
from core.ports.shared import Clock

FREE_CODES = 20
"""Wrong codes that one address may type before it waits: behind it may be a whole office."""


@dataclass(frozen=True, slots=True)
class GuessCode:
    """Count the codes that do not exist, by the address that they came from (numeral 10)."""

    tries: Tries
    clock: Clock

    def check(self, address: str) -> None:
        """Raise TooManyCodes while this address has to wait."""
        until = self.tries.blocked_until(_name(address))
        if until is not None:
            seconds = (until - self.clock.now()).total_seconds()
            raise TooManyCodes({"minutes": str(max(1, ceil(seconds / 60)))})

    def was_wrong(self, address: str) -> None:
        """Count one more."""
        self.tries.failed(_name(address))

    def was_right(self, address: str) -> None:
        """Begin again from zero."""
        self.tries.forget(_name(address))


def _name(address: str) -> str:
    """Return the name under which an address is counted: no user has a space in theirs."""
    return f"codigo de {address}"

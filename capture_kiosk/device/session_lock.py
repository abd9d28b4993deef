"""Who may see the tablet now: idle, it hides everything until a PIN or the password uncovers it.

A PIN only uncovers a session that runs: it is kept in memory alone, and after a restart the
password is needed. The draft is kept under the cover for a while, then it is destroyed.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from capture_kiosk.errors import PinMalformed, PinRejected
from core.ports.shared import SteadyClock
from core.settings.kiosk import KioskSettings

CITIZEN_PAGES: Final = frozenset({"aviso", "rostro", "firma"})
"""Where the citizen reads, answers or signs: they may think for longer."""
TICK: Final = timedelta(seconds=1)
"""How often it is looked whether a tablet was left alone."""
PIN_TRIES: Final = 3
LEAST_PIN, MOST_PIN = 4, 8


@dataclass(frozen=True, slots=True)
class LockLimits:
    """How long without a touch until the cover, and how long the draft is kept under it."""

    auxiliar: timedelta = timedelta(seconds=60)
    citizen: timedelta = timedelta(minutes=5)
    draft: timedelta = timedelta(minutes=10)

    @classmethod
    def of(cls, settings: KioskSettings) -> "LockLimits":
        """Return the limits that the settings say, less the time between two looks at them."""
        return cls(
            timedelta(seconds=settings.cover_after_s) - TICK,
            timedelta(seconds=settings.cover_citizen_after_s) - TICK,
            timedelta(minutes=settings.keep_draft_min),
        )


@dataclass(frozen=True, slots=True)
class _Pin:
    salt: bytes
    digest: bytes


class SessionLock:
    """One running session. It asks how long it was left alone; nothing happens by itself.

    A clock that is set, by a person or by a network that came back, neither covers nor ends a
    draft, and keeps nothing open.
    """

    def __init__(self, clock: SteadyClock, limits: LockLimits) -> None:
        self._elapsed = clock.elapsed
        self._limits = limits
        self._touched_at = clock.elapsed()
        self._covered_at: timedelta | None = None
        self._pin: _Pin | None = None
        self._failures = 0

    @property
    def covered(self) -> bool:
        """Tell whether everything is hidden."""
        return self._covered_at is not None

    @property
    def has_pin(self) -> bool:
        """Tell whether a PIN would uncover this session."""
        return self._pin is not None

    def touch(self) -> None:
        """Note that a person did something."""
        self._touched_at = self._elapsed()

    def is_due(self, page: str) -> bool:
        """Tell whether this page was left alone for too long."""
        limit = self._limits.citizen if page in CITIZEN_PAGES else self._limits.auxiliar
        return not self.covered and self._elapsed() - self._touched_at >= limit

    def draft_is_over(self) -> bool:
        """Tell whether a draft under the cover must be destroyed now."""
        at = self._covered_at
        return at is not None and self._elapsed() - at >= self._limits.draft

    def cover(self) -> None:
        """Hide everything from now on."""
        if not self.covered:
            self._covered_at = self._elapsed()

    def uncover(self) -> None:
        """Show everything again: the password was right."""
        self._covered_at = None
        self._failures = 0
        self.touch()

    def set_pin(self, pin: str) -> None:
        """Let this PIN uncover the session. Raises PinMalformed."""
        if not (pin.isascii() and pin.isdecimal() and LEAST_PIN <= len(pin) <= MOST_PIN):
            raise PinMalformed
        salt = secrets.token_bytes(16)
        self._pin = _Pin(salt, _digest(salt, pin))
        self._failures = 0

    def try_pin(self, pin: str) -> None:
        """Uncover with the PIN.

        Raises PinRejected; after three in a row the PIN is forgotten and the password is needed.
        """
        kept = self._pin
        if kept is None or not hmac.compare_digest(_digest(kept.salt, pin), kept.digest):
            self._failures += 1
            if self._failures >= PIN_TRIES:
                self._pin = None
            raise PinRejected({"left": str(max(0, PIN_TRIES - self._failures))})
        self.uncover()


def _digest(salt: bytes, pin: str) -> bytes:
    return hashlib.sha256(salt + pin.encode("utf-8")).digest()

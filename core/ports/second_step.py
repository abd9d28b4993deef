"""What the second step of a sign-in needs, bound to one transaction."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class SecondFactor:
    """What the server knows of an account's codes.

    `on_at` is None while no right code was given yet; `last_step` is the newest interval of 30 s
    whose code was taken: no code of it or before serves again.
    """

    on_at: datetime | None
    last_step: int
    codes_left: int


@dataclass(frozen=True, slots=True)
class Pending:
    """A first step that was right. `bound` is what it was bound to, as it was given."""

    account_id: int
    bound: str


class SecondFactors(Protocol):
    """The secrets and codes of accounts: sealed and hashed under a key of the server."""

    def of(self, account_id: int) -> SecondFactor | None:
        """Return what is known of an account, None where nothing was begun."""

    def offer(self, account_id: int) -> bytes:
        """Keep a new secret that asks for nothing yet, in place of one begun, and return it."""

    def secret(self, account_id: int) -> bytes:
        """Return the secret. Raises NotThere."""

    def turn_on(self, account_id: int) -> tuple[str, ...]:
        """Ask for a code from now on; return the codes of recovery, in clear for this once."""

    def turn_off(self, account_id: int) -> None:
        """Forget the secret, the codes of recovery and what waits for a second step."""

    def spend_step(self, account_id: int, step: int) -> None:
        """Note that the code of this interval was taken."""

    def spend_code(self, account_id: int, typed: str) -> bool:
        """Spend a code of recovery, however it was typed; tell whether it was one."""

    def begin(self, account_id: int, bound: str) -> str:
        """Return a ticket for one second step, good for some minutes."""

    def pending(self, ticket: str) -> Pending | None:
        """Return the first step of a ticket, None where it is unknown, used or over."""

    def end(self, account_id: int) -> None:
        """Void every ticket of an account."""


class Totp(Protocol):
    """Codes of time (RFC 6238): six digits, SHA-1, 30 s: what every program of codes reads."""

    def step(self, secret: bytes, code: str, now: datetime) -> int | None:
        """Return the interval whose code this is: this one, or the one before or after, or None."""

    def base32(self, secret: bytes) -> str:
        """Return a secret as it is typed into a telephone."""

    def uri(self, secret: bytes, user: str) -> str:
        """Return the otpauth URI that a telephone reads from a QR."""

"""What the acts of accounts and sessions need, bound to one transaction."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from core.domain.access.roles import Role
from core.domain.access.session import SesionAbierta
from core.ports.central import SentPassword


@dataclass(frozen=True, slots=True)
class Account:
    """What the server knows of one account. `id_solicitante` is empty for staff.

    `correo` is where a password is mailed to someone of the staff; it may be empty.
    `second_step_at`: since when a sign-in asks for a code as well; None where it does not.
    """

    id: int
    user: str
    name: str
    roles: frozenset[Role]
    kept: str
    must_change: bool
    id_solicitante: str
    duty_sha256: str
    duty_accepted_at: datetime | None
    one_use: bool = False
    temporary_until: datetime | None = None
    used_at: datetime | None = None
    correo: str = ""
    closed_at: datetime | None = None
    second_step_at: datetime | None = None

    def may_log_in(self, now: datetime) -> bool:
        """Tell whether its password may still log in: not spent, not over (numeral 5)."""
        spent = self.one_use and self.used_at is not None
        over = self.temporary_until is not None and now >= self.temporary_until
        return not spent and not over


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account to be opened. `user` in lower case."""

    user: str
    name: str
    roles: frozenset[Role]
    password: SentPassword
    must_change: bool
    id_solicitante: str = ""
    correo: str = ""


class Accounts(Protocol):
    """The accounts of the staff and of the aspirantes."""

    def by_user(self, user: str) -> Account | None:
        """Return the account of a user, in any case of letters, or None."""

    def by_id(self, account_id: int) -> Account:
        """Return an account. Raises NotThere."""

    def of_aspirante(self, id_solicitante: str) -> Account:
        """Return the account of an aspirante. Raises NotThere."""

    def open(self, account: NewAccount) -> int:
        """Keep a new account and return its id. Raises UserTaken."""

    def set_temporary(self, account_id: int, password: SentPassword) -> None:
        """Void the present password; the new one must be changed after it logs in."""

    def set_password(self, account_id: int, kept: str) -> None:
        """Keep the password that its owner chose."""

    def grant(self, account_id: int, roles: frozenset[Role]) -> None:
        """Give exactly these roles. Raises NotThere."""

    def set_correo(self, account_id: int, correo: str) -> None:
        """Keep where its passwords are mailed. Raises NotThere."""

    def rename(self, account_id: int, name: str) -> None:
        """Keep how its owner is called from now on. Raises NotThere."""

    def set_closed(self, account_id: int, *, closed: bool) -> None:
        """Close it now, or open it again. Raises NotThere."""

    def administrators(self) -> int:
        """Return how many accounts that are not closed may open others."""

    def logged_in(self, account_id: int) -> None:
        """Note a login; a password of one use is spent by it."""

    def accept_duty(self, account_id: int, version: str, sha256: str) -> None:
        """Note that the duty of numeral 8, in this text, was accepted now."""


@dataclass(frozen=True, slots=True)
class SessionTokens:
    """Two opaque texts of 256 bits. Only their SHA-256 is stored."""

    token: str
    refresh: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class CameFrom:
    """Where a login comes from: what the program says of itself, and the address."""

    device: str = ""
    address: str = ""


NOWHERE = CameFrom()


@dataclass(frozen=True, slots=True)
class Renewal:
    """New tokens, and whose."""

    account_id: int
    tokens: SessionTokens


class Sessions(Protocol):
    """Sessions of 15 minutes that renew themselves, until 12 hours after the password was typed."""

    def open(self, account_id: int, place: CameFrom = NOWHERE) -> SessionTokens:
        """Begin a session, and keep where it comes from."""

    def renew(self, refresh: str) -> Renewal | None:
        """Return new tokens for a refresh never used before, else None.

        A second use of one voids all that came from the same login: it was stolen, or copied.
        """

    def end(self, token: str) -> None:
        """End what came from the same login as this token. An unknown one changes nothing."""

    def end_all(self, account_id: int, *, but: str = "") -> None:
        """End every session of an account, except what came from the login of token `but`."""

    def of(self, account_id: int, token: str) -> tuple[SesionAbierta, ...]:
        """Return the logins in force of an account, the newest first; `token` is of one of them."""

    def end_one(self, account_id: int, session_id: str) -> None:
        """End one login of this account. Raises NotThere where it is not theirs, or ended."""


@dataclass(frozen=True, slots=True)
class Limit:
    """`tries` at once; after that one more every `each`."""

    tries: int
    each: timedelta


PASSWORDS_OF_ONE = Limit(tries=5, each=timedelta(minutes=5))
"""Wrong passwords of one user from one address: five, then one every five minutes."""


class Tries(Protocol):
    """Counters under a key that decay with time; of a key only its hash is stored."""

    def take(self, key: str, limit: Limit, whose: str = "") -> datetime | None:
        """Count one try and return None; at the limit count none and return when one is free.

        `whose` names the user that was tried, for `forget_of`.
        """

    def give_back(self, key: str, limit: Limit) -> None:
        """Uncount one try. An unknown key changes nothing."""

    def forget(self, key: str) -> None:
        """Reset a count to zero."""

    def forget_of(self, whose: str) -> None:
        """Reset every count of one user, from whatever address."""

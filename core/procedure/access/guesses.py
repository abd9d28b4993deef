"""Limits on guessing, on the server: a try counts before its result is known.

Passwords are counted per user and address, so that a stranger elsewhere locks nobody out, and per
address over all users, against one password tried on everybody. Counts decay; a right password is
not counted.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from core.domain.access.access_errors import (
    AccountBlocked,
    TooManyCodes,
    TooManyFromAddress,
    TooManySecondCodes,
)
from core.errors import NotAllowed
from core.ports.central_access import PASSWORDS_OF_ONE, Limit, Tries
from core.ports.shared import Clock

PASSWORDS_OF_ALL = Limit(tries=200, each=timedelta(seconds=20))
"""Wrong passwords from one address, whoever's: behind it may be a whole office."""
CODES = Limit(tries=20, each=timedelta(minutes=3))
"""Activation codes from one address that do not exist: the same."""


@dataclass(frozen=True, slots=True)
class GuessPassword:
    """Counter of passwords tried from `address`."""

    tries: Tries
    clock: Clock
    address: str

    def take(self, user: str) -> None:
        """Count one try. Raises AccountBlocked or TooManyFromAddress; then none is counted.

        Behaves alike for users that do not exist.
        """
        now = self.clock.now()
        spent = self.tries.take(self._own(user), PASSWORDS_OF_ONE, whose=plain(user))
        refuse(spent, now, AccountBlocked)
        until = self.tries.take(self._all, PASSWORDS_OF_ALL)
        if until is not None:
            self.tries.give_back(self._own(user), PASSWORDS_OF_ONE)
        refuse(until, now, TooManyFromAddress)

    def was_right(self, user: str) -> None:
        """Uncount the try and reset the count of this user at this address."""
        self.tries.forget(self._own(user))
        self.tries.give_back(self._all, PASSWORDS_OF_ALL)

    def _own(self, user: str) -> str:
        return f"contraseña de {plain(user)} desde {self.address}"

    @property
    def _all(self) -> str:
        return f"contraseñas desde {self.address}"


@dataclass(frozen=True, slots=True)
class GuessSecondCode:
    """Counter of wrong codes of a second step, of one account wherever they come from.

    Only who has the password, or an open session, comes this far: it keeps no stranger's victim
    out, and six digits do not stand what a rented crowd of addresses could try.
    """

    tries: Tries
    clock: Clock

    def take(self, user: str) -> None:
        """Count one try. Raises TooManySecondCodes; then none is counted."""
        spent = self.tries.take(self._key(user), PASSWORDS_OF_ONE, whose=user)
        refuse(spent, self.clock.now(), TooManySecondCodes)

    def was_right(self, user: str) -> None:
        """Reset the count of this account."""
        self.tries.forget(self._key(user))

    def _key(self, user: str) -> str:
        return f"segundo paso de {user}"


@dataclass(frozen=True, slots=True)
class GuessCode:
    """Counter of activation codes tried from `address` (numeral 10)."""

    tries: Tries
    clock: Clock
    address: str

    def take(self) -> None:
        """Count one try. Raises TooManyCodes; then none is counted."""
        refuse(self.tries.take(self._key, CODES), self.clock.now(), TooManyCodes)

    def exists(self) -> None:
        """Uncount the try: the code exists, whatever else prevents activation."""
        self.tries.give_back(self._key, CODES)

    @property
    def _key(self) -> str:
        return f"códigos desde {self.address}"


def plain(user: str) -> str:
    """Return a user as it is kept and counted, however it was typed."""
    return user.strip().casefold()


def refuse(until: datetime | None, now: datetime, refusal: type[NotAllowed]) -> None:
    """Raise `refusal` with the time to wait in its facts, unless `until` is None."""
    if until is not None:
        seconds = max(1, ceil((until - now).total_seconds()))
        raise refusal({"minutes": str(ceil(seconds / 60)), "seconds": str(seconds)})

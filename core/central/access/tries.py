"""Attempt counters as leaky buckets: a row holds the instant at which its count is zero again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlmodel import Session, col, delete, select

from core.central.tables.accounts import StoredTries
from core.ports.central_access import Limit
from core.ports.shared import Clock


@dataclass(frozen=True, slots=True)
class CountedTries:
    """Attempt counters in the database.

    Count = (`zero_at` − now) / `each`, so it decays without writes.
    """

    session: Session
    clock: Clock

    def take(self, key: str, limit: Limit, whose: str = "") -> datetime | None:
        row = self.session.get(StoredTries, _named(key))
        now = self.clock.now()
        at_most = limit.tries * limit.each
        zero_at = max(row.zero_at, now) if row else now
        if zero_at > now + at_most:  # a clock went back: nobody waits until it is as late again
            zero_at = now + at_most - limit.each
        taken = zero_at + limit.each
        free_at = taken - at_most
        if free_at > now:
            return free_at
        row = row or StoredTries(key_sha256=_named(key), zero_at=taken, whose=_of(whose))
        row.zero_at = taken
        self.session.add(row)
        self.session.flush()
        return None

    def give_back(self, key: str, limit: Limit) -> None:
        row = self.session.get(StoredTries, _named(key))
        if row is not None:
            row.zero_at -= limit.each
            self.session.add(row)
            self.session.flush()

    def forget(self, key: str) -> None:
        self.session.exec(delete(StoredTries).where(col(StoredTries.key_sha256) == _named(key)))

    def forget_of(self, whose: str) -> None:
        if whose:
            self.session.exec(delete(StoredTries).where(col(StoredTries.whose) == _of(whose)))

    def spent(self, whose: Iterable[str], limit: Limit) -> frozenset[str]:
        """Return those of these users who may not try again now, from some address at least."""
        users = {_of(each): each for each in whose}
        full = self.clock.now() + (limit.tries - 1) * limit.each
        query = select(StoredTries.whose).where(
            col(StoredTries.whose).in_(users), StoredTries.zero_at > full
        )
        return frozenset(users[each] for each in self.session.exec(query).all())

    def forget_over(self) -> int:
        """Delete counters that have decayed to zero; return how many."""
        over = col(StoredTries.zero_at) <= self.clock.now()
        return self.session.exec(delete(StoredTries).where(over)).rowcount


def _named(key: str) -> str:
    return sha256(key.encode()).hexdigest()


def _of(user: str) -> str:
    """Return under what the tries of one user stand together; none stands under nobody."""
    return _named(f"intentos de {user}") if user else ""

"""Attempt counters as leaky buckets: a row holds the instant at which its count is zero again."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlmodel import Session, col, delete

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

    def take(self, key: str, limit: Limit) -> datetime | None:
        row = self.session.get(StoredTries, _named(key))
        now = self.clock.now()
        taken = max(row.zero_at, now) + limit.each if row else now + limit.each
        free_at = taken - limit.tries * limit.each
        if free_at > now:
            return free_at
        row = row or StoredTries(key_sha256=_named(key), zero_at=taken)
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

    def forget_over(self) -> int:
        """Delete counters that have decayed to zero; return how many."""
        over = col(StoredTries.zero_at) <= self.clock.now()
        return self.session.exec(delete(StoredTries).where(over)).rowcount


def _named(key: str) -> str:
    return sha256(key.encode()).hexdigest()

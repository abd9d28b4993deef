"""Entries of the log as one transaction adds them, each hashed over the one before it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, col, select

from core.central.tables.searched import searched_text
from core.central.tables.shared import StoredEntry, words_of
from core.domain.desk.bitacora import chained
from core.ports.central import NO_FACTS
from core.ports.shared import Clock

NO_HEAD = "0" * 64
_ADD = insert(StoredEntry)
_LAST = (
    select(StoredEntry.sequence, StoredEntry.hash)
    .order_by(col(StoredEntry.sequence).desc())
    .limit(1)
)


@dataclass(slots=True)
class Chain:
    """Entries that one transaction adds: chained as they come, written together by `write`.

    Until then nothing else of the transaction may add entries.
    """

    session: Session
    clock: Clock
    rows: list[dict[str, Any]] = field(default_factory=list)
    _last: tuple[int, str] | None = None

    def append(self, actor: str, act: str, subject: str, facts: Mapping[str, str]) -> int:
        """Add an entry and return its sequence."""
        last, previous = self.last()
        sequence, at = last + 1, self.clock.now()
        content = canonical(
            {
                "sequence": sequence,
                "at": at.isoformat(),
                "actor": actor,
                "act": act,
                "subject": subject,
                "facts": dict(facts),
            }
        )
        entry_hash = chained(previous, content)
        row = {
            "sequence": sequence,
            "at": at,
            "actor": actor,
            "act": act,
            "subject": subject,
            "content": content,
            "previous": previous,
            "hash": entry_hash,
            "busqueda": searched_text(subject, actor, words_of(act, facts.values())),
        }
        self.rows.append(row)
        self._last = sequence, entry_hash
        return sequence

    def last(self) -> tuple[int, str]:
        """Return sequence and hash of the last entry, written or not."""
        if self._last is None:
            row = self.session.connection().execute(_LAST).first()
            self._last = (row.sequence, row.hash) if row else (0, NO_HEAD)
        return self._last

    def write(self) -> None:
        """Write what was added, by one statement."""
        if self.rows:
            self.session.connection().execute(_ADD, self.rows)
            self.rows.clear()


@dataclass(frozen=True, slots=True)
class ChainedBitacora:
    """A Bitacora that adds to a chain, in the name of `actor`."""

    chain: Chain
    actor: str

    def append(self, act: str, subject: str, facts: Mapping[str, str] = NO_FACTS) -> int:
        return self.chain.append(self.actor, act, subject, facts)

    def head(self) -> str:
        return self.chain.last()[1]


def canonical(entry: Mapping[str, object]) -> str:
    """Return the hashed text of an entry: JSON, sorted keys, no spaces, UTF-8 unescaped."""
    return json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

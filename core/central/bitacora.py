"""The append-only log: each entry's hash covers the previous hash (norma/sistema.md, 8)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import insert
from sqlmodel import Session, col, select

from core.central.pages import found_by, page_by_key
from core.central.tables.searched import write_searched
from core.central.tables.shared import StoredEntry
from core.domain.cuenta import BitacoraRow
from core.ports.central import NO_FACTS
from core.ports.shared import Clock
from core.wire import Page

NO_HEAD = "0" * 64
_ADD = insert(StoredEntry)
_LAST = (
    select(StoredEntry.sequence, StoredEntry.hash)
    .order_by(col(StoredEntry.sequence).desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class StoredBitacora:
    """A Bitacora in the database. `actor` is a user, a device, or `servidor`."""

    session: Session
    clock: Clock
    actor: str

    def append(self, act: str, subject: str, facts: Mapping[str, str] = NO_FACTS) -> int:
        last, previous = self._last()
        sequence = last + 1
        at = self.clock.now()
        content = canonical(
            {
                "sequence": sequence,
                "at": at.isoformat(),
                "actor": self.actor,
                "act": act,
                "subject": subject,
                "facts": dict(facts),
            }
        )
        entry = StoredEntry(
            sequence=sequence,
            at=at,
            actor=self.actor,
            act=act,
            subject=subject,
            content=content,
            previous=previous,
            hash=chained(previous, content),
        )
        connection = self.session.connection()
        write_searched(entry, connection)
        connection.execute(_ADD, entry.model_dump())
        return sequence

    def head(self) -> str:
        return self._last()[1]

    def entries(self) -> Sequence[StoredEntry]:
        """Return the whole log, oldest first, for verification of the chain."""
        return self.session.exec(select(StoredEntry).order_by(col(StoredEntry.sequence))).all()

    def page(self, *, after: int, limit: int, search: str = "") -> Page[BitacoraRow]:
        """Return entries newest first, below sequence `after` (0: from the newest).

        `search` matches who, the act in words, its subject and what its facts say.
        """
        return page_by_key(
            self.session,
            select(StoredEntry).where(found_by(StoredEntry, search)),
            StoredEntry.sequence,
            lambda rows: map(_shown, rows),
            after=after,
            limit=limit,
        )

    def _last(self) -> tuple[int, str]:
        """Return sequence and hash of the last entry."""
        row = self.session.connection().execute(_LAST).first()
        return (row.sequence, row.hash) if row else (0, NO_HEAD)


def canonical(entry: Mapping[str, object]) -> str:
    """Return the hashed text of an entry: JSON, sorted keys, no spaces, UTF-8 unescaped."""
    return json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def chained(previous: str, content: str) -> str:
    """Return SHA-256 (hex) over the previous hash (32 bytes) and the UTF-8 content."""
    return sha256(bytes.fromhex(previous) + content.encode()).hexdigest()


def _shown(row: StoredEntry) -> BitacoraRow:
    return BitacoraRow(
        sequence=row.sequence,
        at=row.at,
        actor=row.actor,
        act=row.act,
        subject=row.subject,
        hash=row.hash,
    )

"""The append-only log: each entry's hash covers the previous hash (norma/sistema.md, 8)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, TextClause
from sqlmodel import Session, col, select

from core.central.chain import NO_HEAD, Chain
from core.central.listing import Narrowed, SortedList
from core.central.pages import found_by, page_by_key
from core.central.tables.shared import NO_RECEIPT, StoredEntry
from core.domain.desk.bitacora import BitacoraAsked, BitacoraRow, ChainChecked, first_broken
from core.ports.central import NO_FACTS
from core.ports.shared import Clock
from core.wire import Page

RECEIVED = "apoyo_recibido"
_ANY = BitacoraAsked()
_LISTING = SortedList(StoredEntry.sequence)


@dataclass(frozen=True, slots=True)
class StoredBitacora:
    """A Bitacora in the database. `actor` is a user, a device, or `servidor`."""

    session: Session
    clock: Clock
    actor: str

    def append(self, act: str, subject: str, facts: Mapping[str, str] = NO_FACTS) -> int:
        chain = Chain(self.session, self.clock)
        sequence = chain.append(self.actor, act, subject, facts)
        chain.write()
        return sequence

    def head(self) -> str:
        return self._last()[1]

    def entries(self) -> Sequence[StoredEntry]:
        """Return the whole log, oldest first, for verification of the chain."""
        return self.session.exec(select(StoredEntry).order_by(col(StoredEntry.sequence))).all()

    def page(
        self,
        *,
        after: int,
        limit: int,
        search: str = "",
        asked: BitacoraAsked = _ANY,
        sort: str = "",
    ) -> Page[BitacoraRow]:
        """Return entries newest first, below sequence `after` (0: from the newest).

        `search` matches who, the act in words, its subject and what its facts say. Of what a
        person did, and of what a thing underwent, received records are told only where that act
        is asked for: they are nearly all entries, and have lists of their own.
        """
        found = select(StoredEntry).where(found_by(StoredEntry, search), *self._wanted(asked))
        whole = asked == _ANY and not search.strip()
        return _LISTING.page(
            self.session,
            found,
            lambda rows: map(_shown, rows),
            Narrowed(sort=sort),
            after=after,
            limit=limit,
            total=(lambda: self._last()[0]) if whole else None,
        )

    def about(self, wanted: ColumnElement[bool], *, after: int, limit: int) -> Page[BitacoraRow]:
        """Return the entries that are `wanted`, newest first; never those of received records."""
        return page_by_key(
            self.session,
            select(StoredEntry).where(NO_RECEIPT, wanted),
            StoredEntry.sequence,
            lambda rows: map(_shown, rows),
            after=after,
            limit=limit,
        )

    def check(self, *, after: int, limit: int) -> ChainChecked:
        """Check `limit` entries that follow entry `after`, and the seam to it."""
        oldest = select(StoredEntry).where(StoredEntry.sequence >= after)
        rows = self.session.exec(oldest.order_by(col(StoredEntry.sequence)).limit(limit + 1)).all()
        shown = [_shown(row) for row in rows]
        newest = self._last()[0]
        last = shown[-1].sequence if shown else after
        broken = first_broken(shown) or self._gap(shown, after)
        head = shown[-1].hash if shown else NO_HEAD
        return ChainChecked(after + 1, last, newest, broken, head)

    def _gap(self, rows: Sequence[BitacoraRow], after: int) -> int:
        """Return the number of the first entry that is missing, 0 where none is."""
        expected = after or 1
        for row in rows:
            if row.sequence != expected:
                return expected
            expected += 1
        first_of_all = rows and not after and rows[0].previous != NO_HEAD
        return rows[0].sequence if first_of_all else 0

    def _wanted(self, asked: BitacoraAsked) -> Iterator[ColumnElement[bool] | TextClause]:
        """Yield what an entry must be: parts of which an index, or the number itself, decides."""
        if asked.act:
            yield col(StoredEntry.act) == asked.act
        if asked.actor:
            yield col(StoredEntry.actor) == asked.actor
        if asked.subject:
            yield col(StoredEntry.subject) == asked.subject
        if (asked.act or asked.actor or asked.subject) and asked.act != RECEIVED:
            yield NO_RECEIPT
        if asked.since is not None:
            yield col(StoredEntry.sequence) >= self._first_at(asked.since)
        if asked.until is not None:
            yield col(StoredEntry.sequence) < self._first_at(asked.until)

    def _first_at(self, instant: datetime) -> int:
        """Return the number of the first entry of that instant or later, by halving.

        Hours grow with numbers, so that no index of hours is needed.
        """
        low, high = 1, self._last()[0] + 1
        while low < high:
            middle = (low + high) // 2
            at = self.session.exec(
                select(StoredEntry.at).where(StoredEntry.sequence == middle)
            ).first()
            if at is not None and at < instant:
                low = middle + 1
            else:
                high = middle
        return low

    def _last(self) -> tuple[int, str]:
        """Return sequence and hash of the last entry."""
        return Chain(self.session, self.clock).last()


def _shown(row: StoredEntry) -> BitacoraRow:
    return BitacoraRow(
        sequence=row.sequence,
        at=row.at,
        actor=row.actor,
        act=row.act,
        subject=row.subject,
        hash=row.hash,
        previous=row.previous,
        content=row.content,
    )

"""Imports in the database: what was received, where each stands, and its bad lines."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col, delete, select

from core.central import leases
from core.central.database import row_of
from core.central.pages import page_by_key
from core.central.tables.imports import StoredBadLines, StoredImport
from core.domain.verification.import_errors import ImportNotChecked, ImportOpen, ImportOver
from core.domain.verification.importacion import (
    OVER,
    SHOWN_LINES,
    ApplyOrder,
    BadLine,
    Importacion,
    ImportKind,
    ImportState,
)
from core.errors import ApoyoError, NotThere
from core.ports.shared import Clock
from core.wire import Page

_OVER = [each.value for each in OVER]
WORK = [
    each.value
    for each in (
        ImportState.WAITING,
        ImportState.CHECKING,
        ImportState.TO_APPLY,
        ImportState.TO_CANCEL,
    )
]
"""What the worker has to do something about."""


@dataclass(frozen=True, slots=True)
class Task:
    """What the worker needs of an import besides what is shown of it."""

    shown: Importacion
    file: str
    built: str
    index_sha256: str
    applied_by: str


class Checked(NamedTuple):
    """What a check found, as the columns of an import are named."""

    encoding: str
    separator: str
    rows: int
    bad: int
    sha256: str
    index_sha256: str


@dataclass(frozen=True, slots=True)
class StoredImports:
    """Imports in the database."""

    session: Session
    clock: Clock

    def receive(
        self, kind: ImportKind, day: date, file: str, size: int, actor: str, *, about: str = ""
    ) -> Importacion:
        """Store what was received, for the worker. Raises ImportOpen while another is open.

        `about` is the batch that an answer is to, "" for any other kind.
        """
        self.check_none_open(kind)
        row = StoredImport(
            kind=kind.value,
            state=ImportState.WAITING.value,
            day=day,
            file=file,
            size=size,
            asked_by=actor,
            asked_at=self.clock.now(),
            built=about,
            result=about,
        )
        self.session.add(row)
        self.session.flush()
        return self._shown(row)

    def check_none_open(self, kind: ImportKind) -> None:
        """Return where every import of this kind is over. Raises ImportOpen."""
        query = select(StoredImport.id).where(
            StoredImport.kind == kind.value, col(StoredImport.state).not_in(_OVER)
        )
        if self.session.exec(query.limit(1)).first() is not None:
            raise ImportOpen

    def order(self, kind: ImportKind, number: int, order: ApplyOrder, actor: str) -> Importacion:
        """Have a checked import applied. Raises NotThere, ImportNotChecked, ReasonForBadLines."""
        row = self._of(kind, number)
        if row.state != ImportState.CHECKED.value or not row.rows:
            raise ImportNotChecked
        row.reason, row.applied_by = order.reason_for(row.bad), actor
        row.state = ImportState.TO_APPLY.value
        return self._kept(row)

    def cancel(self, kind: ImportKind, number: int) -> Importacion:
        """Have an import cancelled by the worker. Raises NotThere, ImportOver."""
        row = self._of(kind, number)
        if row.state in (*_OVER, ImportState.TO_APPLY.value):
            raise ImportOver
        row.state = ImportState.TO_CANCEL.value
        return self._kept(row)

    def take(self, holder: leases.Holder) -> Task | None:
        """Return an import that waits for the worker, now held by `holder`, or None."""
        wanted = col(StoredImport.state).in_(WORK)
        now = self.clock.now()
        found = leases.take(self.session, StoredImport, wanted, holder=holder, now=now)
        if not found:
            return None
        row = self._row(found[0])
        self.session.refresh(row)
        return Task(self._shown(row), row.file, row.built, row.index_sha256, row.applied_by)

    def has_work(self) -> bool:
        """Tell whether any import waits for a worker."""
        query = select(StoredImport.id).where(col(StoredImport.state).in_(WORK)).limit(1)
        return self.session.exec(query).first() is not None

    def begin(self, number: int, built: str) -> None:
        """Note that the check begins, from its first byte, and what it builds."""
        row = self._row(number)
        gone = delete(StoredBadLines).where(col(StoredBadLines.import_id) == number)
        self.session.exec(gone)
        row.state, row.done, row.built = ImportState.CHECKING.value, 0, built
        self._kept(row)

    def keep(self, number: int, holder: leases.Holder) -> bool:
        """Tell whether `holder` has this import still, and begin its time anew."""
        now = self.clock.now()
        return leases.renew(self.session, StoredImport, number, holder=holder, now=now)

    def progress(self, number: int, done: int, holder: leases.Holder) -> ImportState:
        """Note how far the check is, keep the lease, and return the state as it is now.

        TO_CANCEL also where another worker holds it: then it is not this one's any more.
        """
        if not self.keep(number, holder):
            return ImportState.TO_CANCEL
        row = self._row(number)
        self.session.refresh(row)
        row.done = done
        self._kept(row)
        return ImportState(row.state)

    def add_bad(self, number: int, lines: Sequence[BadLine]) -> None:
        """Keep a group of bad lines."""
        packed = json.dumps([[each.line, each.column, each.code] for each in lines])
        self.session.add(StoredBadLines(import_id=number, lines=packed))
        self.session.flush()

    def checked(self, number: int, found: Checked) -> None:
        """Note what the check found: a person decides now."""
        row = self._row(number)
        for name, value in found._asdict().items():
            setattr(row, name, value)
        row.done = row.size
        if row.state == ImportState.CHECKING.value:
            row.state = ImportState.CHECKED.value
        self._free(row)

    def end(self, number: int, state: ImportState, *, result: str = "") -> None:
        """Note that an import is over."""
        row = self._row(number)
        row.state, row.result, row.ended_at = state.value, result or row.result, self.clock.now()
        self._free(row)

    def failed(self, number: int, error: ApoyoError) -> None:
        """Note why an import could not be checked."""
        row = self._row(number)
        row.code, row.facts = error.code, json.dumps(dict(error.facts), ensure_ascii=False)
        self.end(number, ImportState.FAILED)

    def give_back(self, holder: leases.Holder) -> None:
        """Free what `holder` holds, for another worker or a later turn."""
        leases.give_back(self.session, StoredImport, holder=holder)

    def one(self, kind: ImportKind, number: int) -> Importacion:
        """Return an import with its first bad lines. Raises NotThere."""
        row = self._of(kind, number)
        lines = []
        for each in self.bad_lines(number):
            lines.append(each)
            if len(lines) == SHOWN_LINES:
                break
        return self._shown(row, tuple(lines))

    def bad_lines(self, number: int) -> Iterator[BadLine]:
        """Yield every bad line in the order of the check."""
        query = select(StoredBadLines.lines).where(StoredBadLines.import_id == number)
        for group in self.session.exec(query.order_by(col(StoredBadLines.id))):
            yield from (BadLine(*each) for each in json.loads(group))

    def page(self, kind: ImportKind, *, after: int, limit: int) -> Page[Importacion]:
        """Return imports of a kind, newest first, below id `after` (0: from the newest)."""
        found = select(StoredImport).where(StoredImport.kind == kind.value)
        return page_by_key(
            self.session,
            found,
            StoredImport.id,
            lambda rows: map(self._shown, rows),
            after=after,
            limit=limit,
        )

    def files(self) -> frozenset[str]:
        """Return the names of the files of imports that are not over."""
        query = select(StoredImport.file).where(col(StoredImport.state).not_in(_OVER))
        return frozenset(self.session.exec(query).all())

    def _of(self, kind: ImportKind, number: int) -> StoredImport:
        row = self._row(number)
        if row.kind != kind.value:
            raise NotThere
        return row

    def _row(self, number: int) -> StoredImport:
        return row_of(self.session, StoredImport, number)

    def _kept(self, row: StoredImport) -> Importacion:
        self.session.add(row)
        self.session.flush()
        return self._shown(row)

    def _free(self, row: StoredImport) -> None:
        row.leased_by, row.leased_until = "", None
        self._kept(row)

    def _shown(self, row: StoredImport, lines: tuple[BadLine, ...] = ()) -> Importacion:
        if row.id is None:
            raise NotThere
        return Importacion(
            id=row.id,
            kind=ImportKind(row.kind),
            state=ImportState(row.state),
            day=row.day,
            asked_by=row.asked_by,
            asked_at=row.asked_at,
            ended_at=row.ended_at,
            size=row.size,
            done=row.done,
            encoding=row.encoding,
            separator=row.separator,
            rows=row.rows,
            bad=row.bad,
            sha256=row.sha256,
            code=row.code,
            facts=json.loads(row.facts),
            reason=row.reason,
            result=row.result,
            lines=lines,
        )

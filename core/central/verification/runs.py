"""Cuts of the padrón and runs of verification in the database."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session, and_, col, select

from core.central import leases
from core.central.database import row_of
from core.central.errors import RunTotalsDamaged
from core.central.pages import page_by_key
from core.central.tables.verification import StoredCut, StoredRun
from core.domain.verification.padron import PadronCut, Verificacion
from core.domain.verification.resultado import Resultado
from core.errors import NotThere
from core.ports.shared import Clock
from core.wire import Page, read_json


@dataclass(frozen=True, slots=True)
class StoredCuts:
    """Cuts in the database."""

    session: Session

    def add(self, cut: PadronCut, index_sha256: str) -> None:
        """Store an imported cut; the last one stored is in force. `index_sha256` names its file."""
        row = StoredCut(
            id=cut.id,
            cut_on=cut.cut_on,
            loaded_at=cut.loaded_at,
            rows=cut.rows,
            sha256=cut.sha256,
            index_sha256=index_sha256,
        )
        self.session.add(row)
        self.session.flush()

    def last(self) -> PadronCut | None:
        """Return the cut in force, or None."""
        row = self._in_force()
        return _cut(row) if row else None

    def index_sha256(self) -> str:
        """Return the SHA-256 (hex) of the file of the cut in force, "" where there is none."""
        row = self._in_force()
        return row.index_sha256 if row else ""

    def _in_force(self) -> StoredCut | None:
        query = select(StoredCut).where(col(StoredCut.index_sha256) != "")
        return self.session.exec(query.order_by(col(StoredCut.sequence).desc()).limit(1)).first()

    def page(self, *, after: int, limit: int) -> Page[PadronCut]:
        """Return cuts, newest first, below sequence `after` (0: from the newest)."""
        return page_by_key(
            self.session,
            select(StoredCut),
            StoredCut.sequence,
            lambda rows: map(_cut, rows),
            after=after,
            limit=limit,
        )


@dataclass(frozen=True, slots=True)
class StoredRuns:
    """Runs in the database."""

    session: Session
    clock: Clock

    def ask(self, actor: str, *, whole: bool = True) -> Verificacion:
        """Queue a run for the worker, or return the one that is already waiting.

        A `whole` one judges every record anew; one that waits, or is being done, becomes one.
        """
        waiting = self.waiting()
        if waiting:
            if whole:
                self._row(waiting.id).whole = True
                self.session.flush()
            return waiting
        row = StoredRun(
            asked_at=self.clock.now(),
            asked_by=actor,
            whole=whole,
            padron_cut="",
            judged=0,
            by_result="{}",
        )
        self.session.add(row)
        self.session.flush()
        return _run(row)

    def waiting(self) -> Verificacion | None:
        """Return the oldest run that has not ended, or None."""
        query = select(StoredRun).where(col(StoredRun.ended_at).is_(None))
        row = self.session.exec(query.order_by(col(StoredRun.id)).limit(1)).first()
        return _run(row) if row else None

    def last_ended(self) -> Verificacion | None:
        """Return the newest run that ended, or None."""
        query = select(StoredRun).where(col(StoredRun.ended_at).is_not(None))
        row = self.session.exec(query.order_by(col(StoredRun.id).desc()).limit(1)).first()
        return _run(row) if row else None

    def take(self, run_id: int, holder: leases.Holder) -> bool:
        """Tell whether `holder` does this run now: it has not ended, and no other worker has it."""
        wanted = and_(col(StoredRun.id) == run_id, col(StoredRun.ended_at).is_(None))
        now = self.clock.now()
        return bool(leases.take(self.session, StoredRun, wanted, holder=holder, now=now))

    def keep(self, run_id: int, holder: leases.Holder) -> bool:
        """Tell whether `holder` has this run still, and begin its time anew."""
        now = self.clock.now()
        return leases.renew(self.session, StoredRun, run_id, holder=holder, now=now)

    def give_back(self, holder: leases.Holder) -> None:
        """Let another worker have what `holder` does not go on with."""
        leases.give_back(self.session, StoredRun, holder=holder)

    def is_whole(self, run_id: int) -> bool:
        """Tell whether a run judges every record anew. Raises NotThere."""
        return self._row(run_id).whole

    def last_ground(self) -> str:
        """Return what all verdicts rested on when the newest run ended, "" before the first."""
        query = select(StoredRun.ground).where(col(StoredRun.ended_at).is_not(None))
        return self.session.exec(query.order_by(col(StoredRun.id).desc()).limit(1)).first() or ""

    def end(self, run_id: int, *, cut: str, ground: str, by_result: Mapping[str, int]) -> None:
        """Store how all verdicts stand as a run ends. Raises NotThere."""
        row = self._row(run_id)
        row.ended_at, row.padron_cut, row.ground = self.clock.now(), cut, ground
        row.judged = sum(by_result.values())
        row.by_result = json.dumps(dict(by_result), ensure_ascii=False)
        row.leased_by, row.leased_until = "", None
        self.session.add(row)
        self.session.flush()

    def _row(self, run_id: int) -> StoredRun:
        return row_of(self.session, StoredRun, run_id)

    def page(self, *, after: int, limit: int) -> Page[Verificacion]:
        """Return runs, newest first, below id `after` (0: from the newest)."""
        return page_by_key(
            self.session,
            select(StoredRun),
            StoredRun.id,
            lambda rows: map(_run, rows),
            after=after,
            limit=limit,
        )


def _cut(row: StoredCut) -> PadronCut:
    return PadronCut(row.id, row.cut_on, row.loaded_at, row.rows, row.sha256)


def _run(row: StoredRun) -> Verificacion:
    if row.id is None:
        raise NotThere
    return Verificacion(
        id=row.id,
        asked_at=row.asked_at,
        ended_at=row.ended_at,
        padron_cut=row.padron_cut,
        judged=row.judged,
        by_result=_totals(row.by_result),
    )


def _totals(kept: str) -> dict[str, int]:
    """Return counts by label: of each known result at most one. Raises RunTotalsDamaged."""
    try:
        counts = read_json(dict[Resultado, int], kept)
    except ValueError as cause:
        raise RunTotalsDamaged from cause
    if any(count < 0 for count in counts.values()):
        raise RunTotalsDamaged
    return {resultado.value: count for resultado, count in counts.items()}

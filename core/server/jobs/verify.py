"""The verification job of the worker (numeral 9): opens what came, and judges what it must."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from core.central.unit_of_work import SERVER, UnitOfWork
from core.central.verification.padron import open_padron
from core.central.verification.records import JOB
from core.domain.padron import PadronCut, Verificacion
from core.ports.central_padron import KeyedHashes, Opener, SealedRecord
from core.procedure.n09_verify_in_padron import VerifyInPadron
from core.server.dependencies import Dependencies
from core.server.jobs.judging import Judging, RunLost, hold, plan_of
from core.server.jobs.one_by_one import OneByOne, one_by_one

OWN_CLOCK = timedelta(minutes=1)
"""Least time between two runs that nobody asked for."""

_BATCH = 100

_Opened = tuple[SealedRecord, KeyedHashes]


@dataclass(frozen=True, slots=True)
class VerifyJob:
    """Executes the waiting run, or its own where records have no verdict yet."""

    deps: Dependencies
    opener: Opener

    def __call__(self) -> int:
        """Return how many records were judged; 0 where there was nothing to do."""
        with self.deps.units.reading() as work:
            if work.procesos.latest() is None or work.geografia.is_empty():
                return 0
            cut, due = work.cuts.last(), self._is_due(work)
        if cut is None or not due:
            return 0
        with self.deps.units.writing(SERVER) as work:
            if not self._is_due(work):
                return 0
            run = work.runs.ask(SERVER, whole=False)
            if not work.runs.take(run.id, self.deps.worker):
                return 0
        try:
            with one_by_one(self.deps.units, JOB) as each:
                self._open_all(run, each)
                return self._judge_all(run, cut, each)
        except RunLost:
            return 0

    def _is_due(self, work: UnitOfWork) -> bool:
        if work.runs.waiting() is not None:
            return True
        last = work.runs.last_ended()
        rested = last is None or self.deps.clock.now() - last.asked_at >= OWN_CLOCK
        return rested and work.records.has_unjudged()

    def _open_all(self, run: Verificacion, each: OneByOne) -> None:
        """Open what no run has opened, a batch at a time, outside of any transaction."""

        def open_one(record: SealedRecord) -> _Opened:
            return record, self.opener(record)

        def keep(opened: Sequence[_Opened]) -> None:
            with self.deps.units.writing(SERVER) as work:
                work.records.keep_hashes({record.record_id: got for record, got in opened})

        reached = 0
        while True:
            with self.deps.units.reading() as work:
                records = work.records.unopened(after=reached, limit=_BATCH)
            if not records:
                return
            self._keep(run)
            reached = records[-1].position
            opened = list(each(records, lambda record: record.folio, open_one))
            each.together(opened, lambda one: one[0].folio, keep)

    def _judge_all(self, run: Verificacion, cut: PadronCut, each: OneByOne) -> int:
        with open_padron(self.deps.settings.data / "padron", cut.id) as index:
            with self.deps.units.reading() as work:
                plan = plan_of(work, run, cut)
                territory = work.territory(work.procesos.current().proceso)
                verify = VerifyInPadron(index, territory, each)
            return Judging(self.deps, run, cut, plan, verify, each)()

    def _keep(self, run: Verificacion) -> None:
        with self.deps.units.writing(SERVER) as work:
            hold(work, run, self.deps.worker)

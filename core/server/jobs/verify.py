"""The verification job of the worker (numeral 9): opens what came, and judges what it must."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from core.central.unit_of_work import SERVER, UnitOfWork
from core.central.verification.answered import AnsweredPadron
from core.central.verification.padron import open_padron
from core.central.verification.records import JOB
from core.domain.values.waits import has_waited
from core.domain.verification.padron import PadronCut, Verificacion
from core.ports.central_lotes import Citizens
from core.ports.central_padron import KeyedHashes, Opener, SealedRecord
from core.procedure.n09_verify_in_padron import VerifyInPadron
from core.server.composition.dependencies import Dependencies
from core.server.files.cuts import Cuts
from core.server.jobs.ahead import opened_ahead
from core.server.jobs.judging import Judging, RunLost, hold, plan_of
from core.server.jobs.one_by_one import OneByOne, one_by_one

OWN_CLOCK = timedelta(minutes=1)
"""Least time between two runs that nobody asked for."""

_BATCH = 200
"""Records opened before a transaction keeps what that gave, and the run's time begins anew."""

_Opened = tuple[SealedRecord, KeyedHashes]


@dataclass(frozen=True, slots=True)
class VerifyJob:
    """Executes the waiting run, or its own where records have no verdict yet."""

    deps: Dependencies
    opener: Opener

    def __call__(self) -> int:
        """Return how many records were judged; 0 where there was nothing to do.

        What ails this machine alone (its disk, its way to the store) leaves the run to another.
        """
        with self.deps.units.reading() as work:
            if work.procesos.latest() is None or work.geografia.is_empty():
                return 0
            cut, sha256, due = work.cuts.last(), work.cuts.index_sha256(), self._is_due(work)
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
                return self._judge_all(run, cut, sha256, each)
        except RunLost:
            return 0
        except Exception:
            with self.deps.units.writing(SERVER) as work:
                work.runs.give_back(self.deps.worker)
            raise

    def _is_due(self, work: UnitOfWork) -> bool:
        if work.runs.waiting() is not None:
            return True
        last = work.runs.last_ended()
        now = self.deps.clock.now()
        rested = last is None or has_waited(last.asked_at, OWN_CLOCK, now)
        return rested and (work.records.has_unjudged() or bool(work.respuestas.to_judge(1)))

    def _open_all(self, run: Verificacion, each: OneByOne) -> None:
        """Open what no run has opened, a batch at a time: the next one while what came is kept."""
        with opened_ahead(self.opener) as opener:
            records = self._unopened(0)
            opener.begin(records)
            while records:
                following = self._unopened(records[-1].position)
                opener.begin(following)
                self._open(run, records, opener, each)
                opener.forget(records)
                records = following

    def _unopened(self, after: int) -> Sequence[SealedRecord]:
        with self.deps.units.reading() as work:
            return work.records.unopened(after=after, limit=_BATCH)

    def _open(
        self, run: Verificacion, records: Sequence[SealedRecord], opener: Opener, each: OneByOne
    ) -> None:
        def open_one(record: SealedRecord) -> _Opened:
            return record, opener(record)

        def keep(opened: Sequence[_Opened]) -> None:
            with self.deps.units.writing(SERVER) as work:
                hold(work, run, self.deps.worker)
                work.records.keep_hashes({record.record_id: got for record, got in opened})

        opened = list(each(records, lambda record: record.folio, open_one))
        each.together(opened, lambda one: one[0].folio, keep)

    def _answers(self, asked: Sequence[KeyedHashes]) -> Citizens:
        with self.deps.units.reading() as work:
            return work.respuestas.of(asked) if work.respuestas.has_any() else {}

    def _judge_all(self, run: Verificacion, cut: PadronCut, sha256: str, each: OneByOne) -> int:
        cuts = Cuts.of(self.deps)
        cuts.fetch(cut.id, sha256)
        with open_padron(cuts.folder, cut.id, sha256) as index:
            with self.deps.units.reading() as work:
                plan = plan_of(work, run, cut)
                territory = work.territory(work.procesos.current().proceso)
                known = AnsweredPadron(index, self._answers, cut.cut_on)
                verify = VerifyInPadron(known, territory, each)
            return Judging(self.deps, run, cut, plan, verify, each)()

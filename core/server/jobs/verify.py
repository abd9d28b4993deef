"""The verification job of the worker (numeral 9): opens, looks up, and recounts all records."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from core.central.unit_of_work import SERVER, UnitOfWork
from core.central.verification.padron import open_padron
from core.central.verification.verdicts import JOB
from core.domain.conteo import Outcome, totals
from core.domain.padron import PadronCut, Verificacion
from core.errors import MachineTrouble
from core.ports.central_padron import Judged, KeyedHashes, KnownRecord, Opener, SealedRecord
from core.procedure.n09_verify_in_padron import VerifyInPadron
from core.server.dependencies import Dependencies
from core.server.jobs.one_by_one import OneByOne, one_by_one

OWN_CLOCK = timedelta(minutes=1)
"""Least time between two runs that nobody asked for."""

_BATCH = 100

_KEPT_EVERY = 20_000


class RunLost(MachineTrouble):
    """Another worker does this run: this one was not heard of for too long."""

    code = "error"


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
            run = work.runs.ask(SERVER)
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
        return rested and work.verdicts.has_unjudged()

    def _open_all(self, run: Verificacion, each: OneByOne) -> None:
        """Open what no run has opened, a batch at a time, outside of any transaction."""

        def open_one(record: SealedRecord) -> _Opened:
            return record, self.opener(record)

        def keep(opened: Sequence[_Opened]) -> None:
            with self.deps.units.writing(SERVER) as work:
                work.verdicts.keep_hashes({record.record_id: got for record, got in opened})

        reached = 0
        while True:
            with self.deps.units.reading() as work:
                records = work.verdicts.unopened(after=reached, limit=_BATCH)
            if not records:
                return
            self._keep(run)
            reached = records[-1].position
            opened = list(each(records, lambda record: record.folio, open_one))
            each.together(opened, lambda one: one[0].folio, keep)

    def _judge_all(self, run: Verificacion, cut: PadronCut, each: OneByOne) -> int:
        with (
            self.deps.units.reading() as work,
            open_padron(self.deps.settings.data / "padron", cut.id) as index,
        ):
            territory = work.territory(work.procesos.current().proceso)
            known = self._kept_on(run, work.verdicts.known(each))
            judged = VerifyInPadron(index, territory, each)(known)
        self._keep(run)
        at = self.deps.clock.now()

        def keep(verdicts: Sequence[Judged]) -> None:
            with self.deps.units.writing(SERVER) as work:
                self._hold(work, run)
                work.verdicts.keep(verdicts, cut=cut.id, judged_at=at)

        kept = each.together(judged, lambda one: one.folio, keep)
        with self.deps.units.writing(SERVER) as work:
            self._end(work, run, cut, {one.folio: one.outcome for one in kept})
        return len(kept)

    def _kept_on(self, run: Verificacion, known: Iterable[KnownRecord]) -> Iterator[KnownRecord]:
        """Pass records on, and keep the run while they are judged."""
        for number, one in enumerate(known):
            if not number % _KEPT_EVERY:
                self._keep(run)
            yield one

    def _keep(self, run: Verificacion) -> None:
        with self.deps.units.writing(SERVER) as work:
            self._hold(work, run)

    def _hold(self, work: UnitOfWork, run: Verificacion) -> None:
        """Begin the time of the run anew. Raises RunLost where another worker has it."""
        if not work.runs.keep(run.id, self.deps.worker):
            raise RunLost

    def _end(
        self, work: UnitOfWork, run: Verificacion, cut: PadronCut, kept: dict[str, Outcome]
    ) -> None:
        """End the run. What was set aside has no verdict: a former one would count twice."""
        self._hold(work, run)
        by_result = totals(kept)
        work.verdicts.withdraw_others(kept)
        work.runs.end(run.id, cut=cut.id, judged=len(kept), by_result=by_result)
        facts = {"corte": cut.id} | {label: str(count) for label, count in by_result.items()}
        work.bitacora.append("verificacion", str(run.id), facts)

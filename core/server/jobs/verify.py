"""What the worker does for numeral 9: opens what arrived, looks it up, counts everything anew."""

from dataclasses import dataclass
from datetime import timedelta

from core.central.unit_of_work import SERVER, UnitOfWork
from core.central.verification.padron import open_padron
from core.domain.conteo import totals
from core.domain.padron import PadronCut, Verificacion
from core.ports.central_padron import Judged, Opener
from core.procedure.n09_verify_in_padron import VerifyInPadron
from core.server.dependencies import Dependencies

OWN_CLOCK = timedelta(minutes=1)
"""Least time between two runs that nobody asked for."""

_BATCH = 100


@dataclass(frozen=True, slots=True)
class VerifyJob:
    """Does the run that waits; without one, its own where records have no verdict yet."""

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
            run = work.runs.ask(SERVER)
        self._open_all()
        return self._judge_all(run, cut)

    def _is_due(self, work: UnitOfWork) -> bool:
        if work.runs.waiting() is not None:
            return True
        last = work.runs.last_ended()
        rested = last is None or self.deps.clock.now() - last.asked_at >= OWN_CLOCK
        return rested and work.verdicts.has_unjudged()

    def _open_all(self) -> None:
        """Open what no run has opened, a batch at a time, outside of any transaction."""
        while True:
            with self.deps.units.reading() as work:
                records = work.verdicts.unopened(_BATCH)
            if not records:
                return
            opened = {each.record_id: self.opener(each) for each in records}
            with self.deps.units.writing(SERVER) as work:
                work.verdicts.keep_hashes(opened)

    def _judge_all(self, run: Verificacion, cut: PadronCut) -> int:
        with (
            self.deps.units.reading() as work,
            open_padron(self.deps.settings.data / "padron", cut.id) as index,
        ):
            territory = work.territory(work.procesos.current().proceso)
            judged = VerifyInPadron(index, territory)(work.verdicts.known())
        with self.deps.units.writing(SERVER) as work:
            self._keep(work, run, cut, judged)
        return len(judged)

    def _keep(
        self, work: UnitOfWork, run: Verificacion, cut: PadronCut, judged: tuple[Judged, ...]
    ) -> None:
        by_result = totals({each.folio: each.outcome for each in judged})
        work.verdicts.keep(judged, cut=cut.id, judged_at=self.deps.clock.now())
        work.runs.end(run.id, cut=cut.id, judged=len(judged), by_result=by_result)
        facts = {"corte": cut.id} | {label: str(count) for label, count in by_result.items()}
        work.bitacora.append("verificacion", str(run.id), facts)

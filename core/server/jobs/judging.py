"""One run of verification, some records at a time: what changed is kept, each part by itself.

A transaction changes so few verdicts that no receipt waits for it. Whatever ends a run, what it
kept is consistent, and the next one goes on from there.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from threading import Event
from typing import Any

from sqlalchemy import Row

from core.central.leases import Holder
from core.central.unit_of_work import SERVER, UnitOfWork
from core.central.verification.pairs import Pairs
from core.central.verification.records import known
from core.domain.verification.padron import PadronCut, Verificacion
from core.errors import MachineTrouble
from core.ports.central_padron import JudgedAlone
from core.procedure.n09_verify_in_padron import VerifyInPadron
from core.server.composition.dependencies import Dependencies
from core.server.jobs.one_by_one import OneByOne

_READ_AT_ONCE = 1_000

_KEPT_AT_ONCE = 100
"""Verdicts of one transaction: what a receipt waits for at most."""

_GIVES_WAY = 0.005
"""Seconds between two transactions: on SQLite nobody queues, whoever waits looks again."""

_PAIRS_AT_ONCE = 200
_HELD_EVERY = 20
_NEVER = Event()

_Reader = Callable[[UnitOfWork, int], Sequence[Row[Any]]]
"""Gives the records above a position."""


class RunLost(MachineTrouble):
    """Another worker does this run: this one was not heard of for too long."""

    code = "error"


@dataclass(frozen=True, slots=True)
class Plan:
    """What one run rests on, and what it judges: everything, or what is new or touched.

    `ground` names padrón, proceso, geography and periods. `head` is the last record received.
    `changed` are the pairs of which something was learnt since they were judged.
    """

    ground: str
    whole: bool
    head: int
    pairs: Pairs
    changed: Sequence[tuple[str, str]]


def plan_of(work: UnitOfWork, run: Verificacion, cut: PadronCut) -> Plan:
    """Return the plan of a run. What it rests on is read first: later changes are seen next time.

    Everything is judged where somebody asked for it, or what all verdicts rest on is another.
    """
    proceso, acts = work.procesos.current(), work.periodos.acts()
    ground = f"{cut.id} {proceso.version} {work.geografia.version()} {len(acts)}"
    head, pairs = work.records.head(), work.pairs.all()
    whole = work.runs.is_whole(run.id) or work.runs.last_ground() != ground
    return Plan(ground, whole, head, pairs, work.pairs.changed(pairs))


@dataclass(frozen=True, slots=True)
class Judging:
    """Judges what the plan of one run says, and ends the run."""

    deps: Dependencies
    run: Verificacion
    cut: PadronCut
    plan: Plan
    verify: VerifyInPadron
    each: OneByOne

    def __call__(self) -> int:
        """Return how many records were judged. Raises RunLost.

        From the first verdict to the last, a changed pair stands under no facts: where this run is
        cut, what it was judged under before may be so again, and some verdicts be of neither.
        """
        self._note_pairs(lambda work, some: work.pairs.forget(some))
        judged = sum(self._judge_all(reader) for reader in self._readers())
        judged += self._judge_answered()
        self._note_pairs(lambda work, some: work.pairs.judged(self.plan.pairs, some))
        self._end()
        return judged

    def _note_pairs(self, note: Callable[[UnitOfWork, Sequence[tuple[str, str]]], None]) -> None:
        for some in _parts(self.plan.changed, _PAIRS_AT_ONCE):
            with self.deps.units.writing(SERVER) as work:
                self.hold(work)
                note(work, some)

    def hold(self, work: UnitOfWork) -> None:
        """Begin the time of the run anew. Raises RunLost where another worker has it."""
        hold(work, self.run, self.deps.worker)

    def _readers(self) -> Iterator[_Reader]:
        bounds = {"up_to": self.plan.head, "limit": _READ_AT_ONCE}
        if self.plan.whole:
            yield lambda work, after: work.records.all(after=after, **bounds)
            return
        yield from (_reader_of(pair, bounds) for pair in self.plan.changed)
        yield lambda work, after: work.records.unjudged(after=after, **bounds)

    def _judge_all(self, read: _Reader) -> int:
        after = judged = batches = 0
        while True:
            with self.deps.units.reading() as work:
                rows = read(work, after)
            if not rows:
                return judged
            after = rows[-1].position
            judged += self._judge(rows)
            batches += 1
            if not batches % _HELD_EVERY:
                with self.deps.units.writing(SERVER) as work:
                    self.hold(work)

    def _judge_answered(self) -> int:
        """Judge whoever the DERFE answered about since, some citizens at a time."""
        judged = 0
        while True:
            with self.deps.units.reading() as work:
                lines = work.respuestas.to_judge(_PAIRS_AT_ONCE)
                rows = work.records.of_citizens([line[1:] for line in lines])
            if not lines:
                return judged
            judged += self._judge(rows)
            with self.deps.units.writing(SERVER) as work:
                self.hold(work)
                work.respuestas.judged(lines)

    def _judge(self, rows: Sequence[Row[Any]]) -> int:
        """Judge some records; what was set aside has no verdict: a former one would count twice."""
        batch = known(rows, self.plan.pairs, self.each)
        judged = self.verify(batch.known)
        verdicts = {one.record.folio: one.verdict for one in batch.known}
        well = {one.folio for one in judged}
        self._withdraw(batch.with_verdict - well)
        changed = [one for one in judged if one.changes(verdicts[one.folio])]
        for some in _parts(changed, _KEPT_AT_ONCE):
            kept = self.each.together(some, lambda one: one.folio, self._keep)
            failed = {one.folio for one in some} - {one.folio for one in kept}
            well -= failed
            self._withdraw(batch.with_verdict & failed)
            _NEVER.wait(_GIVES_WAY)
        return len(well)

    def _keep(self, judged: Sequence[JudgedAlone]) -> None:
        with self.deps.units.writing(SERVER) as work:
            self.hold(work)
            work.verdicts.keep(judged, cut=self.cut.id, judged_at=self.deps.clock.now())

    def _withdraw(self, folios: Collection[str]) -> None:
        for some in _parts(sorted(folios), _KEPT_AT_ONCE):
            with self.deps.units.writing(SERVER) as work:
                self.hold(work)
                work.verdicts.withdraw(some, cut=self.cut.id, judged_at=self.deps.clock.now())

    def _end(self) -> None:
        """End the run with the totals of that instant; not one that must begin anew, as a whole."""
        with self.deps.units.writing(SERVER) as work:
            self.hold(work)
            if work.runs.is_whole(self.run.id) and not self.plan.whole:
                return
            by_result, ground = work.verdicts.totals(), self.plan.ground
            work.runs.end(self.run.id, cut=self.cut.id, ground=ground, by_result=by_result)
            facts = {"corte": self.cut.id} | {name: str(n) for name, n in by_result.items()}
            work.bitacora.append("verificacion", str(self.run.id), facts)


def _reader_of(pair: tuple[str, str], bounds: Mapping[str, int]) -> _Reader:
    return lambda work, after: work.records.of_pair(pair, after=after, **bounds)


def hold(work: UnitOfWork, run: Verificacion, worker: Holder) -> None:
    """Begin the time of a run anew. Raises RunLost where another worker has it."""
    if not work.runs.keep(run.id, worker):
        raise RunLost


def _parts(items: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    for begin in range(0, len(items), size):
        yield items[begin : begin + size]

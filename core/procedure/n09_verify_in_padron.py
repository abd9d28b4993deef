"""Numeral 9, in the worker: envelopes are opened in memory and all records judged again.

What stays of a citizen: keyed hashes, sección, emission, the padrón's answer and the verdict.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from core.domain.conteo import (
    CountRecord,
    Doubt,
    Ground,
    Outcome,
    judge_alone,
    without_duplicates,
)
from core.domain.resultado import PadronAnswer
from core.ports.apartados import EachAlone, unguarded
from core.ports.central_padron import (
    Judged,
    KnownRecord,
    PadronIndex,
    Territory,
)

_AT_ONCE = 10_000
"""Records looked up together: the index is read in its own order."""

_Answered = tuple[KnownRecord, PadronAnswer, Doubt]
_NO_ANSWER = PadronAnswer(row="", estatus="", cause="", seccion="")


@dataclass(frozen=True, slots=True)
class VerifyInPadron:
    """Judge every opened record under the padrón in force: always a full recount."""

    index: PadronIndex
    territory: Territory
    each: EachAlone = unguarded

    def __call__(self, known: Iterable[KnownRecord]) -> tuple[Judged, ...]:
        """Return the verdict of each record, with the padrón's answer.

        A record that `each` sets aside gets none, and does not count as the first of its citizen.
        """
        answers: dict[str, PadronAnswer] = {}
        ground = Ground(
            padron=answers,
            secciones=self.territory.secciones(),
            periodo_of=self.territory.periodo_of,
            settings=self.territory.settings(),
        )

        def alone(answered: _Answered) -> tuple[CountRecord, Outcome]:
            one, answer, doubt = answered
            first = one.record.doubt
            record = replace(one.record, doubt=doubt if first is Doubt.NONE else first)
            answers[record.folio] = answer
            return record, judge_alone(record, ground)

        judged = self.each(self._answered(known), lambda one: one[0].record.folio, alone)
        outcomes = without_duplicates(judged, ground)
        return tuple(Judged(folio, outcomes[folio], answers[folio]) for folio in outcomes)

    def _answered(self, known: Iterable[KnownRecord]) -> Iterator[_Answered]:
        """Yield each record with the padrón's answer; one that did not open has its doubt."""
        rest = iter(known)
        while batch := list(islice(rest, _AT_ONCE)):
            opened = [one.hashes for one in batch if one.hashes.doubt is Doubt.NONE]
            found = iter(self.index.find(opened))
            for one in batch:
                doubt = one.hashes.doubt
                answer, doubt = next(found) if doubt is Doubt.NONE else (_NO_ANSWER, doubt)
                yield one, answer, doubt

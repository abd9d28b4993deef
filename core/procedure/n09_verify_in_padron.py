"""Numeral 9, in the worker: envelopes are opened in memory and all records judged again.

What stays of a citizen: keyed hashes, sección, emission, the padrón's answer and the verdict.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

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
    KeyedHashes,
    KnownRecord,
    PadronIndex,
    Territory,
)

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

        def alone(one: KnownRecord) -> tuple[CountRecord, Outcome]:
            answer, doubt = self._answer(one.hashes)
            first = one.record.doubt
            record = replace(one.record, doubt=doubt if first is Doubt.NONE else first)
            answers[record.folio] = answer
            return record, judge_alone(record, ground)

        judged = self.each(known, lambda one: one.record.folio, alone)
        outcomes = without_duplicates(judged, ground)
        return tuple(Judged(folio, outcomes[folio], answers[folio]) for folio in outcomes)

    def _answer(self, hashes: KeyedHashes) -> tuple[PadronAnswer, Doubt]:
        """Return the padrón's answer; a record that did not open has none, and its doubt."""
        if hashes.doubt is not Doubt.NONE:
            return _NO_ANSWER, hashes.doubt
        return self.index.find(hashes)

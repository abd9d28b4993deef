"""Numeral 9, in the worker: records that were opened in memory are judged by the padrón.

What stays of a citizen: keyed hashes, sección, emission, the padrón's answer and the verdict.
"""

from collections.abc import Iterable, Iterator
from dataclasses import InitVar, dataclass, field, replace
from itertools import islice

from core.domain.apoyos.conteo import (
    Doubt,
    Ground,
    judge_alone,
)
from core.domain.verification.resultado import PadronAnswer
from core.ports.apartados import EachAlone, unguarded
from core.ports.central_padron import (
    JudgedAlone,
    KnownRecord,
    PadronIndex,
    Territory,
)

_AT_ONCE = 10_000
"""Records looked up together: the index is read in its own order."""

_Answered = tuple[KnownRecord, PadronAnswer, Doubt]
_NO_ANSWER = PadronAnswer(row="", estatus="", cause="", seccion="")


@dataclass(slots=True)
class VerifyInPadron:
    """Judges opened records, some at a time, by one padrón and one territory.

    Whether one counts among others of its citizen is told where it is kept.
    """

    index: PadronIndex
    territory: InitVar[Territory]
    each: EachAlone = unguarded
    _ground: Ground = field(init=False)

    def __post_init__(self, territory: Territory) -> None:
        self._ground = Ground(
            padron={},
            secciones=territory.secciones(),
            periodo_of=territory.periodo_of,
            settings=territory.settings(),
        )

    def __call__(self, known: Iterable[KnownRecord]) -> tuple[JudgedAlone, ...]:
        """Return what each record is by itself. One that `each` sets aside is left out."""

        def alone(answered: _Answered) -> JudgedAlone:
            one, answer, doubt = answered
            first = one.record.doubt
            record = replace(one.record, doubt=doubt if first is Doubt.NONE else first)
            ground = replace(self._ground, padron={record.folio: answer})
            return JudgedAlone(record, judge_alone(record, ground), answer)

        return tuple(self.each(self._answered(known), lambda one: one[0].record.folio, alone))

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

"""The padrón with the DERFE's answers over it: of two truths of a citizen the newer holds."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from core.domain.apoyos.conteo import Doubt
from core.domain.verification.lote import Estatus
from core.domain.verification.resultado import PadronAnswer
from core.ports.central_lotes import Citizens, DerfeAnswer
from core.ports.central_padron import KeyedHashes, PadronIndex

_NOT_IN_IT = frozenset({Estatus.UNKNOWN, Estatus.DISAGREE})
_NOBODY = PadronAnswer(row="", estatus="", cause="", seccion="")


@dataclass(frozen=True, slots=True)
class AnsweredPadron:
    """A PadronIndex of a cut and of answers; one by a padrón before `cut_on` says nothing more.

    An answer of the cut's own day was given about this citizen, and holds.
    """

    index: PadronIndex
    answers: Callable[[Sequence[KeyedHashes]], Citizens]
    cut_on: date

    def find(self, asked: Sequence[KeyedHashes]) -> Iterable[tuple[PadronAnswer, Doubt]]:
        found, said = self.index.find(asked), self.answers(asked)
        return self._over(asked, found, said) if said else found

    def _over(
        self,
        asked: Sequence[KeyedHashes],
        by_cut: Iterable[tuple[PadronAnswer, Doubt]],
        said: Citizens,
    ) -> Iterable[tuple[PadronAnswer, Doubt]]:
        for each, found in zip(asked, by_cut, strict=True):
            answer = said.get((each.clave, each.cic))
            over = answer is not None and answer.day >= self.cut_on
            yield _answered(each, answer, found[0]) if answer is not None and over else found


def _answered(
    asked: KeyedHashes, said: DerfeAnswer, found: PadronAnswer
) -> tuple[PadronAnswer, Doubt]:
    """Return an answer as the padrón gives it. Its row is the cut's, by which a citizen is one."""
    if said.estatus in _NOT_IN_IT:
        doubt = Doubt.KEYS_DISAGREE if said.estatus is Estatus.DISAGREE else Doubt.NONE
        return _NOBODY, doubt
    row = found.row or asked.clave or asked.cic
    return PadronAnswer(row, said.estatus.value, said.cause, said.seccion), Doubt.NONE

"""Numeral 9, in the worker: what the DERFE is asked about the citizens of a batch.

A line is a citizen: a reference of chance, clave and CIC. Neither candidatura nor folio, auxiliar,
hour nor how many supports there are: the lines stand in the order of their references.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from core.domain.verification.lote import new_reference
from core.ports.apartados import EachAlone, unguarded
from core.ports.central_lotes import AskedCitizen, CitizenOf, LoteLine

COLUMNS = ("referencia", "clave_elector", "cic")


@dataclass(slots=True)
class AskDerfe:
    """Opens one record of each citizen; who could not be read is left out by `each`.

    `asked` are those of the lines that were given out. `told` hears how many were opened.
    """

    citizen: CitizenOf
    told: Callable[[int], None]
    each: EachAlone = unguarded
    asked: list[LoteLine] = field(default_factory=list)

    def __call__(self, questions: Sequence[AskedCitizen]) -> Iterator[bytes]:
        """Yield the lines of the file, its header first. What `told` raises ends it."""
        yield _line(COLUMNS)
        named = sorted((new_reference(), place) for place in range(len(questions)))
        chosen = [LoteLine(reference, questions[place]) for reference, place in named]

        def read(one: LoteLine) -> bytes:
            clave, cic = self.citizen(one.question.record)
            self.asked.append(one)
            return _line((one.reference, clave, cic))

        for done, line in enumerate(self.each(chosen, _folio, read), 1):
            self.told(done)
            yield line


def _folio(one: LoteLine) -> str:
    return one.question.record.folio


def _line(cells: Sequence[str]) -> bytes:
    return (",".join(cells) + "\n").encode()

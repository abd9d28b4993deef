"""The nightly recount in the worker: roll-ups against the records (numeral 6.b)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from core.central.apoyos.recount import Difference, PairKey
from core.central.errors import RecountDiffers
from core.central.unit_of_work import SERVER, UnitOfWork, Units
from core.server.composition.dependencies import Dependencies
from core.server.jobs.one_by_one import one_by_one

JOB = "recuento"
"""What the job is called under which pairs are set aside."""

_NIGHT = range(2, 6)
"""Hours of the proceso's clock: nobody captures then."""


@dataclass(frozen=True, slots=True)
class RecountJob:
    """Counts everything anew once a night; a pair that differs is set aside, for a person.

    One worker does, of however many there are, and none again that night because it was restarted.

    It corrects nothing: a difference is a defect of ours that somebody should look into first.
    `apoyo central recount --fix` corrects.
    """

    deps: Dependencies

    def __call__(self) -> int:
        """Return how many pairs differ."""
        with self.deps.units.reading() as work:
            now = self._local(work)
            nightly = now.hour in _NIGHT and not work.trabajos.is_done(JOB, now.date())
        nightly = nightly and self._take()
        with self.deps.units.reading() as work:
            aside = work.apartados.names(JOB) - work.apartados.resting(JOB)
            found = self._found(work, aside, nightly=nightly)
        wrong = {name_of(each.pair) for each in found}

        def look(name: str) -> str:
            if name in wrong:
                raise RecountDiffers
            return name

        with one_by_one(self.deps.units, JOB) as each:
            names = sorted(wrong | each.known) if nightly else sorted(aside)
            list(each(names, str, look))
        if nightly:
            with self.deps.units.writing(SERVER) as work:
                work.trabajos.done(JOB, now.date())
        return len(wrong)

    def _take(self) -> bool:
        """Tell whether no other worker counts now."""
        with self.deps.units.writing(SERVER) as work:
            return work.trabajos.take(JOB, self.deps.worker)

    def _found(
        self, work: UnitOfWork, aside: Iterable[str], *, nightly: bool
    ) -> Iterable[Difference]:
        if nightly:
            return work.recount.differences()
        return [each for name in aside for each in work.recount.differences(pair_of(name))]

    def _local(self, work: UnitOfWork) -> datetime:
        proceso = work.procesos.latest()
        zone = proceso.proceso.time_zone if proceso else "UTC"
        return self.deps.clock.now().astimezone(ZoneInfo(zone))


def mend(units: Units, found: Iterable[Difference]) -> int:
    """Correct the roll-ups of these pairs, a transaction each; return how many pairs those are."""
    pairs = sorted({each.pair for each in found})
    for pair in pairs:
        with units.writing(SERVER) as work:
            for each in work.recount.mend(pair):
                facts = {
                    "auxiliar": pair.auxiliar,
                    "resultado": said_of(each),
                    "decia": str(each.kept),
                    "son": str(each.counted),
                }
                work.bitacora.append("avance_corregido", pair.aspirante, facts)
            work.apartados.forgive(JOB, [name_of(pair)])
    return len(pairs)


def said_of(one: Difference) -> str:
    """Return of which result, and in which sección, a roll-up differed."""
    resultado = one.resultado or "sin verificar"
    return f"{resultado} en la sección {one.seccion}" if one.seccion else resultado


def name_of(pair: PairKey) -> str:
    """Return how a pair is named where it is set aside."""
    return " ".join(pair)


def pair_of(name: str) -> PairKey:
    """Return the pair of a name that `name_of` gave."""
    return PairKey(*name.split(" "))

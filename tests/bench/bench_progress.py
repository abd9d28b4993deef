"""desk.dashboard: progress of all, and of the aspirante who has a third of 10 M supports."""

import statistics
import sys
from functools import partial

from core.central.database import open_database
from core.central.unit_of_work import UnitOfWork, Units
from core.clock import SystemClock
from tests.apoyo_data import FIRST, a_proceso
from tests.bench import seeded
from tests.bench.figure import ROUNDS, Figure, seconds

_PAGE, _MS = 50, 1000


def measure() -> list[Figure]:
    """Return the slower of both, each the median of some rounds."""
    print(f"  {seeded.SUPPORTS:,} apoyos; la primera vez se escriben…", file=sys.stderr)
    engine = open_database(f"sqlite:///{seeded.path()}")
    proceso = a_proceso()

    def all_of_them(work: UnitOfWork) -> None:
        page = work.avance.page(proceso, after=0, limit=_PAGE)
        work.progress.of([each.id_solicitante for each in page.items])

    def one(work: UnitOfWork) -> None:
        [shown] = work.avance.one(FIRST, proceso).items
        assert shown.received > seeded.SUPPORTS // 4

    with Units(engine, SystemClock()).reading() as work:
        asked = (("la lista", partial(all_of_them, work)), ("uno", partial(one, work)))
        spent = {
            name: _MS * statistics.median(seconds(ask) for _ in range(ROUNDS))
            for name, ask in asked
        }
    engine.dispose()
    told = ", ".join(f"{name} {value:.0f} ms" for name, value in spent.items())
    conditions = (
        f"{seeded.SUPPORTS:,} apoyos, {seeded.ASPIRANTES} aspirantes (uno con la tercera parte), "
        f"{seeded.AUXILIARES:,} auxiliares, SQLite, sin la red: {told}; mediana de {ROUNDS}"
    )
    return [Figure("desk.dashboard", max(spent.values()), "ms", None, conditions)]

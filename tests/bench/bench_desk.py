"""desk.dashboard, desk.first_rows, desk.scroll: what the desk shows at 10 M supports."""

import statistics
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

from core.central.unit_of_work import UnitOfWork, Units
from core.central.verification.revision import StoredRevision
from core.clock import SystemClock
from core.domain.desk.bitacora import BitacoraAsked
from core.wire import Page
from tests.apoyo_data import FIRST, a_proceso
from tests.bench import seeded
from tests.bench.figure import ROUNDS, Figure, seconds

_PAGE, _MS = 50, 1000
_AUXILIAR = "000000"
_PROCESO = a_proceso()

_Shows = Callable[[UnitOfWork, str], Page[Any]]
"""Gives the page of a list beyond a cursor, "" for the first."""

_LISTS: dict[str, _Shows] = {
    "aspirantes": lambda work, after: work.aspirantes.page(
        after=int(after or 0), limit=_PAGE, search="", proceso=_PROCESO, progress=work.progress
    ),
    "avance": lambda work, after: work.avance.page(_PROCESO, after=int(after or 0), limit=_PAGE),
    "auxiliares": lambda work, after: work.own_auxiliares.page(
        FIRST, after=after, limit=_PAGE, search=""
    ),
    "acuses de una candidatura": lambda work, after: work.acuses.page_of_aspirante(
        FIRST, after=int(after or 0), limit=_PAGE
    ),
    "acuses de un auxiliar": lambda work, after: work.acuses.page_of_auxiliar(
        _AUXILIAR, after=after, limit=_PAGE
    ),
    "mesa de control": lambda work, after: StoredRevision(work.session).page(
        after=int(after or 0), limit=_PAGE
    ),
    "bitácora": lambda work, after: work.bitacora.page(
        after=int(after or 0), limit=_PAGE, asked=BitacoraAsked()
    ),
}


def measure() -> list[Figure]:
    """Return the three figures, of each the slowest on the slower database."""
    print(f"  {seeded.SUPPORTS:,} apoyos; la primera vez se escriben…", file=sys.stderr)
    dashboard: dict[str, float] = {}
    first: dict[str, float] = {}
    scroll: dict[str, float] = {}
    for name in seeded.DATABASES:
        with seeded.opened(name) as engine, Units(engine, SystemClock()).reading() as work:
            for what, ask in _DASHBOARD.items():
                dashboard[f"{what}, {name}"] = _spent(partial(ask, work))
            for what, shows in _LISTS.items():
                start = shows(work, "")
                first[f"{what}, {name}"] = _spent(partial(shows, work, ""))
                if start.next:
                    scroll[f"{what}, {name}"] = _spent(partial(shows, work, start.next))
    return [
        _figure("desk.dashboard", dashboard),
        _figure("desk.first_rows", first),
        _figure("desk.scroll", scroll),
    ]


def _of_all(work: UnitOfWork) -> None:
    page = work.avance.page(_PROCESO, after=0, limit=_PAGE)
    work.progress.of([each.id_solicitante for each in page.items])


def _of_one(work: UnitOfWork) -> None:
    [shown] = work.avance.one(FIRST, _PROCESO).items
    assert shown.received > seeded.SUPPORTS // 4


_DASHBOARD: dict[str, Callable[[UnitOfWork], None]] = {"todas": _of_all, "una": _of_one}


def _spent(ask: Callable[[], object]) -> float:
    return _MS * statistics.median(seconds(ask) for _ in range(ROUNDS))


def _figure(name: str, spent: dict[str, float]) -> Figure:
    told = "; ".join(f"{what}: {value:.0f} ms" for what, value in spent.items())
    conditions = (
        f"{seeded.SUPPORTS:,} apoyos, {seeded.ASPIRANTES} aspirantes (uno con la tercera parte), "
        f"{seeded.AUXILIARES:,} auxiliares, páginas de {_PAGE}, sin la red; mediana de {ROUNDS}, "
        f"la peor de: {told}"
    )
    return Figure(name, max(spent.values()), "ms", None, conditions)

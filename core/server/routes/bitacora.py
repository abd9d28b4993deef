"""The bitácora: every act in order; the hash of each entry covers the one before."""

from datetime import date
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Query, Response

from core.domain.desk.bitacora import BitacoraRow, BitacoraWanted, ChainChecked
from core.server.bodies.http_bodies import Listed, answer
from core.server.composition.dependencies import Injected
from core.wire import Page

router = APIRouter()

_AT_ONCE = 5_000
"""Entries that one request checks: under half a second."""
_Word = Annotated[str, Query(max_length=100)]


def wanted(
    actor: _Word = "",
    act: _Word = "",
    subject: _Word = "",
    day: date | None = None,
    day_to: date | None = None,
) -> BitacoraWanted:
    """Return what a person asks of the log; days are those of the proceso's time zone."""
    return BitacoraWanted(actor, act, subject, day, day_to)


@router.get("/v1/bitacora", response_model=Page[BitacoraRow])
def show(
    deps: Injected, asked: Listed, some: Annotated[BitacoraWanted, Depends(wanted)]
) -> Response:
    """Return a Page of BitacoraRow, newest first; by who, act, subject and days where given."""
    with deps.units.reading() as work:
        published = work.procesos.latest()
        zone = ZoneInfo(published.proceso.time_zone if published else "UTC")
        page = work.bitacora.page(
            after=asked.after,
            limit=asked.limit,
            search=asked.search,
            asked=some.asked(zone),
            sort=asked.sort,
        )
    return answer(Page[BitacoraRow], page)


@router.get("/v1/bitacora/cadena", response_model=ChainChecked)
def check(deps: Injected, asked: Listed) -> Response:
    """Check the entries after `cursor`, some thousands at once, and say where the chain breaks."""
    with deps.units.reading() as work:
        return answer(ChainChecked, work.bitacora.check(after=asked.after, limit=_AT_ONCE))

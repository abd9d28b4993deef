"""The acts that set periods (numerals 12 and 26)."""

from typing import Annotated

from fastapi import APIRouter, Response

from core.domain.proceso.periodo import PeriodoAct
from core.server.bodies.editing import Seen, editing
from core.server.bodies.http_bodies import answer, reads
from core.server.composition.acts import set_periodo
from core.server.composition.dependencies import Injected
from core.server.doors.auth import Called
from core.server.doors.edited import DATES, periodo_key

router = APIRouter()


@router.get("/v1/periodos", response_model=tuple[PeriodoAct, ...])
def show(deps: Injected) -> Response:
    """Return every act, by version."""
    with deps.units.reading() as work:
        return answer(tuple[PeriodoAct, ...], work.periodos.acts())


@router.post("/v1/periodos", response_model=PeriodoAct, status_code=201)
def set_dates(
    deps: Injected, caller: Called, act: Annotated[PeriodoAct, reads(PeriodoAct)], seen: Seen
) -> Response:
    """Set the dates of a cargo, or of one aspirante."""
    with deps.units.writing(caller.actor) as work, editing(work, DATES, periodo_key(act), seen):
        kept = set_periodo(deps, work)(act)
    return answer(PeriodoAct, kept, 201)

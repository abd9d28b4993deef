"""What the jobs of the worker set aside, and trying one item again."""

from fastapi import APIRouter, Response

from core.domain.desk.apartado import Apartado
from core.procedure.try_again import TryAgain
from core.server.bodies.http_bodies import Listed, Number, answer
from core.server.bodies.narrowing import narrowed
from core.server.composition.dependencies import Injected
from core.server.doors.auth import Called
from core.wire import Page

router = APIRouter()


@router.get("/v1/apartados", response_model=Page[Apartado])
def show(deps: Injected, asked: Listed) -> Response:
    """Return a Page of Apartado, newest first. Searches the item."""
    with deps.units.reading() as work:
        page = work.apartados.page(
            after=asked.after,
            limit=asked.limit,
            search=asked.search,
            asked=narrowed(asked, work),
        )
    return answer(Page[Apartado], page)


@router.post("/v1/apartados/{apartado_id}/reintento", response_model=Apartado)
def try_again(deps: Injected, caller: Called, apartado_id: Number) -> Response:
    """Make one item due at the worker's next run and return it; 404 if unknown."""
    with deps.units.writing(caller.actor) as work:
        row = TryAgain(work.apartados, work.bitacora)(apartado_id)
    return answer(Apartado, row)

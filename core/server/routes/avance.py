"""Progress (numeral 6.b): an aspirante sees only their own."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from core.domain.resultado import Avance
from core.server.auth import Called
from core.server.dependencies import Injected
from core.server.http_bodies import Listed, answer
from core.wire import Page

router = APIRouter()


@router.get("/v1/avance", response_model=Page[Avance])
def show(
    deps: Injected,
    caller: Called,
    asked: Listed,
    aspirante: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """Return the progress of one, or of all by Id Solicitante."""
    one = caller.id_solicitante or aspirante
    with deps.units.reading() as work:
        proceso, avance = work.procesos.current().proceso, work.avance
        if one:
            page = avance.one(one, proceso)
        else:
            page = avance.page(proceso, after=asked.after, limit=asked.limit, search=asked.search)
    return answer(Page[Avance], page)

"""The cuts of the padrón (numeral 9). They are imported by `importaciones`."""

from fastapi import APIRouter, Response

from core.domain.verification.padron import PadronCut
from core.server.bodies.http_bodies import Listed, answer
from core.server.composition.dependencies import Injected
from core.wire import Page

router = APIRouter()


@router.get("/v1/padron", response_model=Page[PadronCut])
def show(deps: Injected, asked: Listed) -> Response:
    """Return a Page of PadronCut, newest first."""
    with deps.units.reading() as work:
        page = work.cuts.page(after=asked.after, limit=asked.limit)
    return answer(Page[PadronCut], page)

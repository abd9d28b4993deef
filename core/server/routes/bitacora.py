"""The bitácora: every act in order; the hash of each entry covers the one before."""

from fastapi import APIRouter, Response

from core.domain.cuenta import BitacoraRow
from core.server.dependencies import Injected
from core.server.http_bodies import Listed, answer
from core.wire import Page

router = APIRouter()


@router.get("/v1/bitacora", response_model=Page[BitacoraRow])
def show(deps: Injected, asked: Listed) -> Response:
    """Return a Page of BitacoraRow, newest first."""
    with deps.units.reading() as work:
        page = work.bitacora.page(after=asked.after, limit=asked.limit, search=asked.search)
    return answer(Page[BitacoraRow], page)

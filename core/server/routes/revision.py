"""What waits for mesa de control."""

from fastapi import APIRouter, Response

from core.central.verification.revision import StoredRevision
from core.domain.verification.revision import EnRevision
from core.server.bodies.http_bodies import Listed, answer
from core.server.bodies.narrowing import narrowed
from core.server.composition.dependencies import Injected
from core.wire import Page

router = APIRouter()


@router.get("/v1/revision", response_model=Page[EnRevision])
def show(deps: Injected, asked: Listed) -> Response:
    """Return a Page of EnRevision, the last received first. Searches folio, auxiliar and cause."""
    with deps.units.reading() as work:
        page = StoredRevision(work.session).page(
            after=asked.after,
            limit=asked.limit,
            search=asked.search,
            asked=narrowed(asked, work),
        )
    return answer(Page[EnRevision], page)

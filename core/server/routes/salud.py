"""Whether the web can serve now, for what watches it or shares requests out to several."""

from fastapi import APIRouter

from core.server.composition.dependencies import Injected

router = APIRouter()


@router.get("/v1/salud", status_code=204)
def ready(deps: Injected) -> None:
    """Answer 204 where the database answers, else 503 as any other route. It tells nothing else."""
    with deps.units.reading() as work:
        work.records.head()

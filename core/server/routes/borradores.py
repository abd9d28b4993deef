"""Drafts of registrations: each person keeps, reads and forgets their own."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from core.domain.registration.borrador import KEY_FORM, Borrador
from core.procedure.n04_keep_draft import KeepDraft
from core.server.bodies.http_bodies import answer, reads
from core.server.composition.dependencies import Injected
from core.server.doors.auth import Called

router = APIRouter()
Key = Annotated[str, Path(pattern=KEY_FORM)]


@router.get("/v1/borradores", response_model=tuple[Borrador, ...])
def show(deps: Injected, caller: Called) -> Response:
    """Return one's own drafts, the last saved first."""
    with deps.units.reading() as work:
        found = tuple(work.borradores(deps.sealed_borradores).of(caller.account.id))
    return answer(tuple[Borrador, ...], found)


@router.post("/v1/borradores", response_model=Borrador)
def keep(deps: Injected, caller: Called, draft: Annotated[Borrador, reads(Borrador)]) -> Response:
    """Keep a draft, in place of that of the same key."""
    with deps.units.writing(caller.actor) as work:
        act = KeepDraft(
            work.borradores(deps.sealed_borradores),
            lambda key: work.aspirantes.by_key(key) is not None,
        )
        kept = act(caller.account.id, draft)
    return answer(Borrador, kept)


@router.delete("/v1/borradores/{key}", status_code=204)
def drop(deps: Injected, caller: Called, key: Key) -> None:
    """Forget a draft of one's own."""
    with deps.units.writing(caller.actor) as work:
        work.borradores(deps.sealed_borradores).drop(caller.account.id, key)

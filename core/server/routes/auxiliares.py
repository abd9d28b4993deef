"""The aspirante's own auxiliares (numerals 6 and 7): enlisted on any day, and listed."""

from typing import Annotated

from fastapi import APIRouter, Header, Response

from core.domain.auxiliar import AltaAuxiliar, AuxiliarOfAspirante, Enlisted
from core.domain.coincidencia import Coincidencia, Coincidencias
from core.server.acts import enlist_auxiliar
from core.server.auth import Called
from core.server.dependencies import Injected
from core.server.http_bodies import Listed, answer, reads
from core.wire import Page

router = APIRouter()

IdempotencyKey = Annotated[
    str, Header(alias="Idempotency-Key", min_length=1, max_length=100, pattern=r"^[!-~]+$")
]


@router.post("/v1/auxiliares", response_model=Enlisted, status_code=201)
def enlist(
    deps: Injected,
    caller: Called,
    alta: Annotated[AltaAuxiliar, reads(AltaAuxiliar)],
    key: IdempotencyKey,
) -> Response:
    """Return the new vínculo as Enlisted, 201.

    The same Idempotency-Key again gets the same answer and mails nothing; with other data, 409. 422
    with each broken field.
    """
    with deps.units.writing(caller.actor) as work:
        work.actas.refuse_closed(caller.id_solicitante)
        enlisted = enlist_auxiliar(deps, work)(caller.id_solicitante, alta, key)
    return answer(Enlisted, enlisted, 201)


@router.get("/v1/auxiliares", response_model=Page[AuxiliarOfAspirante])
def show(deps: Injected, caller: Called, asked: Listed) -> Response:
    """Return a Page of the caller's AuxiliarOfAspirante, newest first. Searches name and e-mail."""
    with deps.units.reading() as work:
        page = work.own_auxiliares.page(
            caller.id_solicitante, after=asked.cursor, limit=asked.limit, search=asked.search
        )
    return answer(Page[AuxiliarOfAspirante], page)


@router.post("/v1/auxiliares/coincidencias", response_model=Coincidencias)
def coincidencias(
    deps: Injected, caller: Called, asked: Annotated[Coincidencia, reads(Coincidencia)]
) -> Response:
    """Return which of the caller's own auxiliares have this e-mail or name. Never of another's."""
    with deps.units.reading() as work:
        found = work.coincidencias.auxiliares(caller.id_solicitante, asked)
    return answer(Coincidencias, found)

"""The aspirante's own auxiliares (numerals 6 and 7): enlisted on any day, and listed."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Response

from core.domain.registration.auxiliar import AltaAuxiliar, AuxiliarOfAspirante, Enlisted
from core.domain.registration.coincidencia import Coincidencia, Coincidencias
from core.server.bodies.http_bodies import IdempotencyKey, Listed, answer, reads
from core.server.bodies.narrowing import narrowed
from core.server.composition.acts import enlist_auxiliar
from core.server.composition.dependencies import Injected
from core.server.doors.auth import Called
from core.wire import Page

router = APIRouter()
_AT_ONCE = 500


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
        work.situaciones.refuse_over(caller.id_solicitante)
        enlisted = enlist_auxiliar(deps, work)(caller.id_solicitante, alta, key)
    return answer(Enlisted, enlisted, 201)


@router.get("/v1/auxiliares", response_model=Page[AuxiliarOfAspirante])
def show(deps: Injected, caller: Called, asked: Listed) -> Response:
    """Return a Page of the caller's AuxiliarOfAspirante, newest first. Searches name and e-mail."""
    with deps.units.reading() as work:
        page = work.own_auxiliares.page(
            caller.id_solicitante,
            after=asked.cursor,
            limit=asked.limit,
            search=asked.search,
            asked=narrowed(asked, work),
        )
    return answer(Page[AuxiliarOfAspirante], page)


@router.get("/v1/auxiliares/contactos/pdf", response_class=Response)
def contacts(deps: Injected, caller: Called, asked: Listed) -> Response:
    """Return the caller's auxiliares with how to reach them as PDF: no code, no password.

    Those that the list would show; without a filter, those whose vínculo has not ended.
    """
    from core.documents.contactos import Contactos, contactos_pdf

    mine = caller.id_solicitante
    with deps.units.reading() as work:
        proceso = work.procesos.current().proceso
        found = narrowed(asked, work)
        some = replace(found, sort=found.sort or "nombre", state=found.state or "vigentes")
        rows: list[AuxiliarOfAspirante] = []
        cursor = ""
        while cursor or not rows:
            page = work.own_auxiliares.page(
                mine,
                after="" if cursor.startswith("s") else cursor,
                limit=_AT_ONCE,
                search=asked.search,
                asked=replace(some, cursor=cursor),
            )
            rows += page.items
            cursor = page.next
            if not cursor:
                break
        name = work.aspirantes.by_id(mine).name
    drawn = contactos_pdf(Contactos(name, mine, rows, deps.clock.now()), proceso)
    return Response(drawn, media_type="application/pdf")


@router.post("/v1/auxiliares/coincidencias", response_model=Coincidencias)
def coincidencias(
    deps: Injected, caller: Called, asked: Annotated[Coincidencia, reads(Coincidencia)]
) -> Response:
    """Return which of the caller's own auxiliares have this e-mail or name. Never of another's."""
    with deps.units.reading() as work:
        found = work.coincidencias.auxiliares(caller.id_solicitante, asked)
    return answer(Coincidencias, found)

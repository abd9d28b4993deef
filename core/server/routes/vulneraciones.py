"""Breaches of personal data: what happened, whose data, what was done, who was told and when."""

from typing import Annotated

from fastapi import APIRouter, Response

from core.central.unit_of_work import UnitOfWork
from core.domain.datos_personales.datos_personales import NewVulneracion, Vulneracion
from core.procedure.datos_personales.note_vulneracion import NoteVulneracion
from core.procedure.made_once import MadeOnce
from core.server.bodies.editing import Seen, editing
from core.server.bodies.http_bodies import IdempotencyKey, Listed, Number, answer, reads
from core.server.bodies.narrowing import narrowed
from core.server.composition.dependencies import Dependencies, Injected
from core.server.doors.auth import Called
from core.server.doors.edited import BREACH
from core.wire import Page

router = APIRouter()
Told = Annotated[NewVulneracion, reads(NewVulneracion)]


@router.post("/v1/vulneraciones", response_model=Vulneracion, status_code=201)
def note(deps: Injected, caller: Called, told: Told, key: IdempotencyKey) -> Response:
    """Note one. The same Idempotency-Key again gets the same one; with other data, 409."""
    with deps.units.writing(caller.actor) as work:
        kept = _act(deps, work)(told, key)
    return answer(Vulneracion, kept, 201)


@router.get("/v1/vulneraciones", response_model=Page[Vulneracion])
def show(deps: Injected, asked: Listed) -> Response:
    """Return a Page of Vulneracion, newest first. Searches all that is told of them."""
    with deps.units.reading() as work:
        page = work.vulneraciones.page(
            after=asked.after,
            limit=asked.limit,
            search=asked.search,
            asked=narrowed(asked, work),
        )
    return answer(Page[Vulneracion], page)


@router.put("/v1/vulneraciones/{vulneracion_id}", response_model=Vulneracion)
def change(
    deps: Injected, caller: Called, vulneracion_id: Number, told: Told, seen: Seen
) -> Response:
    """Keep what is known of it now."""
    with deps.units.writing(caller.actor) as work:
        with editing(work, BREACH, str(vulneracion_id), seen):
            _act(deps, work).again(vulneracion_id, told)
        return answer(Vulneracion, work.vulneraciones.by_id(vulneracion_id))


def _act(deps: Dependencies, work: UnitOfWork) -> NoteVulneracion:
    plazos = work.procesos.current().proceso.personal_data
    once = MadeOnce("vulneracion", work.keyed_rows)
    return NoteVulneracion(work.vulneraciones, work.bitacora, plazos, deps.clock, once)

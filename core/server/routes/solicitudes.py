"""Requests of owners of personal data (ARCO): received, completed, answered, carried out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from core.central.datos_personales import StoredSolicitudes
from core.central.unit_of_work import UnitOfWork
from core.documents.letters import letter
from core.domain.datos_personales.datos_personales import (
    Cumplimiento,
    Desahogo,
    NewSolicitud,
    NoPresentada,
    Prevencion,
    Prorroga,
    Respuesta,
    Solicitud,
)
from core.domain.datos_personales.plazos_datos import PlazosDatos
from core.domain.proceso.proceso import Proceso
from core.ports.central import Bitacora, Outbox
from core.procedure.datos_personales.answer_solicitud import AnswerSolicitud
from core.procedure.datos_personales.extend_solicitud import ExtendSolicitud
from core.procedure.datos_personales.fulfil_solicitud import FulfilSolicitud
from core.procedure.datos_personales.prevent_solicitud import PreventSolicitud
from core.procedure.datos_personales.receive_solicitud import ReceiveSolicitud
from core.procedure.datos_personales.remedy_solicitud import DropSolicitud, RemedySolicitud
from core.procedure.local_day import day_of
from core.procedure.made_once import MadeOnce
from core.server.bodies.editing import Seen, editing
from core.server.bodies.http_bodies import IdempotencyKey, Listed, Number, answer, reads
from core.server.bodies.narrowing import narrowed
from core.server.composition.dependencies import Dependencies, Injected
from core.server.doors.auth import Called, Caller
from core.server.doors.edited import request_of
from core.wire import Page

router = APIRouter()


@dataclass(frozen=True, slots=True)
class _Office:
    """What the acts about requests are made of, in one transaction."""

    solicitudes: StoredSolicitudes
    bitacora: Bitacora
    outbox: Outbox
    proceso: Proceso
    today: date

    @property
    def plazos(self) -> PlazosDatos:
        """Return the terms in force."""
        return self.proceso.personal_data

    @classmethod
    def of(cls, deps: Dependencies, work: UnitOfWork) -> "_Office":
        proceso = work.procesos.current().proceso
        return cls(
            work.solicitudes(deps.sealed_solicitudes),
            work.bitacora,
            work.outbox,
            proceso,
            day_of(proceso, deps.clock.now()),
        )


@dataclass(frozen=True, slots=True)
class _Attend:
    """What is done about a request that was received."""

    deps: Dependencies
    caller: Caller

    def __call__(self, solicitud_id: int, seen: int, act: Callable[[_Office], None]) -> Response:
        """Return the request after an act on it, both in one transaction."""
        with self.deps.units.writing(self.caller.actor) as work:
            office = _Office.of(self.deps, work)
            with editing(work, request_of(self.deps), str(solicitud_id), seen):
                act(office)
            return answer(Solicitud, office.solicitudes.by_id(solicitud_id))


def _edit(deps: Injected, caller: Called) -> _Attend:
    return _Attend(deps, caller)


Edited = Annotated[_Attend, Depends(_edit)]


@router.post("/v1/solicitudes", response_model=Solicitud, status_code=201)
def receive(
    deps: Injected,
    caller: Called,
    asked: Annotated[NewSolicitud, reads(NewSolicitud)],
    key: IdempotencyKey,
) -> Response:
    """Receive one: it gets its folio and the last day to answer it.

    The same Idempotency-Key again gets the same one; with other data, 409.
    """
    with deps.units.writing(caller.actor) as work:
        office, once = _Office.of(deps, work), MadeOnce("solicitud", work.keyed_rows)
        parts = office.solicitudes, office.bitacora, office.plazos, office.today
        kept = ReceiveSolicitud(*parts, once)(asked, key)
    return answer(Solicitud, kept, 201)


@router.get("/v1/solicitudes", response_model=Page[Solicitud])
def show(deps: Injected, asked: Listed) -> Response:
    """Return a Page of Solicitud, newest first.

    Searches folio, right, and whose data they are; never what is sealed.
    """
    with deps.units.reading() as work:
        page = work.solicitudes(deps.sealed_solicitudes).page(
            after=asked.after,
            limit=asked.limit,
            search=asked.search,
            asked=narrowed(asked, work),
        )
    return answer(Page[Solicitud], page)


@router.put("/v1/solicitudes/{solicitud_id}/prorroga", response_model=Solicitud)
def extend(
    edit: Edited, solicitud_id: Number, asked: Annotated[Prorroga, reads(Prorroga)], seen: Seen
) -> Response:
    """Extend the term to answer, once and before it ends."""

    def act(office: _Office) -> None:
        extend = ExtendSolicitud(office.solicitudes, office.bitacora, office.plazos, office.today)
        extend(solicitud_id, asked)

    return edit(solicitud_id, seen, act)


@router.put("/v1/solicitudes/{solicitud_id}/prevencion", response_model=Solicitud)
def prevent(
    edit: Edited, solicitud_id: Number, asked: Annotated[Prevencion, reads(Prevencion)], seen: Seen
) -> Response:
    """Ask its owner for what it lacks, once and in its days; mailed where that is asked."""

    def act(office: _Office) -> None:
        prevent = PreventSolicitud(
            office.solicitudes,
            office.outbox,
            letter,
            office.bitacora,
            office.proceso,
            office.today,
        )
        prevent(solicitud_id, asked)

    return edit(solicitud_id, seen, act)


@router.put("/v1/solicitudes/{solicitud_id}/desahogo", response_model=Solicitud)
def remedy(
    edit: Edited, solicitud_id: Number, given: Annotated[Desahogo, reads(Desahogo)], seen: Seen
) -> Response:
    """Keep what its owner gave: the term to answer begins anew."""

    def act(office: _Office) -> None:
        remedy = RemedySolicitud(office.solicitudes, office.bitacora, office.plazos, office.today)
        remedy(solicitud_id, given)

    return edit(solicitud_id, seen, act)


@router.put("/v1/solicitudes/{solicitud_id}/no-presentada", response_model=Solicitud)
def drop(
    edit: Edited,
    solicitud_id: Number,
    said: Annotated[NoPresentada, reads(NoPresentada)],
    seen: Seen,
) -> Response:
    """Let it stand as not presented, once the term of its owner has passed."""

    def act(office: _Office) -> None:
        DropSolicitud(office.solicitudes, office.bitacora, office.today)(solicitud_id, said)

    return edit(solicitud_id, seen, act)


@router.put("/v1/solicitudes/{solicitud_id}/respuesta", response_model=Solicitud)
def respond(
    edit: Edited, solicitud_id: Number, given: Annotated[Respuesta, reads(Respuesta)], seen: Seen
) -> Response:
    """Keep the answer that was given."""

    def act(office: _Office) -> None:
        respond = AnswerSolicitud(office.solicitudes, office.bitacora, office.plazos, office.today)
        respond(solicitud_id, given)

    return edit(solicitud_id, seen, act)


@router.put("/v1/solicitudes/{solicitud_id}/cumplimiento", response_model=Solicitud)
def fulfil(
    edit: Edited,
    solicitud_id: Number,
    done: Annotated[Cumplimiento, reads(Cumplimiento)],
    seen: Seen,
) -> Response:
    """Keep that it was carried out."""

    def act(office: _Office) -> None:
        FulfilSolicitud(office.solicitudes, office.bitacora, office.today)(solicitud_id, done)

    return edit(solicitud_id, seen, act)

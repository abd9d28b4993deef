"""Aspirantes: registered once (numeral 4), listed, and their access sent anew (numeral 5)."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Header, Response

from core.domain.desk.bitacora import BitacoraRow
from core.domain.desk.expediente import ExpedienteAspirante
from core.domain.registration.aspirante import (
    AspiranteDetail,
    AspiranteRow,
    NewCorreo,
    Registered,
    RegistroAspirante,
)
from core.domain.registration.coincidencia import Coincidencia, Coincidencias
from core.domain.registration.correccion import Correccion
from core.procedure.local_day import day_of
from core.procedure.n04_correct_registro import CorrectRegistro
from core.procedure.n05_send_access import KIND
from core.server.bodies.editing import Seen, editing
from core.server.bodies.http_bodies import Listed, answer, reads
from core.server.bodies.narrowing import narrowed
from core.server.composition.acts import correct_correo, register_aspirante
from core.server.composition.dependencies import Injected
from core.server.doors.auth import Called
from core.server.doors.edited import REGISTERED
from core.wire import Page

router = APIRouter()
_MAILS = 20
"""How many mails a file tells; the list of mails has all."""

IdempotencyKey = Annotated[str, Header(alias="Idempotency-Key")]


@router.post("/v1/aspirantes", response_model=Registered, status_code=201)
def register(
    deps: Injected,
    caller: Called,
    registro: Annotated[RegistroAspirante, reads(RegistroAspirante)],
    key: IdempotencyKey = "",
) -> Response:
    """Register. The same key again answers the same and mails nothing."""
    password = deps.fresh_password()
    with deps.units.writing(caller.actor) as work:
        known = register_aspirante(deps, work)(registro, key, password)
        work.borradores(deps.sealed_borradores).drop(caller.account.id, key)
    registered = Registered(known.id_solicitante, known.registered_at, known.same_day)
    return answer(Registered, registered, 201)


@router.get("/v1/aspirantes", response_model=Page[AspiranteRow])
def show(deps: Injected, asked: Listed) -> Response:
    """Return a Page of AspiranteRow, newest first.

    Searches Id Solicitante, name and sobrenombre.
    """
    with deps.units.reading() as work:
        page = work.aspirantes.page(
            after=asked.after,
            limit=asked.limit,
            search=asked.search,
            asked=narrowed(asked, work),
            proceso=work.procesos.current().proceso,
            progress=work.progress,
        )
    return answer(Page[AspiranteRow], page)


@router.get("/v1/aspirantes/{id_solicitante}", response_model=AspiranteDetail)
def detail(deps: Injected, id_solicitante: str) -> Response:
    """Return all data of one aspirante as AspiranteDetail; 404 if unknown."""
    with deps.units.reading() as work:
        proceso = work.procesos.current().proceso
        found = work.aspirantes.detail(id_solicitante, proceso, work.progress)
    return answer(AspiranteDetail, found)


@router.get("/v1/aspirantes/{id_solicitante}/expediente", response_model=ExpedienteAspirante)
def expediente(deps: Injected, id_solicitante: str) -> Response:
    """Return the whole file of one aspirante as ExpedienteAspirante; 404 if unknown."""
    with deps.units.reading() as work:
        proceso = work.procesos.current().proceso
        known = work.aspirantes.by_id(id_solicitante)
        correo = known.registro.autenticacion.correo
        found = work.expedientes.one(
            id_solicitante,
            proceso,
            work.progress,
            today=day_of(proceso, deps.clock.now()),
            acta=work.actas.find(id_solicitante),
            correos=work.outbox.of_person(KIND, id_solicitante, correo, limit=_MAILS),
        )
        found = replace(
            found,
            situaciones=work.situaciones.of(id_solicitante),
            not_arrived=work.closing(proceso).not_arrived(id_solicitante),
            escaneos=work.escaneos.of(id_solicitante),
        )
    return answer(ExpedienteAspirante, found)


@router.get("/v1/aspirantes/{id_solicitante}/bitacora", response_model=Page[BitacoraRow])
def history(deps: Injected, id_solicitante: str, asked: Listed) -> Response:
    """Return a Page of BitacoraRow with the acts about one aspirante, newest first."""
    with deps.units.reading() as work:
        page = work.expedientes.history(id_solicitante, after=asked.after, limit=asked.limit)
    return answer(Page[BitacoraRow], page)


@router.post("/v1/aspirantes/coincidencias", response_model=Coincidencias)
def coincidencias(deps: Injected, asked: Annotated[Coincidencia, reads(Coincidencia)]) -> Response:
    """Return who has this clave, e-mail or name already. Asked by POST: no address holds data."""
    with deps.units.reading() as work:
        return answer(Coincidencias, work.coincidencias.aspirantes(asked))


@router.put("/v1/aspirantes/{id_solicitante}/registro", response_model=AspiranteDetail)
def correct_registro(
    deps: Injected,
    caller: Called,
    id_solicitante: str,
    correccion: Annotated[Correccion, reads(Correccion)],
    seen: Seen,
) -> Response:
    """Correct what was registered, but for e-mail, office and constancia. No mail goes out."""
    with deps.units.writing(caller.actor) as work:
        work.actas.refuse_closed(id_solicitante)
        work.situaciones.refuse_over(id_solicitante)
        act = CorrectRegistro(
            work.aspirantes,
            work.accounts,
            work.constancias,
            work.geografia,
            work.procesos,
            work.bitacora,
        )
        with editing(work, REGISTERED, id_solicitante, seen):
            act(id_solicitante, correccion)
        proceso = work.procesos.current().proceso
        found = work.aspirantes.detail(id_solicitante, proceso, work.progress)
    return answer(AspiranteDetail, found)


@router.put("/v1/aspirantes/{id_solicitante}/correo", response_model=AspiranteDetail)
def correct(
    deps: Injected,
    caller: Called,
    id_solicitante: str,
    correo: Annotated[NewCorreo, reads(NewCorreo)],
    seen: Seen,
) -> Response:
    """Correct the address: what was sent before is void, and it is sent anew."""
    password = deps.fresh_password()
    with deps.units.writing(caller.actor) as work:
        work.actas.refuse_closed(id_solicitante)
        work.situaciones.refuse_over(id_solicitante)
        with editing(work, REGISTERED, id_solicitante, seen):
            correct_correo(deps, work)(id_solicitante, correo, password)
        proceso = work.procesos.current().proceso
        found = work.aspirantes.detail(id_solicitante, proceso, work.progress)
    return answer(AspiranteDetail, found)

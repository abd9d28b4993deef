"""Scanned documents of an expediente: announced, brought, copied and withdrawn (numeral 4.e)."""

from typing import Annotated, Final

from anyio import to_thread
from fastapi import APIRouter, Path, Request, Response

from core.domain.registration.escaneo import (
    ID_FORM,
    MOST_BYTES,
    Escaneo,
    EscaneoAnnounced,
    EscaneoRetiro,
    EscaneoState,
    NewEscaneo,
)
from core.domain.registration.escaneo_content import see_content
from core.domain.registration.escaneo_errors import EscaneoErased
from core.errors import NotThere
from core.ports.central_escaneos import KnownEscaneo
from core.procedure.local_day import day_of
from core.procedure.n04_announce_escaneo import AnnounceEscaneo
from core.procedure.n04_attach_escaneo import AttachEscaneo
from core.procedure.n04_copy_escaneo import CopyEscaneo
from core.procedure.n04_withdraw_escaneo import WithdrawEscaneo
from core.server.bodies.http_bodies import answer, limited_body, reads
from core.server.composition.dependencies import Dependencies, Injected
from core.server.doors.auth import Called
from core.server.doors.streaming import body_of
from core.server.files.escaneo_files import blob_name_of, files_of
from core.server.host.disk_full import translate_disk_full

router = APIRouter()
_BYTES: Final = "application/octet-stream"
Id = Annotated[str, Path(pattern=ID_FORM)]


@router.get("/v1/aspirantes/{id_solicitante}/escaneos", response_model=tuple[Escaneo, ...])
def show(deps: Injected, id_solicitante: str) -> Response:
    """Return what was attached to one expediente, the last first; what ended too."""
    with deps.units.reading() as work:
        work.aspirantes.by_id(id_solicitante)
        found = work.escaneos.of(id_solicitante)
    return answer(tuple[Escaneo, ...], found)


@router.post(
    "/v1/aspirantes/{id_solicitante}/escaneos", response_model=EscaneoAnnounced, status_code=201
)
def announce(
    deps: Injected,
    caller: Called,
    id_solicitante: str,
    new: Annotated[NewEscaneo, reads(NewEscaneo)],
) -> Response:
    """Tell of a document whose bytes come next. The same again answers the same."""
    with deps.units.writing(caller.actor) as work:
        act = AnnounceEscaneo(
            work.aspirantes,
            work.actas,
            work.escaneos,
            lambda: day_of(work.procesos.current().proceso, deps.clock.now()),
        )
        announced = act(id_solicitante, new)
    return answer(EscaneoAnnounced, announced, 201)


@router.put(
    "/v1/escaneos/{escaneo_id}/contenido",
    response_model=Escaneo,
    status_code=201,
    openapi_extra=body_of(_BYTES),
)
async def bring(request: Request, deps: Injected, caller: Called, escaneo_id: Id) -> Response:
    """Keep the bytes of an announced document, sealed; it is in force from then on.

    422 for bytes that are no document, or not those that were announced.
    """
    async with deps.uploads.escaneos:
        content = await limited_body(request, MOST_BYTES)
        kept = await to_thread.run_sync(_brought, deps, caller.actor, escaneo_id, content)
    return answer(Escaneo, kept, 201)


@router.post("/v1/escaneos/{escaneo_id}/copia", responses={200: {"content": {_BYTES: {}}}})
async def copy(deps: Injected, caller: Called, escaneo_id: Id) -> Response:
    """Return a document as it came, and note who took it."""
    async with deps.uploads.escaneos:
        content = await to_thread.run_sync(_copied, deps, caller.actor, escaneo_id)
    return Response(content, media_type=_BYTES)


@router.post("/v1/escaneos/{escaneo_id}/retiro", response_model=Escaneo)
def withdraw(
    deps: Injected,
    caller: Called,
    escaneo_id: Id,
    asked: Annotated[EscaneoRetiro, reads(EscaneoRetiro)],
) -> Response:
    """Put a document out of force with a reason. 409 where somebody did so before."""
    with deps.units.writing(caller.actor) as work:
        act = WithdrawEscaneo(work.escaneos, work.actas, work.bitacora)
        return answer(Escaneo, act(escaneo_id, asked))


def _brought(deps: Dependencies, actor: str, escaneo_id: str, content: bytes) -> Escaneo:
    """Look at the bytes, store them, and only then put the document in force."""
    known = _known(deps, escaneo_id)
    if known.shown is not None:
        return known.shown
    files = files_of(deps)
    sealed = files.sealed(known, content)
    seen = see_content(content)
    with deps.units.writing(actor) as work:
        work.escaneos.stage(escaneo_id, blob_name_of(sealed), len(sealed))
    with translate_disk_full():
        files.store(known, sealed)
    with deps.units.writing(actor) as work:
        return AttachEscaneo(work.escaneos, work.actas, work.bitacora, deps.clock)(escaneo_id, seen)


def _copied(deps: Dependencies, actor: str, escaneo_id: str) -> bytes:
    """Return the bytes, once they were read whole: what failed is noted as taken by nobody."""
    known = _known(deps, escaneo_id)
    if known.shown is not None and known.shown.state is EscaneoState.BORRADO:
        raise EscaneoErased
    content = files_of(deps).read(known)
    with deps.units.writing(actor) as work:
        CopyEscaneo(work.escaneos, work.bitacora)(escaneo_id)
    return content


def _known(deps: Dependencies, escaneo_id: str) -> KnownEscaneo:
    with deps.units.reading() as work:
        known = work.escaneos.find(escaneo_id)
    if known is None:
        raise NotThere
    return known

"""The electoral geography: imported whole by the supervisor, read by the forms."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from core.central.registration.geografia import places_in
from core.domain.geografia import GeografiaLoaded, Municipio, SeccionPlace
from core.domain.registration_errors import GeografiaEmpty
from core.errors import NotThere
from core.server.auth import Called, Caller
from core.server.dependencies import Dependencies, Injected
from core.server.http_bodies import answer, limited_body

router = APIRouter()

_MOST_BYTES = 32 << 20
"""The whole country is some 70,000 lines of 40 bytes."""

Entidad = Annotated[str, Query(pattern=r"^[0-9]{2}$")]
AnyEntidad = Annotated[str, Query(pattern=r"^(?:[0-9]{2})?$")]

_CSV_BODY = {"required": True, "content": {"text/csv": {"schema": {"type": "string"}}}}


@router.post(
    "/v1/geografia", response_model=GeografiaLoaded, openapi_extra={"requestBody": _CSV_BODY}
)
async def load(deps: Injected, caller: Called, request: Request) -> Response:
    """Replace the geography by the CSV in the body, or change nothing; return the counts."""
    raw = await limited_body(request, _MOST_BYTES)
    return await run_in_threadpool(_load, deps, caller, raw)


def _load(deps: Dependencies, caller: Caller, raw: bytes) -> Response:
    try:
        places = places_in(raw.decode("utf-8"))
    except UnicodeDecodeError as cause:
        raise GeografiaEmpty from cause
    with deps.units.writing(caller.actor) as work:
        loaded = work.geografia.replace(places)
        facts = {"secciones": str(loaded.secciones), "municipios": str(loaded.municipios)}
        work.bitacora.append("geografia_importada", "geografia", facts)
    return answer(GeografiaLoaded, loaded)


@router.get("/v1/geografia/municipios", response_model=tuple[Municipio, ...])
def municipios(deps: Injected, entidad: Entidad) -> Response:
    """Return the municipios of an entidad, by name."""
    with deps.units.reading() as work:
        return answer(tuple[Municipio, ...], work.geografia.municipios(entidad))


@router.get("/v1/geografia/secciones/{seccion}", response_model=SeccionPlace)
def place(deps: Injected, seccion: str, entidad: AnyEntidad = "") -> Response:
    """Return the SeccionPlace of a sección; 404 if the entidad has none of that number.

    Without entidad: where exactly one entidad of the geography has that number.
    """
    with deps.units.reading() as work:
        found = work.geografia.place(entidad, seccion)
    if found is None:
        raise NotThere
    return answer(SeccionPlace, found)

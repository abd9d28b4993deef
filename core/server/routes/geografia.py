"""The electoral geography, read by the forms. It is imported by `importaciones`."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from core.domain.proceso.geografia import Municipio, SeccionPlace
from core.errors import NotThere
from core.server.bodies.http_bodies import answer
from core.server.composition.dependencies import Injected

router = APIRouter()

Entidad = Annotated[str, Query(pattern=r"^[0-9]{2}$")]
AnyEntidad = Annotated[str, Query(pattern=r"^(?:[0-9]{2})?$")]


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

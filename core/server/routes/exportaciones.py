"""Lists that people take out as files: the rows are those of the lists, here it is noted."""

from collections.abc import Mapping
from typing import Annotated, Final

from fastapi import APIRouter

from core.domain.errors import RoleMissing
from core.domain.listing.exportacion import Exportacion, Lista
from core.procedure.note_export import NoteExport
from core.server.bodies.http_bodies import reads
from core.server.composition.dependencies import Injected
from core.server.doors.auth import Called
from core.server.doors.route_access import allowed

router = APIRouter()

ROWS_OF: Final[Mapping[Lista, str]] = {each: f"GET /v1/{each.value}" for each in Lista} | {
    Lista.ESCANEOS: "GET /v1/aspirantes/{id_solicitante}/escaneos",
    Lista.TABLETAS: "GET /v1/dispositivos",
}
"""The route that gives the rows of each list."""


@router.post("/v1/exportaciones", status_code=204)
def note(
    deps: Injected, caller: Called, export: Annotated[Exportacion, reads(Exportacion)]
) -> None:
    """Keep in the bitácora that the caller exports a list; 403 for one that they may not read.

    The desk asks before it writes.
    """
    if caller.account.roles.isdisjoint(allowed(ROWS_OF[export.lista])):
        raise RoleMissing
    with deps.units.writing(caller.actor) as work:
        NoteExport(work.bitacora)(export)

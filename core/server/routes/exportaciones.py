"""Lists that people take out as files: the rows are those of the lists, here it is noted."""

from typing import Annotated

from fastapi import APIRouter

from core.domain.exportacion import Exportacion
from core.procedure.note_export import NoteExport
from core.server.auth import Called
from core.server.dependencies import Injected
from core.server.http_bodies import reads

router = APIRouter()


@router.post("/v1/exportaciones", status_code=204)
def note(
    deps: Injected, caller: Called, export: Annotated[Exportacion, reads(Exportacion)]
) -> None:
    """Keep in the bitácora that the caller exports a list; the desk asks before it writes."""
    with deps.units.writing(caller.actor) as work:
        NoteExport(work.bitacora)(export)

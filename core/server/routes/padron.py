"""The padrón (numeral 9): imported by the INE's role, row by row, never spooled."""

from datetime import date
from functools import partial

from anyio import to_thread
from fastapi import APIRouter, Request, Response

from core.central.verification.padron import LmdbBuilder, forget_others, one_import
from core.domain.padron import PadronCut
from core.procedure.n09_import_padron import ImportPadron
from core.server.auth import Called
from core.server.dependencies import Dependencies, Injected
from core.server.http_bodies import Listed, answer
from core.server.keys import KeyFiles
from core.server.streaming import body_of, chunks
from core.wire import Page

router = APIRouter()


@router.post(
    "/v1/padron",
    response_model=PadronCut,
    status_code=201,
    openapi_extra=body_of("text/csv"),
)
async def load(request: Request, deps: Injected, caller: Called, cut_on: date) -> Response:
    """Import a cut and return it as PadronCut; on any error the former stays in force."""
    importing = partial(_imported, deps, caller.actor, request, cut_on)
    cut = await to_thread.run_sync(importing, limiter=deps.uploads.imports)
    return answer(PadronCut, cut, 201)


@router.get("/v1/padron", response_model=Page[PadronCut])
def show(deps: Injected, asked: Listed) -> Response:
    """Return a Page of PadronCut, newest first."""
    with deps.units.reading() as work:
        page = work.cuts.page(after=asked.after, limit=asked.limit)
    return answer(Page[PadronCut], page)


def _imported(deps: Dependencies, actor: str, request: Request, cut_on: date) -> PadronCut:
    with one_import(deps.settings.data / "padron"):
        return _import(deps, actor, request, cut_on)


def _import(deps: Dependencies, actor: str, request: Request, cut_on: date) -> PadronCut:
    folder, data = deps.settings.data / "padron", deps.settings.data
    key = KeyFiles(data / "keys").padron_key()
    cut = ImportPadron(LmdbBuilder(folder, key, cut_on), deps.clock)(chunks(request), cut_on)
    with deps.units.writing(actor) as work:
        work.cuts.add(cut)
        facts = {"corte": f"{cut.cut_on:%Y-%m-%d}", "sha256": cut.sha256, "filas": str(cut.rows)}
        work.bitacora.append("padron_importado", cut.id, facts)
    forget_others(folder, cut.id)
    return cut

"""Imports of padrón, geography and answers (numeral 9): received and decided here."""

import csv
import io
from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Path, Request, Response

from core.domain.verification.importacion import ApplyOrder, BadLine, Importacion, ImportKind
from core.messages import explain_code
from core.server.bodies.http_bodies import Listed, Number, answer, reads
from core.server.composition.dependencies import Dependencies, Injected
from core.server.doors.auth import Called, Caller
from core.server.doors.streaming import body_of, chunks
from core.server.files.received_imports import ReceivedFile, take_in
from core.wire import Page

router = APIRouter()

Kind = Annotated[ImportKind, Path()]
_CSV = "text/csv"
BODY = body_of(_CSV)


@router.post("/v1/padron", response_model=Importacion, status_code=202, openapi_extra=BODY)
async def load_padron(request: Request, deps: Injected, caller: Called, cut_on: date) -> Response:
    """Receive a cut of the padrón and return its Importacion: the worker checks it."""
    return await receive(request, deps, caller, ReceivedFile(ImportKind.PADRON, cut_on))


@router.post("/v1/geografia", response_model=Importacion, status_code=202, openapi_extra=BODY)
async def load_geografia(
    request: Request, deps: Injected, caller: Called, since: date | None = None
) -> Response:
    """Receive a geography, in force from `since` (today), and return its Importacion."""
    with deps.units.reading() as work:
        day = since or work.geografia.today
    return await receive(request, deps, caller, ReceivedFile(ImportKind.GEOGRAFIA, day))


async def receive(
    request: Request, deps: Dependencies, caller: Caller, what: ReceivedFile
) -> Response:
    """Receive a file and return its Importacion."""
    receiving = partial(take_in, deps, caller.actor, what, chunks(request))
    got = await to_thread.run_sync(receiving, limiter=deps.uploads.imports)
    return answer(Importacion, got, 202)


def _listed(kind: ImportKind, deps: Dependencies, asked: Listed) -> Response:
    with deps.units.reading() as work:
        page = work.imports.page(kind, after=asked.after, limit=asked.limit)
    return answer(Page[Importacion], page)


def _shown(kind: ImportKind, deps: Dependencies, number: int) -> Response:
    with deps.units.reading() as work:
        return answer(Importacion, work.imports.one(kind, number))


def _ordered(
    kind: ImportKind, deps: Dependencies, caller: Caller, number: int, order: ApplyOrder
) -> Response:
    with deps.units.writing(caller.actor) as work:
        return answer(Importacion, work.imports.order(kind, number, order, caller.actor))


def _cancelled(kind: ImportKind, deps: Dependencies, caller: Caller, number: int) -> Response:
    with deps.units.writing(caller.actor) as work:
        got = work.imports.cancel(kind, number)
        work.bitacora.append("importacion_cancelada", str(number), {"tipo": kind.value})
    return answer(Importacion, got)


def _lines(kind: ImportKind, deps: Dependencies, number: int) -> Response:
    with deps.units.reading() as work:
        work.imports.one(kind, number)
        text = bad_lines_csv(work.imports.bad_lines(number))
    return Response(text.encode("utf-8-sig"), media_type=_CSV)


def bad_lines_csv(lines: Iterable[BadLine]) -> str:
    """Return the bad lines as a CSV: number, column and reason in words, in the file's order."""
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(("línea", "columna", "motivo"))
    for each in sorted(lines, key=lambda line: line.line):
        rows.writerow((each.line, each.column, explain_code(each.code, {}).title))
    return written.getvalue()


def _add_routes(kind: ImportKind) -> None:
    """Add the five routes of one kind: each kind has its own roles."""
    base = f"/v1/{kind.value}/importaciones"

    @router.get(base, response_model=Page[Importacion])
    def listed(deps: Injected, asked: Listed) -> Response:
        """Return a Page of Importacion, newest first, without bad lines."""
        return _listed(kind, deps, asked)

    @router.get(f"{base}/{{importacion_id}}", response_model=Importacion)
    def shown(deps: Injected, importacion_id: Number) -> Response:
        """Return an Importacion with its first 200 bad lines."""
        return _shown(kind, deps, importacion_id)

    @router.get(f"{base}/{{importacion_id}}/lineas", responses={200: {"content": {_CSV: {}}}})
    def lines(deps: Injected, importacion_id: Number) -> Response:
        """Return every bad line as a CSV (UTF-8 with its mark)."""
        return _lines(kind, deps, importacion_id)

    @router.post(f"{base}/{{importacion_id}}/aplicacion", response_model=Importacion)
    def ordered(
        deps: Injected,
        caller: Called,
        importacion_id: Number,
        order: Annotated[ApplyOrder, reads(ApplyOrder)],
    ) -> Response:
        """Have a checked import applied; 422 where bad lines are left out without a reason."""
        return _ordered(kind, deps, caller, importacion_id, order)

    @router.post(f"{base}/{{importacion_id}}/cancelacion", response_model=Importacion)
    def cancelled(deps: Injected, caller: Called, importacion_id: Number) -> Response:
        """Have an import cancelled: nothing of it stays but its row."""
        return _cancelled(kind, deps, caller, importacion_id)


for _each in ImportKind:
    _add_routes(_each)

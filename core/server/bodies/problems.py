"""Error responses: every ApoyoError as problem+json (RFC 9457) with its Spanish sentence."""

import logging
import traceback
from collections.abc import Mapping

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from sqlalchemy.exc import DataError, InternalError, OperationalError
from starlette.exceptions import HTTPException
from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Receive, Scope, Send

from core.central.errors import NoRoom
from core.domain.listing.cambio import StaleVersion, VersionMissing
from core.errors import (
    AlreadyDone,
    ApoyoError,
    EnvelopeRejected,
    MachineTrouble,
    NotAllowed,
    NotThere,
    RuleBroken,
)
from core.messages import explain_code
from core.server.bodies.http_bodies import BodyRejected, BodyTooLong, Malformed
from core.server.host.disk_full import is_full
from core.wire import PROBLEM_JSON, ChangedProblem, FieldProblem, Problem, to_json

_log = logging.getLogger("apoyo.server")

_BY_FAMILY: tuple[tuple[type[ApoyoError], int], ...] = (
    (RuleBroken, 422),
    (NotAllowed, 403),
    (NotThere, 404),
    (AlreadyDone, 409),
    (EnvelopeRejected, 400),
    (MachineTrouble, 503),
)
_BY_CODE = {
    "sesion_vencida": 401,
    "acceso_incorrecto": 401,
    "contrasena_temporal_vencida": 401,
    "cuenta_cerrada": 401,
    "falta_segundo_paso": 401,
    "segundo_paso_vencido": 401,
    "codigo_segundo_paso": 401,
    "entrada_vencida": 401,
    "numero_no_coincide": 401,
    "entrada_rechazada": 401,
    "identidad_no_vinculada": 401,
    "demasiadas_entradas": 429,
    "demasiados_segundos_pasos": 429,
    "cuenta_bloqueada": 429,
    "demasiados_accesos": 429,
    "demasiados_codigos": 429,
    "demasiados_anuncios": 429,
    VersionMissing.code: 428,
    NoRoom.code: 507,
}
_COME_BACK = (429, 503)
_UNFORESEEN = "falla_no_prevista"
_MISSING = "falta_dato"
_MALFORMED = "forma_incorrecta"


def install(app: FastAPI) -> None:
    """Register the exception handlers of the application."""
    app.add_exception_handler(ApoyoError, _refused)
    app.add_exception_handler(StaleVersion, _stale)
    app.add_exception_handler(BodyRejected, _rejected)
    app.add_exception_handler(RequestValidationError, _asked_wrongly)
    app.add_exception_handler(BodyTooLong, _too_long)
    app.add_exception_handler(HTTPException, _unknown_address)
    for gone in (OperationalError, InternalError):
        app.add_exception_handler(gone, _no_database)
    app.add_exception_handler(OSError, _no_room)
    for each in (Malformed, DataError, OverflowError):
        app.add_exception_handler(each, _malformed)
    app.add_middleware(_Unforeseen)


def handled(app: FastAPI, inner: ASGIApp) -> ASGIApp:
    """Return what serves by `inner`, with the exception handlers of `app` and no other layer."""
    return _Unforeseen(ExceptionMiddleware(inner, app.exception_handlers))


def problem(
    code: str,
    status: int,
    *,
    facts: Mapping[str, str] | None = None,
    errors: tuple[FieldProblem, ...] = (),
) -> Response:
    """Return a problem+json response with the sentence of `code` and these facts."""
    told = explain_code(code, facts)
    body = Problem(
        code=code,
        title=told.title,
        detail=told.action,
        owner=told.owner,
        status=status,
        errors=errors,
        facts=dict(facts or {}),
    )
    return Response(to_json(body), status_code=status, media_type=PROBLEM_JSON)


def status_of(error: ApoyoError) -> int:
    """Return the HTTP status of an error: that of its code, else that of its family."""
    by_family = (status for family, status in _BY_FAMILY if isinstance(error, family))
    return _BY_CODE.get(error.code) or next(by_family, 400)


def _refused(_request: Request, error: Exception) -> Response:
    """Answer an error of the acts. One with a `field` names it, as a form needs."""
    if not isinstance(error, ApoyoError):
        raise error
    field = error.field if isinstance(error, RuleBroken) else ""
    errors = (FieldProblem(field, error.code),) if field else ()
    answer = problem(error.code, status_of(error), facts=error.facts, errors=errors)
    if answer.status_code in _COME_BACK and "seconds" in error.facts:
        answer.headers["Retry-After"] = error.facts["seconds"]
    return answer


def _stale(_request: Request, error: Exception) -> Response:
    """Answer a save over a version that is not the newest, with what was saved since."""
    if not isinstance(error, StaleVersion):
        raise error
    told = explain_code(error.code)
    body = ChangedProblem(
        code=error.code,
        title=told.title,
        detail=told.action,
        owner=told.owner,
        status=409,
        cambios=error.cambios,
    )
    return Response(to_json(body), status_code=409, media_type=PROBLEM_JSON)


def _rejected(_request: Request, error: Exception) -> Response:
    """Answer a body that breaks rules: each field with its own code."""
    if not isinstance(error, BodyRejected):
        raise error
    return _fields(tuple(field_problems(error.cause)), _facts(error.cause))


def _asked_wrongly(_request: Request, error: Exception) -> Response:
    """Answer an address whose parameters are wrong."""
    if not isinstance(error, RequestValidationError):
        raise error
    return _fields(tuple(_field_problem(each) for each in error.errors()))


def field_problems(cause: ValidationError) -> list[FieldProblem]:
    """Return each broken field and its code, in the order of the form."""
    return [_field_problem(dict(each)) for each in cause.errors(include_url=False)]


def _field_problem(detail: Mapping[str, object]) -> FieldProblem:
    """Return one field: its dotted path, and the rule's code, else what its shape lacks.

    A rule over a whole value names the datum of it that is wrong.
    """
    path = detail.get("loc")
    places = path if isinstance(path, tuple) else ()
    context = detail.get("ctx")
    raised = context.get("error") if isinstance(context, dict) else None
    if isinstance(raised, ApoyoError):
        code = raised.code
        named = raised.field if isinstance(raised, RuleBroken) else ""
        places = (*places, named) if named and named not in places else places
    else:
        code = _MISSING if detail.get("type") == "missing" else _MALFORMED
    return FieldProblem(field=".".join(str(each) for each in places), code=code)


def _facts(cause: ValidationError) -> dict[str, str]:
    """Return what fills the blanks of the sentences, the first of each name."""
    facts: dict[str, str] = {}
    for detail in cause.errors(include_url=False):
        raised = detail.get("ctx", {}).get("error")
        if isinstance(raised, ApoyoError):
            facts = dict(raised.facts) | facts
    return facts


def _fields(errors: tuple[FieldProblem, ...], facts: Mapping[str, str] | None = None) -> Response:
    """Return 422 under the code of the first field."""
    return problem(errors[0].code if errors else _MALFORMED, 422, facts=facts, errors=errors)


def _too_long(_request: Request, _error: Exception) -> Response:
    return problem("cuerpo_demasiado_largo", 413)


def _unknown_address(_request: Request, error: Exception) -> Response:
    """Answer an address or a method that does not exist here."""
    if not isinstance(error, HTTPException):
        raise error
    return problem("no_existe", error.status_code)


def _no_database(_request: Request, error: Exception) -> Response:
    """Answer a database that is full, locked or gone; what was asked left no trace."""
    _log.error("database: %s", type(error).__name__)
    if is_full(error):
        return problem(NoRoom.code, 507)
    return problem("base_sin_respuesta", 503)


def _no_room(_request: Request, error: Exception) -> Response:
    """Answer a full disk. Any other trouble with files was not foreseen."""
    if not is_full(error):
        raise error
    return problem(NoRoom.code, 507)


def _malformed(_request: Request, _error: Exception) -> Response:
    """Answer a text or a number that no database of ours can hold."""
    return _fields(())


class _Unforeseen:
    """The last net: a bug is answered without its trace, and logged without its data."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._app(scope, receive, send)
        except ClientDisconnect:
            _log.info("somebody went away before the end of their request")
        except Exception as bug:  # noqa: BLE001  the message may hold a person's data
            _log.error(
                "%s\n%s", type(bug).__name__, "".join(traceback.format_tb(bug.__traceback__))
            )
            if scope["type"] == "http":
                await problem(_UNFORESEEN, 500)(scope, receive, send)

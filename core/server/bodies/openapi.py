"""What the server offers, for strangers: each body has the schema of its domain value."""

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute

from core.server.bodies.http_bodies import JSON, Reads
from core.wire import PROBLEM_JSON, ChangedProblem, Problem, adapter

_API, _PAGE = "/v1/", "text/html"
_OF_FASTAPI = ("HTTPValidationError", "ValidationError")
"""Its own form of a refusal, which no answer of ours has."""
_REFERENCE = "#/components/schemas/{model}"


def describe(app: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI document: bodies, and the one form of every refusal."""
    document = get_openapi(title=app.title, version=app.version, routes=app.routes)
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for name in _OF_FASTAPI:
        schemas.pop(name, None)
    refused = {PROBLEM_JSON: {"schema": _schema(Problem | ChangedProblem, schemas)}}
    for route in _routes(app):
        if not isinstance(route, APIRoute):
            continue
        kind = _body_of(route.dependant)
        for method in route.methods or ():
            operation = document["paths"][route.path][method.lower()]
            operation["responses"].pop("422", None)
            page = {} if route.path.startswith(_API) else {_PAGE: {"schema": {"type": "string"}}}
            told = {"description": "Refused", "content": refused | page}
            operation["responses"]["default"] = told
            if kind is not None:
                content = {JSON: {"schema": _schema(kind, schemas)}}
                operation["requestBody"] = {"required": True, "content": content}
    return document


def _schema(kind: Any, schemas: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401  a type
    """Return the schema of a type; what it names is added to `schemas`."""
    schema: dict[str, Any] = adapter(kind).json_schema(ref_template=_REFERENCE)
    schemas.update(schema.pop("$defs", {}))
    return schema


def _routes(app: FastAPI) -> Iterator[BaseRoute]:
    """Yield every route; FastAPI keeps those of an included router behind it."""
    for route in app.routes:
        included = getattr(route, "original_router", None)
        yield from (route,) if included is None else included.routes


def _body_of(dependant: Dependant) -> Any:  # noqa: ANN401  a type, or None
    """Return the type that a route reads, or None."""
    for each in dependant.dependencies:
        if isinstance(each.call, Reads):
            return each.call.kind
    return None

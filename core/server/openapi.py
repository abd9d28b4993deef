"""What the server offers, for strangers: each body has the schema of its domain value."""

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute

from core.server.http_bodies import JSON, Reads
from core.wire import adapter

_REFERENCE = "#/components/schemas/{model}"


def describe(app: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI document, bodies included."""
    document = get_openapi(title=app.title, version=app.version, routes=app.routes)
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for route in _routes(app):
        if isinstance(route, APIRoute) and (kind := _body_of(route.dependant)) is not None:
            schema = adapter(kind).json_schema(ref_template=_REFERENCE)
            schemas.update(schema.pop("$defs", {}))
            content = {JSON: {"schema": schema}}
            for method in route.methods or ():
                operation = document["paths"][route.path][method.lower()]
                operation["requestBody"] = {"required": True, "content": content}
    return document


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

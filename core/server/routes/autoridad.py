"""The TLS authority that desk and tablet pin, and what the server offers."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse

from core.server.bodies.openapi import describe
from core.server.composition.dependencies import Injected

router = APIRouter()


@router.get("/v1/autoridad", response_class=PlainTextResponse)
def authority(deps: Injected) -> str:
    """Return the authority's certificate as PEM."""
    return deps.authority.decode("ascii")


@router.get("/v1/openapi.json")
def offered(request: Request) -> dict[str, Any]:
    """Return the OpenAPI document."""
    return describe(request.app)

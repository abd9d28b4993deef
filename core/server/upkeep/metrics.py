"""`apoyo central metrics`: the measures of `doctor` over HTTP, for Prometheus, on an own address.

A process of its own: it has no port in common with the web, needs no key, and reads only.
"""

import logging

import uvicorn
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from core.central.unit_of_work import Units
from core.server.host.doctor import as_prometheus, vitals
from core.server.host.machine import listening_socket
from core.server.upkeep.tasks import units_of
from core.settings.server import ServerSettings

_FORMAT = "text/plain; version=0.0.4"
_log = logging.getLogger(__name__)


def metrics_app(settings: ServerSettings, units: Units) -> Starlette:
    """Return the application: `/metrics` alone, measured anew for each request."""

    def measured(_request: Request) -> PlainTextResponse:
        try:
            lines = [as_prometheus(each) for each in vitals(settings, units)]
        except (OSError, SQLAlchemyError) as trouble:
            _log.warning("not measured: %s", type(trouble).__name__)
            return PlainTextResponse("", 503, media_type=_FORMAT)
        return PlainTextResponse("\n".join([*lines, ""]), media_type=_FORMAT)

    return Starlette(routes=[Route("/metrics", measured)])


def serve_metrics(settings: ServerSettings, listen: str) -> None:
    """Answer on HOST:PORT until told to end. Raises MachineTrouble; then nothing runs."""
    with listening_socket(listen) as listening, units_of(settings) as units:
        config = uvicorn.Config(
            metrics_app(settings, units),
            log_config=None,
            access_log=False,
            server_header=False,
            lifespan="off",
        )
        uvicorn.Server(config).run([listening])

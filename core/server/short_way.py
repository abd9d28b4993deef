"""The way of a record to its route: past what FastAPI and Starlette do for every other request.

Their dozen layers and the search for a route cost as much as decrypting a record.
"""

import re
from collections.abc import Callable

from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from core.server.bodies.pace import Pace
from core.server.bodies.problems import handled
from core.server.routes import apoyos
from core.settings.server import ServerSettings

_RECORD: Callable[[str], re.Match[str] | None] = re.compile("/v1/apoyos/([0-9a-f]{32})").fullmatch


class ShortWay:
    """Serves a record by its own route at once, and all else by `app`.

    Deadlines, refusals, their answers and the check of who may are the same on both ways.
    """

    def __init__(self, app: FastAPI, settings: ServerSettings) -> None:
        self._app = app
        self._record: ASGIApp = Pace(handled(app, apoyos.RECORDS.handle), settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        is_put = scope["type"] == "http" and scope["method"] == "PUT"
        found = _RECORD(scope["path"]) if is_put else None
        if found is None:
            await self._app(scope, receive, send)
            return
        scope["app"], scope["route"] = self._app, apoyos.RECORDS
        scope["path_params"] = {"record_id": found[1]}
        await self._record(scope, receive, send)

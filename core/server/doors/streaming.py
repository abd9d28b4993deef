"""Request bodies that are read as they come: by blocking code, or on the event loop."""

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

from anyio import from_thread
from fastapi import Request
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.types import Receive, Scope, Send

from core.server.doors.auth import enforce


def body_of(media_type: str) -> dict[str, Any]:
    """Return the OpenAPI description of a streamed body."""
    schema = {"type": "string", "format": "binary"}
    return {"requestBody": {"required": True, "content": {media_type: {"schema": schema}}}}


def headers_of(named: Mapping[str, Mapping[str, object]]) -> dict[str, Any]:
    """Return the OpenAPI description of obligatory headers: name → its schema."""
    said = [
        {"name": name, "in": "header", "required": True, "schema": schema}
        for name, schema in named.items()
    ]
    return {"parameters": said}


class StreamedRoute(APIRoute):
    """A route that reads its request itself, after `enforce`: its endpoint takes a Request alone.

    FastAPI describes it as any other. Its own reading of a request costs more than a record.
    """

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request. Raises HTTPException for a method that it has not."""
        if scope["method"] not in (self.methods or ()):
            raise HTTPException(405)
        request = Request(scope, receive, send)
        await enforce(request, request.app.state.deps)
        response = await self.endpoint(request)
        await response(scope, receive, send)


def chunks(request: Request) -> Iterator[bytes]:
    """Yield the body in parts. Raises starlette's ClientDisconnect where it is cut.

    Call it from a pool thread (`run_in_threadpool`): a part is requested only after the previous
    one was processed.
    """
    stream = request.stream()
    while part := from_thread.run(_next, stream):
        yield part


async def _next(stream: AsyncIterator[bytes]) -> bytes:
    """Return the next part that is not empty; nothing at the end."""
    async for part in stream:
        if part:
            return part
    return b""

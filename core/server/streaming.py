"""A request body read by blocking code in a worker thread, without spooling to disk."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

from anyio import from_thread
from fastapi import Request


def body_of(media_type: str) -> dict[str, Any]:
    """Return the OpenAPI description of a streamed body."""
    schema = {"type": "string", "format": "binary"}
    return {"requestBody": {"required": True, "content": {media_type: {"schema": schema}}}}


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

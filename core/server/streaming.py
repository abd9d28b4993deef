"""A body read as it arrives, by plain code in a worker thread: nothing is spooled anywhere."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

from anyio import from_thread
from fastapi import Request


def body_of(media_type: str) -> dict[str, Any]:
    """Return what the OpenAPI document says of a body that is read as it arrives."""
    schema = {"type": "string", "format": "binary"}
    return {"requestBody": {"required": True, "content": {media_type: {"schema": schema}}}}


def chunks(request: Request) -> Iterator[bytes]:
    """Yield the body part by part. Raises starlette's ClientDisconnect where it is cut.

    Call it from a thread of the pool (`run_in_threadpool`): the next part is asked for only
    when the last one was dealt with.
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

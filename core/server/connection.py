"""Uvicorn's protocol with two added deadlines: for a request's head, and for reading answers.

The head of the next request is due from the moment a connection opens, and again after each answer.
Bodies have their deadlines in pace.py.
"""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import httptools
from starlette.types import Message
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from core.server.places import ConnectionPlace, Places
from core.settings import ServerSettings

MOST_HEAD_BYTES = 64 << 10
"""Of a request line and its headers; ours have less than 1 KiB."""

MOST_UNREAD_BYTES = 512 << 10
"""Of a body, while its reader is busy; a reader that is not takes it at once."""


class Connection(HttpToolsProtocol):
    """One connection; its place is released when it is lost."""

    def __init__(
        self,
        *,
        place: ConnectionPlace,
        places: Places,
        settings: ServerSettings,
        **given: Any,  # noqa: ANN401  uvicorn's own
    ) -> None:
        super().__init__(**given)
        self._place, self._places, self._settings = place, places, settings
        self._head_bytes = 0
        self._unread = 0
        self._deadlines: dict[str, asyncio.TimerHandle] = {}

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start the deadline of the first head."""
        super().connection_made(transport)
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Release the place."""
        for name in tuple(self._deadlines):
            self._disarm(name)
        super().connection_lost(exc)
        self._places.leave(self._place)

    def data_received(self, data: bytes) -> None:
        """Parse on; a head over the size limit closes the connection."""
        waiting = self._place.idle_since is not None
        super().data_received(data)
        if waiting and self._place.idle_since is not None:
            self._head_bytes += len(data)
            if self._head_bytes > MOST_HEAD_BYTES:
                self.transport.abort()

    def on_headers_complete(self) -> None:
        """Serve the request.

        Raises HttpParserError for a pipelined one, sent before the last was answered.
        """
        if self._place.idle_since is None:
            raise httptools.HttpParserError("pipelined")
        self._disarm("head")
        self._place.idle_since = None
        super().on_headers_complete()
        receive = partial(_receive_all, self.cycle, self.cycle.receive)
        self.cycle.receive = receive  # type: ignore[assignment, method-assign]

    def on_body(self, body: bytes) -> None:
        """Keep a piece of a body until it is read.

        Uvicorn stops reading beyond 64 KiB, less than TLS hands over at once; where the client goes
        away just then, what was decrypted no more is lost, and a tablet sends it again.
        """
        if self.cycle.response_complete:
            return
        self.cycle.body += body
        if len(self.cycle.body) > MOST_UNREAD_BYTES:
            self.flow.pause_reading()
        self.cycle.message_event.set()

    def on_response_complete(self) -> None:
        """Start the deadline of the next head."""
        super().on_response_complete()
        if not self.transport.is_closing():
            self._await_head()

    def timeout_keep_alive_handler(self) -> None:
        """Do nothing: the head's deadline replaces uvicorn's, which ends at the first byte."""

    def pause_writing(self) -> None:
        """Start the deadline for the client to read the answer."""
        super().pause_writing()
        self._unread = self.transport.get_write_buffer_size()
        self._arm("read", self._settings.stall_seconds)

    def resume_writing(self) -> None:
        """Cancel that deadline: the answer is being read."""
        self._disarm("read")
        super().resume_writing()

    def _await_head(self) -> None:
        self._head_bytes = 0
        self._place.idle_since = self.loop.time()
        self._arm("head", self._settings.head_seconds)

    def _arm(self, name: str, seconds: float) -> None:
        self._disarm(name)
        self._deadlines[name] = self.loop.call_later(seconds, self._late, name)

    def _disarm(self, name: str) -> None:
        if armed := self._deadlines.pop(name, None):
            armed.cancel()

    def _late(self, name: str) -> None:
        """Cut who is late, but not who is still reading a long answer at the least rate."""
        if name == "head" and self.flow.write_paused:
            self._arm(name, self._settings.head_seconds)
            return
        if name == "read":
            before, self._unread = self._unread, self.transport.get_write_buffer_size()
            if before - self._unread >= self._settings.least_rate * self._settings.stall_seconds:
                self._arm(name, self._settings.stall_seconds)
                return
        self.transport.abort()


async def _receive_all(
    cycle: RequestResponseCycle, receive: Callable[[], Awaitable[Any]]
) -> Message:
    """Return the next message; what arrived before a disconnect is told before the disconnect.

    Uvicorn drops it: a tablet cut while the server is busy would send those bytes again.
    """
    message: Message = await receive()
    if message["type"] != "http.disconnect" or not cycle.body or cycle.response_complete:
        return message
    body, cycle.body = bytes(cycle.body), bytearray()
    return {"type": "http.request", "body": body, "more_body": True}

"""Uvicorn's protocol with the deadlines that it lacks: for a request's head, and for a reader.

From when a connection opens, and again from each answer, the whole head of the next request is
due; and who is sent an answer must read it. Bodies have theirs in pace.py.
"""

import asyncio
from typing import Any

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from core.server.places import ConnectionPlace, Places
from core.settings import ServerSettings

MOST_HEAD_BYTES = 64 << 10
"""Of a request line and its headers; ours have less than 1 KiB."""


class Connection(HttpToolsProtocol):
    """One connection at its place, that it gives back when it is lost."""

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
        """Begin to wait for the first head."""
        super().connection_made(transport)
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Give the place back."""
        for name in tuple(self._deadlines):
            self._disarm(name)
        super().connection_lost(exc)
        self._places.leave(self._place)

    def data_received(self, data: bytes) -> None:
        """Read on; a head that has no end is cut."""
        waiting = self._place.idle_since is not None
        super().data_received(data)
        if waiting and self._place.idle_since is not None:
            self._head_bytes += len(data)
            if self._head_bytes > MOST_HEAD_BYTES:
                self.transport.abort()

    def on_headers_complete(self) -> None:
        """Serve the request. Raises HttpParserError for one sent before the last was answered."""
        if self._place.idle_since is None:
            raise httptools.HttpParserError("pipelined")
        self._disarm("head")
        self._place.idle_since = None
        super().on_headers_complete()

    def on_response_complete(self) -> None:
        """Begin to wait for the next head."""
        super().on_response_complete()
        if not self.transport.is_closing():
            self._await_head()

    def timeout_keep_alive_handler(self) -> None:
        """Leave it to the deadline of the next head: this one ends with the first byte."""

    def pause_writing(self) -> None:
        """Begin to watch whether the answer is read."""
        super().pause_writing()
        self._unread = self.transport.get_write_buffer_size()
        self._arm("read", self._settings.stall_seconds)

    def resume_writing(self) -> None:
        """End the watch: it is being read."""
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

"""Uvicorn's protocol with two added deadlines: for a request's head, and for reading answers.

The head of the next request is due from the moment a connection opens, and again after each answer.
Bodies have their deadlines in pace.py. One of a known length does not pass through the parser,
which would copy it twice, but goes where its reader takes it from (incoming.py).
"""

import asyncio
from typing import Any

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from core.server.connections.incoming import Incoming
from core.server.connections.pieces import PIECE_BYTES, Pieces
from core.server.connections.places import ConnectionPlace, Places
from core.settings.server import ServerSettings

MOST_HEAD_BYTES = 64 << 10
"""Of a request line and its headers; ours have less than 1 KiB."""

SCRATCH_BYTES = 64 << 10
"""What is read at once of what is to be parsed."""

_LENGTH = b"content-length"


class Wire(asyncio.BufferedProtocol):
    """What the event loop reads a connection into. `scratch` may be shared by those of one loop."""

    def __init__(self, connection: "Connection", scratch: bytearray) -> None:
        self._connection, self._scratch = connection, memoryview(scratch)
        self._body: Incoming | None = None
        self.connection_made = connection.connection_made  # type: ignore[assignment]
        self.connection_lost = connection.connection_lost  # type: ignore[method-assign]
        self.eof_received = connection.eof_received  # type: ignore[method-assign]
        self.pause_writing = connection.pause_writing  # type: ignore[method-assign]
        self.resume_writing = connection.resume_writing  # type: ignore[method-assign]

    def get_buffer(self, sizehint: int) -> memoryview:
        """Return the room of a body, else the scratch: what is there next is to be parsed."""
        del sizehint
        self._body = self._connection.direct_body()
        return self._body.room() if self._body else self._scratch

    def buffer_updated(self, nbytes: int) -> None:
        """Go on with what came."""
        if self._body:
            self._connection.came(self._body, nbytes)
        else:
            self._connection.data_received(bytes(self._scratch[:nbytes]))


class Connection(HttpToolsProtocol):
    """One connection; its place is released when it is lost."""

    def __init__(
        self,
        *,
        place: ConnectionPlace,
        places: Places,
        pieces: Pieces,
        settings: ServerSettings,
        **given: Any,  # noqa: ANN401  uvicorn's own
    ) -> None:
        super().__init__(**given)
        self._place, self._places, self._pieces = place, places, pieces
        self._settings = settings
        self._head_bytes = 0
        self._unread = 0
        self._body: Incoming | None = None
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
        """Parse on; a head over the size limit closes the connection.

        So does a body that goes on as long after its request was answered.
        """
        if self._body and self._body.left:
            data = self._pass_over(self._body, data)
            if not data:
                return
        waiting = self._place.idle_since is not None
        super().data_received(data)
        if waiting and self._place.idle_since is not None:
            self._count_head(len(data))
        if self._body and not self.transport.is_closing():
            self._body.go_direct()

    def direct_body(self) -> Incoming | None:
        """Return the body that the next bytes belong to; None where they are to be parsed."""
        if self._body is None or not self._body.left or self.cycle.response_complete:
            return None
        return self._body

    def came(self, body: Incoming, size: int) -> None:
        """Count bytes that were put in the room of a body."""
        body.came(size)
        if not body.left:
            self._parse_anew()
        elif body.is_full:
            self.flow.pause_reading()

    def on_headers_complete(self) -> None:
        """Serve the request.

        Raises HttpParserError for a pipelined one, sent before the last was answered.
        """
        if self._place.idle_since is None:
            raise httptools.HttpParserError("pipelined")
        self._disarm("head")
        self._place.idle_since = None
        super().on_headers_complete()
        length = next((int(value) for name, value in self.headers if name == _LENGTH), 0)
        self._body = Incoming(self.cycle, self.loop, self._pieces, length)
        self.cycle.receive = self._body.receive  # type: ignore[assignment, method-assign]

    def on_body(self, body: bytes) -> None:
        """Keep what the parser found of a body until it is read.

        Uvicorn stops reading beyond 64 KiB, less than TLS hands over at once; where the client goes
        away just then, what was decrypted no more is lost, and a tablet sends it again.
        """
        if self._body:
            self._body.parsed(len(body))
        if self.cycle.response_complete:
            return
        self.cycle.body += body
        if len(self.cycle.body) > PIECE_BYTES:
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

    def _pass_over(self, body: Incoming, data: bytes) -> bytes:
        """Return what follows a body that nobody reads: its request was answered."""
        size = min(body.left, len(data))
        body.pass_over(size)
        self._count_head(size)
        if not body.left:
            self._parse_anew()
        return data[size:]

    def _parse_anew(self) -> None:
        """Let what comes next be parsed by one that does not wait for the rest of a body."""
        self.parser = httptools.HttpRequestParser(self)
        self.parser.set_dangerous_leniencies(lenient_data_after_close=True)  # as uvicorn's own

    def _count_head(self, size: int) -> None:
        self._head_bytes += size
        if self._head_bytes > MOST_HEAD_BYTES:
            self.transport.abort()

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

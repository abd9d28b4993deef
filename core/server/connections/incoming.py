"""The body of one request as it comes: of a known length, decrypted right into its reader's piece.

Uvicorn's way (its parser, a callback, a bytearray, bytes) copies each byte four times, and wakes
the reader for each read of the socket.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.types import Message
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from core.server.connections.pieces import Pieces

_GATHER_SECONDS = 0.25
"""After so long a reader is given what has come, however little, so that it can judge the pace."""

_NOTHING = memoryview(b"")


class Incoming:
    """What comes of the body of one request; `receive` is ASGI's. `length` is 0 where unknown.

    Until `go_direct` its bytes are found by the parser and kept as uvicorn keeps them. Of a body no
    more is kept than a piece while its reader is busy.
    """

    def __init__(
        self,
        cycle: RequestResponseCycle,
        loop: asyncio.AbstractEventLoop,
        pieces: Pieces,
        length: int,
    ) -> None:
        self._cycle, self._loop, self._pieces = cycle, loop, pieces
        self._receive: Callable[[], Awaitable[Any]] = cycle.receive
        self._unparsed = length
        self._left = 0
        self._piece = _NOTHING
        self._at = 0
        self._is_late = False

    @property
    def left(self) -> int:
        """Return how many bytes are yet to come without passing through the parser."""
        return self._left

    @property
    def is_full(self) -> bool:
        """Tell whether the reader must take the piece before more may come."""
        return self._at == len(self._piece) > 0

    def parsed(self, size: int) -> None:
        """Count bytes that the parser found."""
        self._unparsed -= size

    def go_direct(self) -> None:
        """Let the parser find no more of it."""
        if self._unparsed <= 0 or not self._cycle.more_body:
            return
        self._left, self._unparsed = self._unparsed, 0
        first, self._cycle.body = self._cycle.body, bytearray()
        self._piece = self._pieces.take(len(first) + self._left)
        self._piece[: len(first)] = first
        self._at = len(first)
        self._cycle.message_event.clear()

    def room(self) -> memoryview:
        """Return where the next bytes are to be put."""
        if not self._piece:
            self._piece = self._pieces.take(self._left)
        return self._piece[self._at :]

    def came(self, size: int) -> None:
        """Count bytes that were put there, and wake the reader where it is time."""
        self._at += size
        self.pass_over(size)
        if self.is_full or self._is_late:
            self._cycle.message_event.set()

    def pass_over(self, size: int) -> None:
        """Count bytes that came, whether or not anybody reads them."""
        self._left -= size
        self._cycle.more_body = self._left > 0

    async def receive(self) -> Message:
        """Return the next message; what arrived before a disconnect is told before the disconnect.

        Uvicorn drops it: a tablet cut while the server is busy would send those bytes again. Where
        waiting for it is cancelled, what has come is told at once when it is asked for again.
        """
        late = self._loop.call_later(_GATHER_SECONDS, self._wake)
        try:
            message: Message = await self._receive()
        except asyncio.CancelledError:
            self._wake()
            raise
        finally:
            late.cancel()
        self._is_late = False
        held = self._taken()
        if not held or self._cycle.response_complete:
            return message
        more = message["type"] == "http.disconnect" or message["more_body"]
        return {"type": "http.request", "body": held, "more_body": more}

    def _wake(self) -> None:
        self._is_late = True
        if self._at:
            self._cycle.message_event.set()

    def _taken(self) -> memoryview | bytearray:
        """Return what nobody was given yet; the reader's from now on."""
        if not self._piece:
            held, self._cycle.body = self._cycle.body, bytearray()
            return held
        taken = self._piece[: self._at]
        self._piece, self._at = _NOTHING, 0
        return taken

"""Deadlines of request bodies: idle time and minimum rate, for every route.

A late body appears to its reader as a disconnect; a client still listening gets 408.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.server.bodies.problems import problem
from core.settings.server import ServerSettings

TOO_SLOW = "cuerpo_lento"
_SCOPE = "apoyo.paced"
_CLOSE = (b"connection", b"close")


@dataclass(slots=True, eq=False)
class _Paced:
    """One request, whose body is waited for only so long. `waited` is in seconds."""

    settings: ServerSettings
    receive: Receive
    send: Send
    came: int = 0
    waited: float = 0.0
    whole: bool = False
    ended: bool = False
    answered: bool = False
    _clock: asyncio.Timeout | None = None

    async def next(self) -> Message:
        """Return the next message; that the sender went away, once the body is too slow.

        What had come of such a body is told before that.
        """
        if self.whole:
            return await self.receive()
        try:
            message = await self._wait(0.0 if self.ended else self._patience())
        except TimeoutError:
            self.ended = True
            try:
                message = await self._wait(0.0)
            except TimeoutError:
                return {"type": "http.disconnect"}
        self.came += len(message.get("body", b""))
        self.whole = not message.get("more_body", False)
        return message

    async def _wait(self, seconds: float) -> Message:
        """Return the next message. Raises TimeoutError after so long."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            async with asyncio.timeout(seconds) as self._clock:
                return await self.receive()
        finally:
            self._clock = None
            self.waited += loop.time() - began

    def end(self) -> None:
        """Wait no longer for the body: what reads it sees its sender go away."""
        self.ended = True
        if self._clock is not None:
            self._clock.reschedule(0)

    async def answer(self, message: Message) -> None:
        """Send on; an answer to a body that was ended also ends the connection."""
        if message["type"] == "http.response.start":
            self.answered = True
            if self.ended:
                message["headers"] = [*message.get("headers", ()), _CLOSE]
        await self.send(message)

    def _patience(self) -> float:
        """Return how long the next piece may take: no pause is longer, no mean rate is less."""
        longest = self.settings.stall_seconds
        return max(0.0, min(longest, longest + self.came / self.settings.least_rate - self.waited))


class Pace:
    """ASGI middleware that applies the deadlines."""

    def __init__(self, app: ASGIApp, settings: ServerSettings) -> None:
        self._app, self._settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        paced = scope[_SCOPE] = _Paced(self._settings, receive, send)
        await self._app(scope, paced.next, paced.answer)
        if paced.ended and not paced.answered:
            await problem(TOO_SLOW, 408)(scope, receive, paced.answer)


def ending(request: Request) -> Callable[[], None]:
    """Return a function that ends a request's body as if the client had left.

    To be called on the event loop.
    """
    paced: _Paced = request.scope[_SCOPE]
    return paced.end

"""The listener: limits connections per address and sets a deadline for the TLS handshake.

Uvicorn's own has no limit before the handshake ends, and fails when descriptors run out.
"""

import asyncio
import logging
import resource
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field

from core.server.connections.places import ConnectionPlace, Places
from core.settings.server import ServerSettings

_REST_SECONDS = 0.01
_log = logging.getLogger("apoyo.server")


@dataclass(slots=True)
class Gate:
    """Accepts connections on `listening` while its task runs.

    `tls` gives the context of each connection; `protocol` makes the protocol that serves one.
    """

    listening: socket.socket
    tls: Callable[[], ssl.SSLContext]
    settings: ServerSettings
    places: Places
    protocol: Callable[[ConnectionPlace, Places], asyncio.BaseProtocol]
    _opening: set[asyncio.Task[None]] = field(default_factory=set)
    _accepting: asyncio.Task[None] | None = None

    def open(self) -> None:
        """Start accepting."""
        self.listening.setblocking(False)  # noqa: FBT003  the library's own
        self._accepting = asyncio.get_running_loop().create_task(self._accept())

    def close(self) -> None:
        """Stop accepting, as an asyncio server does, so that uvicorn can shut it down."""
        for task in (self._accepting, *self._opening):
            if task is not None:
                task.cancel()

    async def wait_closed(self) -> None:
        """Return once all its tasks have ended."""
        tasks = [task for task in (self._accepting, *self._opening) if task is not None]
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _accept(self) -> None:
        loop, told = asyncio.get_running_loop(), False
        while True:
            try:
                connection, address = await loop.sock_accept(self.listening)
            except OSError as refused:  # it went away at once, or there is no descriptor left
                if not told:
                    _log.warning("no connection accepted: %s", refused.strerror)
                told = True
                self.places.make_room()
                await asyncio.sleep(_REST_SECONDS)
                continue
            told = False
            place = self.places.take(connection, str(address[0]))
            if place is None:
                connection.close()
                continue
            task = loop.create_task(self._welcome(place))
            self._opening.add(task)
            task.add_done_callback(self._opening.discard)

    async def _welcome(self, place: ConnectionPlace) -> None:
        """Agree upon TLS in time; from then on the protocol keeps the place."""
        try:
            await asyncio.get_running_loop().connect_accepted_socket(
                lambda: self.protocol(place, self.places),
                place.socket,
                ssl=self.tls(),
                ssl_handshake_timeout=self.settings.head_seconds,
                ssl_shutdown_timeout=self.settings.stall_seconds,
            )
        except OSError:  # TLS's errors too: whoever it was spoke no TLS, or not in time
            self.places.leave(place)
        except BaseException:
            self.places.leave(place)
            raise


def places_for(settings: ServerSettings, now: Callable[[], float]) -> Places:
    """Return the connection limit of this process: as set, at most half of its descriptors.

    Raises the soft limit of descriptors as needed; the other half is for files.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = settings.most_connections * 2
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(hard, wanted)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    most = settings.most_connections
    return Places(most if soft == resource.RLIM_INFINITY else min(most, max(1, soft // 2)), now)

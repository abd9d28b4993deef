"""The web process: accounts, sealed records, receipts. It holds no key that opens a record.

Started by `apoyo central run` with its listening socket; neither passphrase nor election key are
in its environment.
"""

import asyncio
import logging
import socket
import ssl
import sys
from collections.abc import Callable

import uvicorn

from core import own_memory
from core.central.access.passwords import Argon2Passwords
from core.central.database import open_database
from core.central.unit_of_work import Units
from core.clock import SystemClock
from core.documents.letters import letter
from core.ports.shared import Clock
from core.server.app import create_app
from core.server.child_process import end_with_parent, log_to, say_ready
from core.server.connection import Connection
from core.server.dependencies import Dependencies
from core.server.errors import KeyTooMany
from core.server.flat_memory import keep_flat
from core.server.gate import Gate, places_for
from core.server.keys import WEB, KeyFiles
from core.server.places import ConnectionPlace, Places
from core.settings import ServerSettings

_SYSTEM = SystemClock()
_GRACE_SECONDS = 2

_log = logging.getLogger(__name__)


def compose(
    settings: ServerSettings, clock: Clock = _SYSTEM, keys: KeyFiles | None = None
) -> Dependencies:
    """Return the dependencies of a prepared server (`apoyo central init`).

    Raises AuthorityWrong, or OSError where a key file cannot be read.
    """
    keys = keys or KeyFiles(settings.keys)
    return Dependencies(
        settings=settings,
        clock=clock,
        units=Units(open_database(settings.database, settings.busy_seconds), clock),
        passwords=Argon2Passwords(),
        letters=letter,
        signing_key=keys.signing_key(),
        second_keys=keys.second_keys(),
        authority=keys.authority_pem(),
        election_key_id=keys.election_key_id(),
    )


def configuration(deps: Dependencies) -> uvicorn.Config:
    """Return uvicorn's configuration: the project's protocol, no access log."""
    config = uvicorn.Config(
        create_app(deps),
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(deps.settings.trusted_proxies),
        forwarded_allow_ips=deps.settings.trusted_proxies,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        lifespan="off",
        http=Connection,
        ws="none",
    )
    config.load()
    return config


def tls_context(deps: Dependencies) -> ssl.SSLContext:
    """Return the TLS context of all connections: TLS 1.2 or newer."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*KeyFiles(deps.settings.keys).server)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


class WebServer(uvicorn.Server):
    """Uvicorn's server behind our own gate. `listens` is called once it accepts."""

    def __init__(self, deps: Dependencies, listens: Callable[[], None] = lambda: None) -> None:
        super().__init__(configuration(deps))
        self._settings, self._tls, self._listens = deps.settings, tls_context(deps), listens

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Open a gate at each socket, in the stead of uvicorn's own listener.

        Uvicorn closes `servers` as it does asyncio's own.
        """
        await self.lifespan.startup()
        places = places_for(self._settings, asyncio.get_running_loop().time)
        self.servers = []
        for listening in sockets or ():
            gate = Gate(listening, self._tls, self._settings, places, self._connection)
            gate.open()
            self.servers.append(gate)  # type: ignore[arg-type]
        self.started = True
        self._listens()

    def _connection(self, place: ConnectionPlace, places: Places) -> Connection:
        return Connection(
            place=place,
            places=places,
            settings=self._settings,
            config=self.config,
            server_state=self.server_state,
            app_state=self.lifespan.state,
        )


def serve(settings: ServerSettings, listening: socket.socket, ready: Callable[[], None]) -> None:
    """Serve until told to end (SIGTERM, SIGINT). `ready` is called once it accepts."""
    log_to(settings.data / "log", "web")
    if more := KeyFiles(settings.keys).too_many(WEB):
        _log.warning("%s: the web could read %s", KeyTooMany.code, ", ".join(more))
    deps = compose(settings)
    server = WebServer(deps, ready)
    keep_flat()
    server.run([listening])
    deps.units.engine.dispose()


def main(argv: list[str]) -> int:
    """Serve on the socket number `argv[0]` until told to end; `argv[1]` is the parent."""
    own_memory.no_core_file()
    end_with_parent(int(argv[1]))
    serve(ServerSettings(), socket.socket(fileno=int(argv[0])), say_ready)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

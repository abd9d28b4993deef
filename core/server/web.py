"""The web process: accounts, sealed records, receipts. It holds no key that opens a record.

Started by `apoyo central run` with its listening socket; neither passphrase nor election key are
in its environment.
"""

import asyncio
import logging
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn

from core import own_memory
from core.central.access.passwords import Argon2Passwords
from core.central.database import open_database
from core.central.unit_of_work import Units
from core.clock import SystemClock
from core.documents.letters import letter
from core.ports.shared import Clock
from core.server.app import create_app
from core.server.composition.dependencies import Dependencies
from core.server.connections.connection import SCRATCH_BYTES, Connection, Wire
from core.server.connections.gate import Gate, places_for
from core.server.connections.places import ConnectionPlace, Places
from core.server.errors import KeyTooMany, OptionMissing
from core.server.host.certificates import Certificate
from core.server.host.child_process import end_with_parent, log_to, say_ready
from core.server.host.flat_memory import give_back_heaps, keep_flat
from core.server.host.keys import WEB, KeyFiles
from core.server.host.machine import listening_socket
from core.server.host.stores import blobs_in, objects_of
from core.server.short_way import ShortWay
from core.settings.server import ServerSettings

_SYSTEM = SystemClock()
_GRACE_SECONDS = 2
_HEAPS_EVERY = 300
"""Ticks of uvicorn, of a tenth of a second, after which free memory is given back."""

_log = logging.getLogger(__name__)


def compose(
    settings: ServerSettings, clock: Clock = _SYSTEM, keys: KeyFiles | None = None
) -> Dependencies:
    """Return the dependencies of a prepared server (`apoyo central init`).

    Raises AuthorityWrong, what `objects_of` raises, or OSError where a key file cannot be read.
    """
    keys = keys or KeyFiles(settings.keys)
    objects = objects_of(settings)
    return Dependencies(
        settings=settings,
        clock=clock,
        units=Units(open_database(settings.database, settings.busy_seconds), clock),
        passwords=Argon2Passwords(),
        letters=letter,
        blobs_of=blobs_in(objects, settings),
        objects=objects,
        signing_key=keys.signing_key(),
        second_keys=keys.second_keys(),
        entrada_key=keys.entrada_key(),
        document_key=keys.document_key(),
        sealed_solicitudes=keys.sealed_solicitudes(),
        sealed_borradores=keys.sealed_borradores(),
        sealed_escaneos=keys.sealed_escaneos(),
        authority=keys.authority_pem(),
        election_key_id=keys.election_key_id(),
    )


def configuration(deps: Dependencies) -> uvicorn.Config:
    """Return uvicorn's configuration: the project's protocol, no access log."""
    config = uvicorn.Config(
        ShortWay(create_app(deps), deps.settings),
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


class WebServer(uvicorn.Server):
    """Uvicorn's server behind our own gate. `listens` is called once it accepts."""

    def __init__(self, deps: Dependencies, listens: Callable[[], None] = lambda: None) -> None:
        super().__init__(configuration(deps))
        self._settings, self._listens = deps.settings, listens
        self._tls = [Certificate(*KeyFiles.of(deps.settings).server)]
        if pages := deps.settings.pages_certificate:
            self._tls.append(Certificate(pages, deps.settings.pages_key or pages))
        self._scratch, self._pieces = bytearray(SCRATCH_BYTES), deps.uploads.pieces

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Open a gate at each socket, in the stead of uvicorn's own listener.

        The first one has the certificate that clients pin, the second that of the pages. Uvicorn
        closes `servers` as it does asyncio's own.
        """
        await self.lifespan.startup()
        places = places_for(self._settings, asyncio.get_running_loop().time)
        self.servers = []
        for listening, tls in zip(sockets or (), self._tls, strict=False):
            gate = Gate(listening, tls.context, self._settings, places, self._connection)
            gate.open()
            self.servers.append(gate)  # type: ignore[arg-type]
        self.started = True
        self._listens()

    async def on_tick(self, counter: int) -> bool:
        """Tell whether to end; uvicorn asks ten times a second."""
        if counter % _HEAPS_EVERY == _HEAPS_EVERY - 1:
            give_back_heaps()
        return await super().on_tick(counter)

    def _connection(self, place: ConnectionPlace, places: Places) -> Wire:
        connection = Connection(
            place=place,
            places=places,
            pieces=self._pieces,
            settings=self._settings,
            config=self.config,
            server_state=self.server_state,
            app_state=self.lifespan.state,
        )
        return Wire(connection, self._scratch)


def serve(settings: ServerSettings, listening: socket.socket, ready: Callable[[], None]) -> None:
    """Serve until told to end (SIGTERM, SIGINT). `ready` is called once it accepts."""
    log_to(settings, "web")
    if more := KeyFiles.of(settings).too_many(WEB):
        _log.warning("%s: the web could read %s", KeyTooMany.code, ", ".join(more))
    deps = compose(settings)
    server = WebServer(deps, ready)
    keep_flat()
    with pages_socket(settings) as pages:
        server.run([listening, *pages])
    deps.units.engine.dispose()


@contextmanager
def pages_socket(settings: ServerSettings) -> Iterator[tuple[socket.socket, ...]]:
    """Give the socket of the pages for browsers, where they have one of their own.

    Raises OptionMissing without a certificate for it, and what `listening_socket` does.
    """
    if not settings.pages_listen:
        yield ()
        return
    if settings.pages_certificate is None:
        raise OptionMissing({"option": "APOYO_PAGES_CERTIFICATE"})
    with listening_socket(settings.pages_listen) as listening:
        yield (listening,)


def main(argv: list[str]) -> int:
    """Serve on the socket number `argv[0]` until told to end; `argv[1]` is the parent."""
    own_memory.no_core_file()
    end_with_parent(int(argv[1]))
    serve(ServerSettings(), socket.socket(fileno=int(argv[0])), say_ready)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

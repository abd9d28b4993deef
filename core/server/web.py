"""The web process: accounts, sealed records, receipts. It holds no key that opens a record.

Started by `apoyo central run` with its listening socket; neither passphrase nor election key are
in its environment.
"""

import socket
import ssl
import sys

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
from core.server.dependencies import Dependencies
from core.server.keys import KeyFiles
from core.settings import ServerSettings

_SYSTEM = SystemClock()
_GRACE_SECONDS = 2


def compose(
    settings: ServerSettings, clock: Clock = _SYSTEM, keys: KeyFiles | None = None
) -> Dependencies:
    """Return the real dependencies of a server that was prepared (`apoyo central init`)."""
    keys = keys or KeyFiles(settings.data / "keys")
    return Dependencies(
        settings=settings,
        clock=clock,
        units=Units(open_database(settings.database), clock),
        passwords=Argon2Passwords(),
        letters=letter,
        signing_key=keys.signing_key(),
        authority=keys.authority_pem(),
        election_key_id=keys.election_key_id(),
    )


def configuration(deps: Dependencies) -> uvicorn.Config:
    """Return how the application is served: TLS 1.2 or newer, no log of who asked what."""
    certificate, key = KeyFiles(deps.settings.data / "keys").server
    config = uvicorn.Config(
        create_app(deps),
        ssl_certfile=certificate,
        ssl_keyfile=key,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        lifespan="off",
    )
    config.load()
    if config.ssl is not None:
        config.ssl.minimum_version = ssl.TLSVersion.TLSv1_2
    return config


class _Server(uvicorn.Server):
    """Uvicorn's server, that tells its parent once it listens."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        say_ready()


def main(argv: list[str]) -> int:
    """Serve on the socket number `argv[0]` until told to end; `argv[1]` is the parent."""
    own_memory.no_core_file()
    end_with_parent(int(argv[1]))
    settings = ServerSettings()
    log_to(settings.data / "log", "web")
    listening = socket.socket(fileno=int(argv[0]))
    deps = compose(settings)
    _Server(configuration(deps)).run([listening])
    deps.units.engine.dispose()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""A real server for tests: uvicorn over TLS on loopback, with fresh keys and a fresh database."""

import asyncio
import itertools
import json
import secrets
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from time import monotonic

import requests
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from core.central.access.passwords import Argon2Passwords
from core.central.leases import Holder
from core.central.unit_of_work import Units
from core.domain.access.roles import Role
from core.ports.central import SentPassword
from core.ports.central_access import NewAccount
from core.sealing.wrapped import unwrap
from core.server.composition.dependencies import Dependencies
from core.server.host.keys import ELECTION_KEY, KeyFiles
from core.server.host.tls import make_tls
from core.server.web import WebServer, compose, pages_socket
from core.settings.server import ServerSettings
from core.slow_hash import Cost
from core.wire import to_json

PASSPHRASE = "frase ficticia de MUESTRA"
NO_VERSION, CONFLICT = 428, 409
ADMIN, ADMIN_PASSWORD = "admin", "contraseña ficticia 1"
_QUICK = Argon2Passwords(Cost(memory_kib=64))
_TICK_S, _LOOKS = 0.1, 50


class MovableClock:
    """The real time, moved by what a test says, and stopped where it says so."""

    def __init__(self) -> None:
        self.moved = timedelta()
        self._stopped: datetime | None = None
        self._passed = 0.0

    def now(self) -> datetime:
        real = datetime.now(UTC)  # noqa: TID251  a test's clock may ask the machine
        return (self._stopped or real) + self.moved

    def stop(self) -> None:
        """Stand still from now on but for `forward`: a busy machine takes minutes."""
        self._stopped = self.now() - self.moved

    def forward(self, by: timedelta) -> None:
        """Let so much time pass."""
        self.moved += by
        self._passed += by.total_seconds()

    def set_on(self, by: timedelta) -> None:
        """Set it so far on, or back where that is less than nothing: no time passes."""
        self.moved += by

    def steady(self) -> float:
        """Return seconds that pass as time does, whatever the clock is set to."""
        return monotonic() + self._passed

    @property
    def is_real(self) -> bool:
        """Tell whether it says what the machine does."""
        return self._stopped is None and not self.moved


@dataclass
class Client:
    """Somebody who talks to the server. `token` may be empty.

    `keeps` its connection from one request to the next: shaking hands is two thirds of what a
    small request takes (3 ms), which counts where one test asks hundreds of times.
    """

    url: str
    authority: Path
    token: str = ""
    wire: requests.Session = field(default_factory=requests.Session)
    keeps: bool = False

    def call(
        self,
        method: str,
        path: str,
        *,
        body: object = None,
        data: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> requests.Response:
        """Ask. `body` travels as JSON, `data` as it is."""
        # A pool that a failed test still holds would keep the server from ending.
        sent = {**({} if self.keeps else {"Connection": "close"}), **(headers or {})}
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        if body is not None:
            data = to_json_text(body)
            sent.setdefault("Content-Type", "application/json")
        return self.wire.request(
            method,
            self.url + path,
            headers=sent,
            data=data,
            verify=str(self.authority),
            timeout=180,
        )

    def save(
        self, method: str, path: str, body: object, headers: Mapping[str, str] | None
    ) -> requests.Response:
        """Ask; where a version is to be named, name the newest, as who has just read it does."""
        answer, given = self.call(method, path, body=body, headers=headers), dict(headers or {})
        for _ in range(2):
            stale = answer.status_code == CONFLICT and "cambios" in answer.text
            if "If-Match" in (headers or {}) or not (stale or answer.status_code == NO_VERSION):
                break
            newest = answer.json()["cambios"][-1]["version"] if stale else 0
            given["If-Match"] = f'"{newest}"'
            answer = self.call(method, path, body=body, headers=given)
        return answer

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> requests.Response:
        return self.call("GET", path, headers=headers)

    def post(
        self, path: str, body: object = None, headers: Mapping[str, str] | None = None
    ) -> requests.Response:
        """Ask for something new, under a key of its own unless `headers` are given."""
        keyed = {"Idempotency-Key": secrets.token_hex(8)} if headers is None else headers
        return self.save("POST", path, body, keyed)

    def put(
        self, path: str, body: object = None, headers: Mapping[str, str] | None = None
    ) -> requests.Response:
        return self.save("PUT", path, body, headers)


def to_json_text(body: object) -> bytes:
    """Return a body as JSON: plain values as they are, domain values as they travel."""
    if isinstance(body, dict | list):
        return json.dumps(body).encode()
    return to_json(body)


@dataclass
class Central:
    """A running server, and quick ways to people in it."""

    url: str
    deps: Dependencies
    clock: MovableClock
    clients: list[Client] = field(default_factory=list)

    @property
    def data(self) -> Path:
        return self.deps.settings.data

    @property
    def authority(self) -> Path:
        """The file that clients pin."""
        return KeyFiles(self.data / "keys").authority

    @property
    def election_key(self) -> X25519PrivateKey:
        """Return the election key, opened once for all servers that have the same."""
        wrapped = KeyFiles(self.deps.settings.keys).folder / ELECTION_KEY
        return _opened(wrapped.read_bytes())

    def stranger(self) -> Client:
        """Return someone without a session."""
        client = Client(self.url, self.authority)
        self.clients.append(client)
        return client

    def someone(self, *roles: Role, user: str = "") -> Client:
        """Return someone of the staff with these roles and a session: no password is hashed."""
        name = user or f"muestra-{secrets.token_hex(4)}"
        account = NewAccount(
            user=name,
            name=f"{name} (ficticio)",
            roles=frozenset(roles),
            password=SentPassword(kept="", until=None, one_use=False),
            must_change=False,
        )
        with self.deps.units.writing("prueba") as work:
            tokens = work.sessions.open(work.accounts.open(account))
        client = self.stranger()
        client.token = tokens.token
        return client

    def aspirante(self, id_solicitante: str, *, duty_accepted: bool = True) -> Client:
        """Return a registered aspirante with a session, past the first login."""
        with self.deps.units.writing("prueba") as work:
            account = work.accounts.of_aspirante(id_solicitante)
            work.accounts.set_password(account.id, "")
            if duty_accepted:
                work.accounts.accept_duty(account.id, "1", "0" * 64)
            tokens = work.sessions.open(account.id)
        client = self.stranger()
        client.token = tokens.token
        return client


@cache
def _opened(wrapped: bytes) -> X25519PrivateKey:
    return X25519PrivateKey.from_private_bytes(unwrap(wrapped, PASSPHRASE))


def make_keys(folder: Path) -> None:
    """Make the keys of a server in `folder`, under PASSPHRASE."""
    tls = make_tls(("127.0.0.1", "localhost"), datetime.now(UTC))  # noqa: TID251  a test's
    KeyFiles(folder).write(tls, PASSPHRASE)


def open_first_account(units: Units) -> None:
    """Open the administrator, with a password that is quick to compare."""
    kept = _QUICK.keep(ADMIN_PASSWORD)
    with units.writing("prueba") as work:
        work.accounts.open(
            NewAccount(
                user=ADMIN,
                name="Administradora (ficticia)",
                roles=frozenset({Role.ADMINISTRADOR}),
                password=SentPassword(kept=kept, until=None, one_use=False),
                must_change=False,
            )
        )


class _PromptServer(WebServer):
    """A server that ends as soon as it is told to, where it serves nobody.

    Uvicorn looks whether to end, and then whether it may, ten times a second: two tenths of a
    second at the end of each of thousands of tests.
    """

    _wake: Callable[[], object] | None = None

    async def main_loop(self) -> None:
        """Serve until told to end."""
        ended = asyncio.Event()
        self._wake = partial(asyncio.get_running_loop().call_soon_threadsafe, ended.set)
        for tick in itertools.count():
            if await self.on_tick(tick):
                return
            with suppress(TimeoutError):
                await asyncio.wait_for(ended.wait(), _TICK_S)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End once nothing is served, and else as uvicorn does."""
        for gate in self.servers:
            gate.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        for _ in range(_LOOKS):
            if not self.server_state.connections and not self.server_state.tasks:
                await asyncio.gather(*(gate.wait_closed() for gate in self.servers))
                await asyncio.sleep(_TICK_S / _LOOKS)  # until what was closed is let go of
                return
            await asyncio.sleep(_TICK_S / _LOOKS)
        await super().shutdown(sockets)

    def end(self) -> None:
        """Tell it to end, from another thread."""
        self.should_exit = True
        if self._wake is not None:
            self._wake()


@contextmanager
def running(settings: ServerSettings) -> Iterator[Central]:
    """Give a server that listens on a free port of loopback until the block ends."""
    listening = socket.create_server(("127.0.0.1", 0))
    url = f"https://127.0.0.1:{listening.getsockname()[1]}"
    clock = MovableClock()
    composed = compose(settings.model_copy(update={"public_url": url}), clock)
    deps = replace(composed, passwords=_QUICK, worker=Holder(steady=clock.steady))
    server = _PromptServer(deps)
    pages = ExitStack()
    sockets = [listening, *pages.enter_context(pages_socket(deps.settings))]
    thread = threading.Thread(target=server.run, args=(sockets,), daemon=True)  # noqa: TID251  a test's
    thread.start()
    central = Central(url, deps, clock)
    try:
        yield central
    finally:
        for client in central.clients:
            client.wire.close()
        server.end()
        thread.join(10)
        listening.close()
        pages.close()
        deps.units.engine.dispose()

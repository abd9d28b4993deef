"""The web process takes no more memory for rubbish, however much of it comes."""

import asyncio
import os
import random
import secrets
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
import requests

from core.server import web
from core.server.host.child_process import READY
from core.server.host.flat_memory import give_back_heaps
from core.server.host.keys import KeyFiles
from core.server.web import WebServer
from tests.central_server import Central
from tests.server.conftest import only_sqlite

_SHORT, _LONG = (200, 200, 1.15), (1_000, 5_000, 1.05)
"""Requests until threads, pools and allocator are as they will be; then more; how flat it is."""


@dataclass(frozen=True)
class _Web:
    """The web process by itself."""

    port: int
    process: psutil.Process
    wire: requests.Session
    authority: str

    def junk(self, dice: random.Random) -> int:
        """Send one request that no route takes, and return what was answered, 0 for nothing."""
        name = secrets.token_hex(16)
        kinds = (
            ("POST", "/v1/sesiones", b"{" * dice.randrange(1 << 20)),
            ("POST", "/v1/activaciones", bytes(dice.randrange(2 << 20))),
            ("POST", "/v1/tableta/nonces", f'{{"device":"{name}"}}'.encode()),
            ("POST", "/v1/envios", b"[" * 1_000),
            ("PUT", f"/v1/apoyos/{name}", bytes(dice.randrange(1 << 20))),
            ("GET", f"/v1/{name}?{name * 100}", b""),
            ("GET", "/v1/bitacora?cursor=%00", b""),
        )
        method, path, body = dice.choice(kinds)
        headers = {"Authorization": f"Bearer {name}", "X-Muestra": name * dice.randrange(100)}
        url, pinned = f"https://127.0.0.1:{self.port}{path}", self.authority
        try:
            with self.wire.request(
                method, url, data=body, headers=headers, timeout=60, verify=pinned
            ) as answered:
                return answered.status_code
        except requests.ConnectionError:
            return 0

    def mumble(self) -> None:
        """Open a connection that speaks no TLS."""
        with socket.create_connection(("127.0.0.1", self.port)) as peer, suppress(OSError):
            peer.sendall(secrets.token_bytes(500))

    def peak(self, dice: random.Random, count: int) -> int:
        """Return the most bytes that it held while it was sent so much rubbish."""
        most, refused = 0, 0
        for number in range(count):
            refused += self.junk(dice) in range(400, 500)
            if number % 10 == 0:
                self.mumble()
                most = max(most, self.process.memory_info().rss)
        assert refused > count / 2
        return most


@contextmanager
def _started(data: Path, database: str) -> Iterator[_Web]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        told = {"APOYO_DATA": str(data), "APOYO_DATABASE_URL": database}
        child = subprocess.Popen(
            [sys.executable, "-m", "core.server", "web", str(listening.fileno()), str(os.getpid())],
            env=os.environ | told,
            stdout=subprocess.PIPE,
            text=True,
            pass_fds=(listening.fileno(),),
        )
    try:
        assert child.stdout
        assert child.stdout.readline().strip() == READY
        with requests.Session() as wire:
            authority = str(KeyFiles(data / "keys").authority)
            yield _Web(port, psutil.Process(child.pid), wire, authority)
    finally:
        child.kill()
        child.wait()
        if child.stdout:
            child.stdout.close()


def test_what_stands_free_between_what_is_used_is_given_back() -> None:
    process = psutil.Process()
    held = [bytes(2_000) for _ in range(40_000)]
    kept = held[::100]
    held.clear()
    before = process.memory_info().rss
    give_back_heaps()
    assert before - process.memory_info().rss > 40 << 20
    assert len(kept) == 400


@only_sqlite
def test_a_web_gives_it_back_twice_a_minute(
    central: Central, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = list[int]()
    monkeypatch.setattr(web, "give_back_heaps", lambda: given.append(0))
    server = WebServer(central.deps)
    ended = [asyncio.run(server.on_tick(tick)) for tick in range(1_200)]
    assert (len(given), any(ended)) == (4, False)


def test_rubbish_makes_the_web_process_no_larger(
    prepared_keys: Path, fresh_sqlite: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    data = tmp_path / "central"
    data.mkdir(mode=0o700)
    shutil.copytree(prepared_keys, data / "keys")
    dice = random.Random(18)
    with _started(data, fresh_sqlite) as started:
        warm, more, flat = _LONG if request.config.getoption("--soak") else _SHORT
        started.peak(dice, warm // 2)
        usual = started.peak(dice, warm // 2)
        later = started.peak(dice, more)
        assert started.process.is_running()
    assert later <= usual * flat, (usual >> 20, later >> 20)

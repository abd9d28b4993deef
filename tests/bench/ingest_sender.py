"""`python -m tests.bench.ingest_sender FOLDER`: the clients, in a process of their own.

Each line it reads is an order {to, port, round}, or {…, ports, …} of which the clients take one
each in turn; it answers {seconds, acks}: how long it took to
carry it out, connections being open and records in memory before the clock starts, and how long
each answer was waited for after the last byte of its record was handed over.
"""

import hashlib
import http.client
import json
import socket
import ssl
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from threading import Barrier

from core.server.host.keys import KeyFiles
from tests.bench.ingest_bare import LENGTH_BYTES

PATIENCE_SECONDS = 120
_Work = Callable[[], list[float]]


@dataclass(frozen=True, slots=True)
class Load:
    """What one client sends in one round: record id → envelope, and its SHA-256."""

    token: str
    announcement: bytes
    records: dict[str, bytes]
    hashes: dict[str, str]

    @classmethod
    def of(cls, folder: Path) -> "Load":
        records = {path.stem: path.read_bytes() for path in sorted(folder.glob("*.sobre"))}
        hashes = {name: hashlib.sha256(content).hexdigest() for name, content in records.items()}
        token = (folder / "ficha").read_text("ascii")
        return cls(token, (folder / "anuncio.json").read_bytes(), records, hashes)


def main(argv: list[str]) -> None:
    """Carry out orders until there is none."""
    folder = Path(argv[0])
    trust = ssl.create_default_context(cafile=str(KeyFiles(folder / "central" / "keys").authority))
    kinds = {"central": _to_central, "bare": _to_bare, "plain": _to_plain}
    for line in sys.stdin:
        order = json.loads(line)
        round_folder = folder / "envios" / str(order["round"])
        loads = [Load.of(each) for each in sorted(round_folder.iterdir())]
        ports = cycle(order.get("ports") or [order["port"]])
        ready = [kinds[order["to"]](trust, next(ports), load) for load in loads]
        seconds, acks = _together(ready)
        sys.stdout.write(json.dumps({"seconds": seconds, "acks": acks}) + "\n")
        sys.stdout.flush()


def _together(works: list[_Work]) -> tuple[float, list[float]]:
    """Return the seconds from a common start to the end of the last, and all waits."""
    start = Barrier(len(works) + 1)

    def run(work: _Work) -> list[float]:
        start.wait(PATIENCE_SECONDS)
        return work()

    with ThreadPoolExecutor(len(works)) as pool:
        running = [pool.submit(run, work) for work in works]
        start.wait(PATIENCE_SECONDS)
        began = time.perf_counter()
        waits = [wait for each in running for wait in each.result()]
        return time.perf_counter() - began, waits


def _to_central(trust: ssl.SSLContext, port: int, load: Load) -> _Work:
    """Return what announces and sends a load as a tablet does, each record to its receipt."""
    wire = http.client.HTTPSConnection("127.0.0.1", port, context=trust, timeout=PATIENCE_SECONDS)
    wire.connect()
    wire.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    bearer = {"Authorization": f"Bearer {load.token}"}

    def ask(method: str, path: str, body: bytes, headers: dict[str, str]) -> float:
        wire.request(method, path, body, bearer | headers)
        handed_over = time.perf_counter()
        answer = wire.getresponse()
        said = answer.read()
        if answer.status not in (200, 201):
            raise RuntimeError(said)
        return time.perf_counter() - handed_over

    def send() -> list[float]:
        ask("POST", "/v1/envios", load.announcement, {"Content-Type": "application/json"})
        waits = [
            ask("PUT", f"/v1/apoyos/{name}", envelope, upload_headers(envelope, load.hashes[name]))
            for name, envelope in load.records.items()
        ]
        wire.close()
        return waits

    return send


def _to_plain(trust: ssl.SSLContext, port: int, load: Load) -> _Work:
    """Return what sends a load to the plain server."""
    wire = http.client.HTTPSConnection("127.0.0.1", port, context=trust, timeout=PATIENCE_SECONDS)
    wire.connect()
    wire.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send() -> list[float]:
        for name, envelope in load.records.items():
            wire.request("PUT", f"/registros/{name}", envelope)
            said = wire.getresponse().read()
            if load.hashes[name].encode("ascii") not in said:
                raise RuntimeError(said)
        wire.close()
        return []

    return send


def upload_headers(envelope: bytes, sha256: str) -> dict[str, str]:
    """Return what a tablet says of a record that it sends from the first byte on."""
    return {
        "Content-Type": "application/octet-stream",
        "Upload-Offset": "0",
        "Upload-Length": str(len(envelope)),
        "Upload-Sha256": sha256,
    }


def _to_bare(trust: ssl.SSLContext, port: int, load: Load) -> _Work:
    """Return what sends a load to the bare server."""
    plain = socket.create_connection(("127.0.0.1", port))
    plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    wire = trust.wrap_socket(plain, server_hostname="127.0.0.1")

    def send() -> list[float]:
        with wire:
            for name, envelope in load.records.items():
                wire.sendall(len(envelope).to_bytes(LENGTH_BYTES, "big"))
                wire.sendall(envelope)
                if wire.recv(hashlib.sha256().digest_size).hex() != load.hashes[name]:
                    raise RuntimeError
        return []

    return send


if __name__ == "__main__":
    main(sys.argv[1:])

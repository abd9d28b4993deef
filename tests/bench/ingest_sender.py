"""`python -m tests.bench.ingest_sender FOLDER`: the clients, in a process of their own.

Each line it reads is an order {to, port, round}; it answers how many seconds it took to carry it
out, connections being open and records in memory before the clock starts.
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
from pathlib import Path
from threading import Barrier

from core.server.keys import KeyFiles
from tests.bench.ingest_bare import LENGTH_BYTES

_PATIENCE_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Load:
    """What one client sends in one round: record id → envelope."""

    token: str
    announcement: bytes
    records: dict[str, bytes]

    @classmethod
    def of(cls, folder: Path) -> "Load":
        records = {path.stem: path.read_bytes() for path in sorted(folder.glob("*.sobre"))}
        token = (folder / "ficha").read_text("ascii")
        return cls(token, (folder / "anuncio.json").read_bytes(), records)


def main(argv: list[str]) -> None:
    """Carry out orders until there is none."""
    folder = Path(argv[0])
    trust = ssl.create_default_context(cafile=str(KeyFiles(folder / "central" / "keys").authority))
    kinds = {"central": _to_central, "bare": _to_bare}
    for line in sys.stdin:
        order = json.loads(line)
        round_folder = folder / "envios" / str(order["round"])
        loads = [Load.of(each) for each in sorted(round_folder.iterdir())]
        ready = [kinds[order["to"]](trust, order["port"], load) for load in loads]
        sys.stdout.write(f"{_together(ready)}\n")
        sys.stdout.flush()


def _together(works: list[Callable[[], None]]) -> float:
    """Return the seconds from a common start to the end of the last."""
    start = Barrier(len(works) + 1)

    def run(work: Callable[[], None]) -> None:
        start.wait(_PATIENCE_SECONDS)
        work()

    with ThreadPoolExecutor(len(works)) as pool:
        running = [pool.submit(run, work) for work in works]
        start.wait(_PATIENCE_SECONDS)
        began = time.perf_counter()
        for each in running:
            each.result()
        return time.perf_counter() - began


def _to_central(trust: ssl.SSLContext, port: int, load: Load) -> Callable[[], None]:
    """Return what announces and sends a load as a tablet does, each record to its receipt."""
    wire = http.client.HTTPSConnection("127.0.0.1", port, context=trust, timeout=_PATIENCE_SECONDS)
    wire.connect()
    bearer = {"Authorization": f"Bearer {load.token}"}

    def ask(method: str, path: str, body: bytes, headers: dict[str, str]) -> None:
        wire.request(method, path, body, bearer | headers)
        answer = wire.getresponse()
        said = answer.read()
        if answer.status not in (200, 201):
            raise RuntimeError(said)

    def send() -> None:
        ask("POST", "/v1/envios", load.announcement, {"Content-Type": "application/json"})
        for record_id, envelope in load.records.items():
            ask("PUT", f"/v1/apoyos/{record_id}", envelope, _told_of(envelope))
        wire.close()

    return send


def _told_of(envelope: bytes) -> dict[str, str]:
    return {
        "Content-Type": "application/octet-stream",
        "Upload-Offset": "0",
        "Upload-Length": str(len(envelope)),
        "Upload-Sha256": hashlib.sha256(envelope).hexdigest(),
    }


def _to_bare(trust: ssl.SSLContext, port: int, load: Load) -> Callable[[], None]:
    """Return what sends a load to the server that only hashes."""
    plain = socket.create_connection(("127.0.0.1", port))
    wire = trust.wrap_socket(plain, server_hostname="127.0.0.1")

    def send() -> None:
        with wire:
            for envelope in load.records.values():
                wire.sendall(len(envelope).to_bytes(LENGTH_BYTES, "big"))
                wire.sendall(envelope)
                if wire.recv(hashlib.sha256().digest_size) != hashlib.sha256(envelope).digest():
                    raise RuntimeError

    return send


if __name__ == "__main__":
    main(sys.argv[1:])

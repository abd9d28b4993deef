"""`python -m tests.bench.ingest_bare KEYS STORE`: TLS, SHA-256 and a durable file, a thread each.

Nothing else: no database, no receipt. Prints its port.
"""

import hashlib
import socket
import ssl
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

from core.server.host.keys import KeyFiles
from tests.bench.bench_save import bare_write

LENGTH_BYTES = 8
_PART_BYTES = 256 * 1024
_MOST_CLIENTS = 32
_numbers = count()


def main(argv: list[str]) -> None:
    """Keep each `length ‖ bytes` in a file of its own and answer its SHA-256, until ended."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate, key = KeyFiles(Path(argv[0])).server
    context.load_cert_chain(certificate, key)
    store = Path(argv[1])
    store.mkdir(parents=True, exist_ok=True)
    listening = socket.create_server(("127.0.0.1", 0))
    sys.stdout.write(f"{listening.getsockname()[1]}\n")
    sys.stdout.flush()
    with ThreadPoolExecutor(_MOST_CLIENTS) as pool:
        while True:
            pool.submit(_serve, context, listening.accept()[0], store)


def _serve(context: ssl.SSLContext, plain: socket.socket, store: Path) -> None:
    part = memoryview(bytearray(_PART_BYTES))
    with context.wrap_socket(plain, server_side=True) as wire:
        while head := wire.recv(LENGTH_BYTES):
            rest, digest, content = int.from_bytes(head, "big"), hashlib.sha256(), bytearray()
            while rest:
                read = wire.recv_into(part, min(rest, _PART_BYTES))
                digest.update(part[:read])
                content += part[:read]
                rest -= read
            bare_write(store, next(_numbers), content)
            wire.sendall(digest.digest())


if __name__ == "__main__":
    main(sys.argv[1:])

"""`python -m tests.bench.ingest_bare KEYS`: TLS and SHA-256, and nothing else. Prints its port."""

import hashlib
import socket
import ssl
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from core.server.keys import KeyFiles

LENGTH_BYTES = 8
_PART_BYTES = 256 * 1024
_MOST_CLIENTS = 32


def main(argv: list[str]) -> None:
    """Answer each `length ‖ bytes` with its SHA-256, until ended."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate, key = KeyFiles(Path(argv[0])).server
    context.load_cert_chain(certificate, key)
    listening = socket.create_server(("127.0.0.1", 0))
    sys.stdout.write(f"{listening.getsockname()[1]}\n")
    sys.stdout.flush()
    with ThreadPoolExecutor(_MOST_CLIENTS) as pool:
        while True:
            pool.submit(_serve, context, listening.accept()[0])


def _serve(context: ssl.SSLContext, plain: socket.socket) -> None:
    part = memoryview(bytearray(_PART_BYTES))
    with context.wrap_socket(plain, server_side=True) as wire:
        while head := wire.recv(LENGTH_BYTES):
            rest, digest = int.from_bytes(head, "big"), hashlib.sha256()
            while rest:
                read = wire.recv_into(part, min(rest, _PART_BYTES))
                digest.update(part[:read])
                rest -= read
            wire.sendall(digest.digest())


if __name__ == "__main__":
    main(sys.argv[1:])

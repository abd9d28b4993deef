"""`python -m tests.bench.holders FOLDER PORT SILENT DRIPPING`: who holds a server up.

It opens connections that never speak and uploads that drip, opens anew each one that the server
ends, and says a line once all stand; it goes on until it is ended.
"""

import hashlib
import itertools
import secrets
import socket
import ssl
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from core.server.host.keys import KeyFiles

_RECORD_BYTES = 600_000
_BETWEEN_SECONDS = 0.05
"""A byte of each upload: slower than any tablet, quicker than a deadline for silence."""
_OPENED_SECONDS = 10.0


def main(argv: list[str]) -> None:
    """Hold the server up."""
    folder, port = Path(argv[0]), int(argv[1])
    silent, dripping = int(argv[2]), int(argv[3])
    trust = ssl.create_default_context(cafile=str(KeyFiles(folder / "central" / "keys").authority))
    tokens = itertools.cycle([each.read_text("ascii") for each in (folder / "otras").iterdir()])
    opened: list[Callable[[], ssl.SSLSocket]] = [lambda: _tls(trust, port)] * silent
    opened += [lambda: _upload(trust, port, next(tokens))] * dripping
    held = [_until_open(each) for each in opened]
    print("listo", flush=True)
    while True:
        for place, (peer, anew) in enumerate(zip(held, opened, strict=True)):
            if _ended(peer) or (place >= silent and not _dripped(peer)):
                peer.close()
                with suppress(OSError):
                    held[place] = anew()
        time.sleep(_BETWEEN_SECONDS)


def _tls(trust: ssl.SSLContext, port: int) -> ssl.SSLSocket:
    plain = socket.create_connection(("127.0.0.1", port), timeout=_OPENED_SECONDS)
    return trust.wrap_socket(plain, server_hostname="127.0.0.1")


def _upload(trust: ssl.SSLContext, port: int, token: str) -> ssl.SSLSocket:
    """Return a connection on which the head and the first byte of a record were sent."""
    peer, name = _tls(trust, port), secrets.token_hex(16)
    lines = (
        f"PUT /v1/apoyos/{name} HTTP/1.1", "Host: 127.0.0.1", f"Authorization: Bearer {token}",
        f"Content-Length: {_RECORD_BYTES}", "Content-Type: application/octet-stream",
        "Upload-Offset: 0", f"Upload-Length: {_RECORD_BYTES}",
        f"Upload-Sha256: {hashlib.sha256(name.encode()).hexdigest()}", "", "",
    )  # fmt: skip
    peer.sendall("\r\n".join(lines).encode() + b"M")
    return peer


def _until_open(anew: Callable[[], ssl.SSLSocket]) -> ssl.SSLSocket:
    for _ in _tries():
        with suppress(OSError):
            return anew()
    raise ConnectionError


def _tries() -> Iterator[None]:
    end = time.monotonic() + _OPENED_SECONDS
    while time.monotonic() < end:
        yield
        time.sleep(_BETWEEN_SECONDS)


def _ended(peer: ssl.SSLSocket) -> bool:
    """Tell whether the server ended a connection, perhaps with an answer."""
    peer.settimeout(0)
    try:
        peer.recv(1)
    except (ssl.SSLWantReadError, BlockingIOError):
        return False
    except OSError:
        return True
    return True


def _dripped(peer: ssl.SSLSocket) -> bool:
    try:
        peer.send(b"M")
    except OSError:
        return False
    return True


if __name__ == "__main__":
    main(sys.argv[1:])

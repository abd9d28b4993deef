"""Peers that hold a server up: they say nothing, drip, or never read."""

import fcntl
import socket
import ssl
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

from tests.central_server import Central

PATIENCE = 60.0
"""Seconds that a test gives the server, which may be busy."""


def tcp(central: Central) -> socket.socket:
    """Return a connection that has not begun TLS."""
    at = urlsplit(central.url)
    return socket.create_connection((at.hostname, at.port or 0), timeout=PATIENCE)


def tls(central: Central) -> ssl.SSLSocket:
    """Return a connection that has said nothing since TLS was agreed upon."""
    context = ssl.create_default_context(cafile=str(central.authority))
    return context.wrap_socket(tcp(central), server_hostname="127.0.0.1")


@contextmanager
def many(central: Central, count: int) -> Iterator[list[ssl.SSLSocket]]:
    """Give so many silent connections, and close them."""
    peers = [tls(central) for _ in range(count)]
    try:
        yield peers
    finally:
        for each in peers:
            each.close()


def read_all(peer: socket.socket) -> bytes:
    """Return all that comes until the server closes. Raises TimeoutError if it never does."""
    read = bytearray()
    with suppress(ConnectionError, ssl.SSLError):
        while part := peer.recv(65_536):
            read += part
    return bytes(read)


def wait_until_arrived(peer: socket.socket) -> None:
    """Return once the other machine has acknowledged every byte that was sent."""
    while any(fcntl.ioctl(peer, termios.TIOCOUTQ, bytes(4))):
        time.sleep(0.001)  # noqa: TID251  nothing tells when it does


def is_open(peer: socket.socket) -> bool:
    """Tell whether the server has not closed a connection that it said nothing on."""
    peer.settimeout(0.01)
    try:
        return peer.recv(1) != b""
    except TimeoutError:
        return True
    except OSError:
        return False


def head(method: str, path: str, *lines: str) -> bytes:
    """Return the head of a request."""
    return "\r\n".join((f"{method} {path} HTTP/1.1", "Host: x", *lines, "", "")).encode()

"""A TCP relay between tablets and server, TLS end to end: it closes, slows and cuts.

It listens on one port for the whole run; «server off» is the relay closed.
"""

import contextlib
import select
import socket
import threading
import time
from dataclasses import dataclass, field

_CHUNK = 64 * 1024
_LOOK_SECONDS = 0.1
_QUIET_SECONDS = 1.0


@dataclass
class Relay:
    """`target` is (host, port). `bytes_a_second` 0 means as fast as it goes."""

    target: tuple[str, int]
    bytes_a_second: int = 0
    is_open: bool = True
    cut_after: int = 0
    upstream: int = 0
    carried_at: float = 0.0
    connections: int = 0
    _listener: socket.socket = field(init=False)
    _pairs: set[tuple[socket.socket, socket.socket]] = field(default_factory=set)
    _stopped: bool = False

    def __post_init__(self) -> None:
        """Bind a free port of the loopback and begin."""
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self._listener.settimeout(_LOOK_SECONDS)
        threading.Thread(target=self._accept, name="relay", daemon=True).start()

    @property
    def port(self) -> int:
        """Return the port it listens on."""
        return int(self._listener.getsockname()[1])

    def close(self) -> None:
        """Refuse new connections and break those that are open: the server is off."""
        self.is_open = False
        self._break_all()

    def open(self, *, bytes_a_second: int = 0, cut_after: int = 0) -> None:
        """Let through again. `cut_after` bytes upstream (0 never) it closes by itself."""
        self.bytes_a_second = bytes_a_second
        self.cut_after = cut_after
        self.upstream = 0
        self.is_open = True

    def quiet(self) -> bool:
        """Tell whether nothing was carried for a while: who spoke last has had its answer."""
        return time.monotonic() - self.carried_at > _QUIET_SECONDS

    def stop(self) -> None:
        """End for good."""
        self._stopped = True
        self.close()
        self._listener.close()

    def _accept(self) -> None:
        while not self._stopped:
            try:
                client, _ = self._listener.accept()
            except TimeoutError:
                continue
            except OSError:
                return
            if not self.is_open:
                _reset(client)
                continue
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        try:
            server = socket.create_connection(self.target, timeout=5)
        except OSError:
            _reset(client)
            return
        self.connections += 1
        pair = (client, server)
        self._pairs.add(pair)
        with contextlib.suppress(OSError, ValueError):
            self._carry(client, server)
        self._pairs.discard(pair)
        _reset(client)
        _reset(server)

    def _carry(self, client: socket.socket, server: socket.socket) -> None:
        """Carry bytes both ways until one side ends."""
        while self.is_open:
            ready, _, _ = select.select([client, server], [], [], _LOOK_SECONDS)
            for each in ready:
                chunk = each.recv(self._piece())
                if not chunk:
                    return
                (server if each is client else client).sendall(chunk)
                self.carried_at = time.monotonic()
                if each is client:
                    self._counted(len(chunk))

    def _piece(self) -> int:
        """Return how much to take at once: a twentieth of a second's worth when slowed."""
        return min(_CHUNK, max(256, self.bytes_a_second // 20)) if self.bytes_a_second else _CHUNK

    def _counted(self, size: int) -> None:
        """Slow down after `size` bytes upstream, and cut where that was asked for."""
        self.upstream += size
        if self.bytes_a_second:
            time.sleep(size / self.bytes_a_second)
        if self.cut_after and self.upstream >= self.cut_after:
            self.close()

    def _break_all(self) -> None:
        for pair in list(self._pairs):
            for each in pair:
                _reset(each)


def _reset(connection: socket.socket) -> None:
    """Close at once, whatever state it is in."""
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
    connection.close()


def free_port() -> int:
    """Return a port of the loopback that nobody uses now."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])

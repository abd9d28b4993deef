"""Shares connections out to several ports in turn, as a proxy does, past those that are closed."""

import contextlib
import itertools
import socket
import threading
from collections.abc import Sequence

_CHUNK = 64 * 1024


class Sharer:
    """Listens on `port` of the loopback until `stop`."""

    def __init__(self, port: int, targets: Sequence[int]) -> None:
        self._turns = itertools.cycle(targets)
        self._count = len(targets)
        self._listening = socket.create_server(("127.0.0.1", port), backlog=256)
        threading.Thread(target=self._accept, daemon=True).start()  # noqa: TID251  a test's

    def stop(self) -> None:
        """Take no more connections."""
        self._listening.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                threading.Thread(target=self._carry, args=(client,), daemon=True).start()  # noqa: TID251

    def _carry(self, client: socket.socket) -> None:
        server = self._called()
        if server is None:
            client.close()
            return
        there = threading.Thread(target=_pump, args=(client, server), daemon=True)  # noqa: TID251
        there.start()
        _pump(server, client)
        there.join()
        client.close()
        server.close()

    def _called(self) -> socket.socket | None:
        for port in itertools.islice(self._turns, self._count):
            with contextlib.suppress(OSError):
                return socket.create_connection(("127.0.0.1", port), 2)
        return None


def _pump(source: socket.socket, target: socket.socket) -> None:
    """Carry what comes to the other side, its end too."""
    with contextlib.suppress(OSError):
        while piece := source.recv(_CHUNK):
            target.sendall(piece)
    for each, how in ((target, socket.SHUT_WR), (source, socket.SHUT_RD)):
        with contextlib.suppress(OSError):
            each.shutdown(how)

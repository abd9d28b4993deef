"""The open sockets of one client, so that another thread can end a call in progress."""

import socket
from contextlib import suppress
from threading import Lock
from typing import Any
from weakref import WeakSet

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPSConnection
from urllib3.connectionpool import HTTPSConnectionPool

_BLOCK_BYTES = 1 << 15
"""Of a body, handed to TLS at a time: twice the usual, as each costs more than to encrypt it.

Each has the 30 s of a write, and the slowest sender that the server bears gives it 60 KB in them.
"""


class LiveConnections:
    """Every connection of one session. `stop` may be called from any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._open: WeakSet[HTTPSConnection] = WeakSet()
        self.stopped = False

    def stop(self) -> None:
        """Shut every socket: what reads or writes on one raises at once."""
        with self._lock:
            self.stopped = True
            live = list(self._open)
        for connection in live:
            if connection.sock is not None:
                with suppress(OSError):
                    connection.sock.shutdown(socket.SHUT_RDWR)

    def open_no_more(self) -> None:
        """Refuse every call that begins from now on; one that is under way ends by itself."""
        with self._lock:
            self.stopped = True

    def adapter(self) -> HTTPAdapter:
        """Return the adapter of a session whose connections are kept here."""
        keep = self._keep

        class _Connection(HTTPSConnection):
            def connect(self) -> None:
                keep(self)
                super().connect()
                keep(self)

        class _Pool(HTTPSConnectionPool):
            ConnectionCls = _Connection

        class _Adapter(HTTPAdapter):
            def init_poolmanager(self, *args: Any, **named: Any) -> None:  # noqa: ANN401
                super().init_poolmanager(*args, **{**named, "blocksize": _BLOCK_BYTES})
                self.poolmanager.pool_classes_by_scheme = {
                    **self.poolmanager.pool_classes_by_scheme,
                    "https": _Pool,
                }

        return _Adapter()

    def _keep(self, connection: HTTPSConnection) -> None:
        """Keep a connection. Raises OSError once stopped: it was opened too late."""
        with self._lock:
            if self.stopped:
                raise ConnectionAbortedError
            self._open.add(connection)

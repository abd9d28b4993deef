"""The wire protocol of Wayland, as much of it as a screen needs: messages in, events out."""

import array
import os
import socket
import struct
from collections.abc import Iterator
from pathlib import Path

_FDS = 16
_FIXED = 256
"""A fixed number of Wayland has 8 bits of fraction."""


class Arguments:
    """What one message carries, read in the order in which it was written."""

    def __init__(self, body: bytes, files: list[int]) -> None:
        self._body, self._at, self._files = body, 0, files

    def uint(self) -> int:
        self._at += 4
        return int(struct.unpack_from("=I", self._body, self._at - 4)[0])

    def text(self) -> str:
        length = self.uint()
        value = self._body[self._at : self._at + length - 1].decode()
        self._at += (length + 3) & ~3
        return value

    def file(self) -> int:
        return self._files.pop(0)


def fixed(value: float) -> int:
    return round(value * _FIXED)


def packed(*values: int | str | list[int]) -> bytes:
    """Return the arguments of one event: numbers, texts, and arrays of numbers."""
    parts = []
    for value in values:
        if isinstance(value, str):
            text = value.encode() + b"\0"
            parts.append(struct.pack("=I", len(text)) + text + bytes(-len(text) % 4))
        elif isinstance(value, list):
            parts.append(struct.pack(f"={1 + len(value)}I", 4 * len(value), *value))
        else:
            parts.append(struct.pack("=I", value & 0xFFFFFFFF))
    return b"".join(parts)


class Wire:
    """One client that is connected: what it asks, and what it is told."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._bytes, self._files = b"", list[int]()

    def fileno(self) -> int:
        return self._connection.fileno()

    def tell(self, number: int, event: int, *values: int | str | list[int]) -> None:
        body = packed(*values)
        self._connection.sendall(struct.pack("=II", number, (8 + len(body)) << 16 | event) + body)

    def asked(self) -> Iterator[tuple[int, int, Arguments]]:
        """Yield (object, request, arguments) of what has come; nothing once it went away."""
        data, ancillary, _, _ = self._connection.recvmsg(1 << 16, socket.CMSG_SPACE(4 * _FDS))
        for level, kind, content in ancillary:
            if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
                self._files += array.array("i", content[: len(content) & ~3])
        if not data:
            raise ConnectionResetError
        self._bytes += data
        while len(self._bytes) >= 8:
            number, head = struct.unpack_from("=II", self._bytes)
            if len(self._bytes) < head >> 16:
                return
            body, self._bytes = self._bytes[8 : head >> 16], self._bytes[head >> 16 :]
            yield number, head & 0xFFFF, Arguments(body, self._files)

    def close(self) -> None:
        self._connection.close()
        for each in self._files:
            os.close(each)


def listen(path: Path) -> socket.socket:
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(str(path))
    listener.listen()
    return listener

"""Content of an envelope (FORMAT.md 3): one Apoyo as CBOR, padded to hide its exact size."""

from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from typing import cast

from core.domain.apoyos.apoyo import Apoyo
from core.sealing import cbor
from core.sealing.errors import PayloadRejected
from core.wire import bounded

BLOCK_BYTES = 64 * 1024
_LENGTH_BYTES = 4
_AS_THEY_ARE = frozenset({str, bytes, int, float, bool, type(None)})


def encode(apoyo: Apoyo) -> bytes:
    """Return length (4 bytes, big-endian) ‖ CBOR ‖ zeros, padded to a multiple of 64 KiB."""
    return b"".join(_pieces(apoyo))


def size(apoyo: Apoyo) -> int:
    """Return the size in bytes of `encode(apoyo)` without building it."""
    return sum(map(len, _pieces(apoyo)))


def decode(payload: bytes) -> Apoyo:
    """Return the Apoyo of an opened payload.

    Raises PayloadRejected for wrong padding, CBOR or values, and for unknown fields.
    """
    end = _LENGTH_BYTES + int.from_bytes(payload[:_LENGTH_BYTES], "big")
    padding = -end % BLOCK_BYTES
    if not payload or len(payload) != end + padding or not payload.startswith(bytes(padding), end):
        raise PayloadRejected
    try:
        told = cbor.loads(payload, _LENGTH_BYTES, end)
        return cast("Apoyo", bounded(Apoyo).validate_python(told))
    except ValueError as cause:
        raise PayloadRejected from cause


def _pieces(apoyo: Apoyo) -> list[bytes | memoryview]:
    content = list(cbor.pieces(_plain(apoyo)))
    length = sum(map(len, content))
    padding = bytes(-(_LENGTH_BYTES + length) % BLOCK_BYTES)
    return [length.to_bytes(_LENGTH_BYTES, "big"), *content, padding]


def _plain(value: object) -> object:
    """Return a domain value as CBOR knows it: maps, lists, text, bytes, numbers.

    Instants become RFC 3339 text; an Enum becomes its value.
    """
    kind = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if is_dataclass(kind):
        return {name: _plain(getattr(value, name)) for name in _names(kind)}
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, datetime) else value


@cache
def _names(kind: type) -> tuple[str, ...]:
    """Return the names of a dataclass's fields, cached: a signature has hundreds of points."""
    return tuple(each.name for each in fields(kind))

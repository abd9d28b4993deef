"""Deterministic CBOR (RFC 8949, section 4.2): definite lengths, text keys, no tags."""

from collections.abc import Iterable
from io import BytesIO
from typing import NoReturn

import cbor2

_DEEPEST = 12
_BYTES, _MAP = 2, 5


def _refuse(decoder: object, tag: object = None) -> NoReturn:
    """Refuse a tag: one of them makes a number of a thousand million digits, or a cycle."""
    del decoder, tag
    raise ValueError("a tag")


_REFUSED = dict.fromkeys((*range(64), 100, 256, 258, 260, 261, 1004, 1040, 43000, 55799), _refuse)
"""Every tag that the library would decode by itself."""


def dumps(value: object) -> bytes:
    """Return `value` (maps, lists, text, bytes, numbers, booleans, None) as CBOR."""
    return cbor2.dumps(value)


def pieces(value: object) -> Iterable[bytes | memoryview]:
    """Give `dumps(value)` in pieces; byte strings in maps are views of themselves, not copied."""
    return _around_bytes(value) or [dumps(value)]


def loads(raw: bytes, start: int = 0, end: int | None = None) -> object:
    """Return the one value that `raw` encodes, from `start` to `end`. Raises ValueError otherwise.

    Only the encoding that `dumps` writes is accepted (shortest heads, floats as doubles, no
    trailing bytes), so that equal values have equal hashes and signatures. `raw` is not copied.
    """
    stream = BytesIO(raw)
    stream.seek(start)
    try:
        value: object = cbor2.load(
            stream,
            max_depth=_DEEPEST,
            allow_indefinite=False,
            allow_duplicate_keys=False,
            strict_hashable_types=True,
            semantic_decoders=_REFUSED,
            tag_hook=_refuse,
        )
    except (cbor2.CBORError, ValueError, OverflowError, MemoryError) as cause:
        raise ValueError from cause
    if stream.tell() != (len(raw) if end is None else end):
        raise ValueError
    for piece in pieces(value):
        # A byte string was read from just here where all before it is as it should be.
        if not isinstance(piece, memoryview) and not raw.startswith(piece, start):
            raise ValueError
        start += len(piece)
    return value


def _around_bytes(value: object) -> list[bytes | memoryview]:
    """Return the pieces of a byte string, or of a map with one somewhere; of another value none."""
    if isinstance(value, bytes):
        return [_head(_BYTES, len(value)), memoryview(value)]
    if not isinstance(value, dict):
        return []
    within = {key: _around_bytes(each) for key, each in value.items()}
    if not any(within.values()):
        return []
    found: list[bytes | memoryview] = [_head(_MAP, len(value))]
    for key, each in value.items():
        found.append(dumps(key))
        found += within[key] or [dumps(each)]
    return found


def _head(major: int, count: int) -> bytes:
    """Return the head of a value of that major type: the one of an integer, but for three bits."""
    first, *rest = dumps(count)
    return bytes([major << 5 | first, *rest])

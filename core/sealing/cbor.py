"""Deterministic CBOR (RFC 8949, section 4.2): definite lengths, text keys, no tags."""

from collections.abc import Iterator
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


def pieces(value: object) -> Iterator[bytes]:
    """Yield `dumps(value)` in pieces; byte strings are yielded as they are, without copying."""
    if isinstance(value, bytes):
        yield _head(_BYTES, len(value))
        yield value
    elif isinstance(value, dict) and _holds_bytes(value):
        yield _head(_MAP, len(value))
        for key, each in value.items():
            yield dumps(key)
            yield from pieces(each)
    else:
        yield dumps(value)


def loads(raw: bytes) -> object:
    """Return the one value that `raw` encodes. Raises ValueError for anything else.

    Only the encoding that `dumps` writes is accepted (shortest heads, floats as doubles, no
    trailing bytes), so that equal values have equal hashes and signatures.
    """
    stream = BytesIO(raw)
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
    if stream.tell() != len(raw) or dumps(value) != raw:
        raise ValueError
    return value


def _holds_bytes(value: object) -> bool:
    """Tell whether a value is a byte string, or a map that holds one somewhere."""
    if isinstance(value, dict):
        return any(_holds_bytes(each) for each in value.values())
    return isinstance(value, bytes)


def _head(major: int, count: int) -> bytes:
    """Return the head of a value of that major type: the one of an integer, but for three bits."""
    first, *rest = dumps(count)
    return bytes([major << 5 | first, *rest])

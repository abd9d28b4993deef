"""One way to write and read CBOR (RFC 8949): definite lengths, text keys, nothing twice."""

from io import BytesIO

import cbor2

_DEEPEST = 12


def dumps(value: object) -> bytes:
    """Return `value` (maps, lists, text, bytes, numbers, booleans, None) as CBOR."""
    return cbor2.dumps(value)


def loads(raw: bytes) -> object:
    """Return the one value that `raw` holds, no byte more. Raises ValueError otherwise."""
    stream = BytesIO(raw)
    try:
        value: object = cbor2.load(
            stream,
            max_depth=_DEEPEST,
            allow_indefinite=False,
            allow_duplicate_keys=False,
            strict_hashable_types=True,
        )
    except (cbor2.CBORError, ValueError, OverflowError, MemoryError) as cause:
        raise ValueError from cause
    if stream.tell() != len(raw):
        raise ValueError
    return value

"""A file of any length under a public key (FORMAT.md 8): written by the web, read by the worker.

magic ‖ HPKE(file key) ‖ parts. A part is its length (4), last or not (1), and AES-256-GCM under the
file key, whose nonce is the part's number: a part that is missing, doubled or elsewhere is told.
"""

import os
import struct
from collections.abc import Iterable, Iterator
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from core.sealing.errors import EnvelopeCorrupt, EnvelopeUnopenable

MAGIC = b"APOYOARC\x01"
PART_BYTES = 256 << 10
_HPKE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_KEY_BYTES, _TAG_BYTES = 32, 16
_WRAPPED_BYTES = 32 + _KEY_BYTES + _TAG_BYTES
_HEAD = struct.Struct(">IB")


def seal_file(chunks: Iterable[bytes], *, to: X25519PublicKey, about: bytes) -> Iterator[bytes]:
    """Yield the sealed form of what `chunks` hold, in pieces; memory is that of one part.

    Only the owner of `to` opens it, and only with the same `about`.
    """
    key = os.urandom(_KEY_BYTES)
    yield MAGIC + _HPKE.encrypt(key, to, info=MAGIC + about)
    suite = AESGCM(key)
    for number, (part, last) in enumerate(_parts(chunks)):
        head = _HEAD.pack(len(part), last)
        yield head + suite.encrypt(number.to_bytes(12, "big"), part, head)


def open_file(file: IO[bytes], *, own: X25519PrivateKey, about: bytes) -> Iterator[bytes]:
    """Yield what was sealed, in parts. Raises EnvelopeUnopenable, or EnvelopeCorrupt where cut."""
    if file.read(len(MAGIC)) != MAGIC:
        raise EnvelopeCorrupt
    try:
        key = _HPKE.decrypt(file.read(_WRAPPED_BYTES), own, info=MAGIC + about)
    except (InvalidTag, ValueError) as cause:
        raise EnvelopeUnopenable from cause
    suite, number, last = AESGCM(key), 0, 0
    while not last:
        head = file.read(_HEAD.size)
        if len(head) < _HEAD.size:
            raise EnvelopeCorrupt
        size, last = _HEAD.unpack(head)
        if size > PART_BYTES:
            raise EnvelopeCorrupt
        try:
            part = suite.decrypt(number.to_bytes(12, "big"), file.read(size + _TAG_BYTES), head)
        except (InvalidTag, ValueError) as cause:
            raise EnvelopeUnopenable from cause
        number += 1
        yield part


def _parts(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, int]]:
    """Yield parts of one size and 0, then the last one, which may be empty, and 1."""
    held = bytearray()
    for chunk in chunks:
        held += chunk
        while len(held) > PART_BYTES:
            yield bytes(held[:PART_BYTES]), 0
            del held[:PART_BYTES]
    yield bytes(held), 1

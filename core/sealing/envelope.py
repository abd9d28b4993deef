"""The sealed envelope of one record (FORMAT.md 2): only the election key opens it.

magic ‖ version ‖ suite ‖ header length ‖ header ‖ HPKE enc ‖ ciphertext ‖ Ed25519 signature. HPKE
is RFC 9180.
"""

import hashlib
import json
from typing import NamedTuple, cast

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from core.domain.apoyos.apoyo import Header
from core.domain.device.tablet import Ending
from core.sealing import cbor
from core.sealing.errors import (
    EnvelopeCorrupt,
    EnvelopeUnopenable,
    SignatureRejected,
    UnknownSuite,
    UnknownVersion,
)
from core.wire import adapter

MAGIC = b"APOYOSOB"
VERSION = 1
SUITE = 1
_HPKE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_VERSION_AT, _SUITE_AT, _LENGTH_AT = len(MAGIC), len(MAGIC) + 1, len(MAGIC) + 2
_HEADER_AT = _LENGTH_AT + 2
SIGNATURE_BYTES = 64
_SIGNATURE_CONTEXT = b"apoyo-sobre\x00"
_LEAST_SEALED_BYTES = 32 + 16  # enc and tag: an empty payload
_NUL = "\\u0000"
_MOST_HEADER_BYTES = 4096
MOST_FRONT_BYTES = _HEADER_AT + _MOST_HEADER_BYTES
"""What precedes the sealed part of an envelope is never longer."""
_USUAL_FRONT_BYTES = 512


class _Parts(NamedTuple):
    front: bytes
    sealed: memoryview


def seal(header: Header, payload: bytes, *, to: X25519PublicKey, by: Ed25519PrivateKey) -> bytes:
    """Return an envelope that only the owner of `to` can open, in the name of the device `by`.

    The header stays readable and is bound to the payload. The caller chooses no nonce, no mode
    and no session key, so it cannot reuse one.
    """
    body = seal_body(header, payload, to=to)
    return b"".join(body) + end_body(body, by=by).signature


def seal_body(header: Header, payload: bytes, *, to: X25519PublicKey) -> tuple[bytes, bytes]:
    """Return the clear front of an envelope, and enc ‖ ciphertext: all but the signature.

    HPKE binds the front to the payload.
    """
    head = cbor.dumps(adapter(Header).dump_python(header, mode="json"))
    front = MAGIC + bytes([VERSION, SUITE]) + len(head).to_bytes(2, "big") + head
    return front, _HPKE.encrypt(payload, to, info=front)


def end_body(body: tuple[bytes, bytes], *, by: Ed25519PrivateKey) -> Ending:
    """Return the signature that completes this body, and its SHA-256; the body is read once."""
    front, sealed = body
    digest = hashlib.sha256(front)
    digest.update(sealed)
    signature = by.sign(_SIGNATURE_CONTEXT + digest.digest())
    digest.update(signature)
    return Ending(signature, digest.hexdigest())


def usual_size(payload_bytes: int) -> int:
    """Return the size in bytes of an envelope with such a payload, within a few header bytes."""
    return _USUAL_FRONT_BYTES + _LEAST_SEALED_BYTES + payload_bytes + SIGNATURE_BYTES


def read_header(envelope: bytes) -> Header:
    """Return the header without checking the signature. Raises EnvelopeRejected.

    The first MOST_FRONT_BYTES of an envelope suffice. For bookkeeping on the device that sealed
    it; everyone else calls `verify_device`.
    """
    return _header(_front(envelope))


def verify_device(envelope: bytes, device_key: Ed25519PublicKey) -> Header:
    """Return the header of an envelope signed by `device_key`. Raises EnvelopeRejected.

    Nothing is decrypted.
    """
    return _header(_verified(envelope, device_key).front)


def check_signature(
    front: bytes, size: int, signed_sha256: bytes, signature: bytes, *, device: Ed25519PublicKey
) -> None:
    """Raise EnvelopeRejected unless `device` signed an envelope that was read piece by piece.

    `front` holds its beginning as `read_header` takes it, `size` its length in bytes,
    `signed_sha256` the digest of all before its last 64 bytes, `signature` those.
    """
    if size - len(_front(front)) - SIGNATURE_BYTES < _LEAST_SEALED_BYTES:
        raise EnvelopeCorrupt
    try:
        device.verify(signature, _SIGNATURE_CONTEXT + signed_sha256)
    except InvalidSignature as cause:
        raise SignatureRejected from cause


def open_sealed(envelope: bytes, *, own: X25519PrivateKey, device: Ed25519PublicKey) -> bytes:
    """Return the payload exactly as it was sealed. Raises a leaf of EnvelopeRejected.

    SignatureRejected unless `device` signed it, EnvelopeUnopenable unless `own` opens it.
    """
    parts = _verified(envelope, device)
    _header(parts.front)
    try:
        return _HPKE.decrypt(parts.sealed, own, info=parts.front)
    except (InvalidTag, ValueError) as cause:
        raise EnvelopeUnopenable from cause


def _verified(envelope: bytes, device: Ed25519PublicKey) -> _Parts:
    front = _front(envelope)
    body = memoryview(envelope)[:-SIGNATURE_BYTES]
    digest, signature = hashlib.sha256(body).digest(), envelope[-SIGNATURE_BYTES:]
    check_signature(front, len(envelope), digest, signature, device=device)
    return _Parts(front, body[len(front) :])


def _front(envelope: bytes) -> bytes:
    """Return magic to header, as received: nothing is encoded again to be checked."""
    if not envelope.startswith(MAGIC) or len(envelope) < _HEADER_AT:
        raise EnvelopeCorrupt
    if envelope[_VERSION_AT] != VERSION:
        raise UnknownVersion({"version": str(envelope[_VERSION_AT])})
    if envelope[_SUITE_AT] != SUITE:
        raise UnknownSuite({"suite": str(envelope[_SUITE_AT])})
    size = int.from_bytes(envelope[_LENGTH_AT:_HEADER_AT], "big")
    if size > _MOST_HEADER_BYTES or len(envelope) < _HEADER_AT + size:
        raise EnvelopeCorrupt
    return envelope[: _HEADER_AT + size]


def _header(front: bytes) -> Header:
    """Return the header of a front. Its datetimes are aware, its fields exactly those known."""
    try:
        text = json.dumps(cbor.loads(front[_HEADER_AT:]))
        if _NUL in text:
            raise EnvelopeCorrupt  # no database keeps it; numbers and hours are drawn in later
        header = cast("Header", adapter(Header).validate_json(text, strict=True))
    except (ValueError, TypeError) as cause:
        raise EnvelopeCorrupt from cause
    if header.saved_at.tzinfo is None or header.started_at.tzinfo is None:
        raise EnvelopeCorrupt
    return header

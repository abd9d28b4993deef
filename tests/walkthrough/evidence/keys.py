"""Looking for keys: every 32-byte value that a folder or a process holds, tried on an envelope."""

import re
from collections.abc import Iterable
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from tests.walkthrough.evidence.base import unb64
from tests.walkthrough.evidence.envelope import Envelope

_KEY_BYTES = 32
_B64 = re.compile(rb"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])")
_STANDARD = re.compile(rb"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{43}=")
_HEX = re.compile(rb"(?<![0-9a-fA-F])[0-9a-fA-F]{64}(?![0-9a-fA-F])")
_SMALL = 4096
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def values_in(content: bytes) -> list[bytes]:
    """Return what could be a 32-byte key: base64, hex, and in small files every window."""
    found = [unb64(text.decode()) for text in _B64.findall(content)]
    found += [
        unb64(text.decode().rstrip("=").replace("+", "-").replace("/", "_"))
        for text in _STANDARD.findall(content)
    ]
    found += [bytes.fromhex(text.decode()) for text in _HEX.findall(content)]
    if _KEY_BYTES <= len(content) <= _SMALL:
        found += [content[at : at + _KEY_BYTES] for at in range(len(content) - _KEY_BYTES + 1)]
    return [value for value in found if len(value) == _KEY_BYTES]


def opens(envelope: Envelope, values: Iterable[bytes], public: bytes) -> bool:
    """Tell whether one of the values opens the envelope that was sealed to `public`.

    Only a private key of that public one can: the others need not be tried at length.
    """
    return any(_opens(envelope, value) for value in fitting(frozenset(values), public))


@cache
def fitting(values: frozenset[bytes], public: bytes) -> tuple[bytes, ...]:
    """Return the values that are the private key of a public one."""
    return tuple(value for value in values if public_of(value) == public)


def _opens(envelope: Envelope, value: bytes) -> bool:
    """Try one key on the envelope."""
    try:
        _SUITE.decrypt(
            envelope.sealed, X25519PrivateKey.from_private_bytes(value), info=envelope.front
        )
    except (InvalidTag, ValueError):
        return False
    return True


def public_of(value: bytes) -> bytes:
    """Return the X25519 public key of a private one."""
    public: X25519PublicKey = X25519PrivateKey.from_private_bytes(value).public_key()
    return public.public_bytes_raw()

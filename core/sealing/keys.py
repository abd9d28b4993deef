"""Identifiers of public keys, and the two kinds of keys: X25519 (election), Ed25519 (signing)."""

import hashlib

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

_ID_CHARACTERS = 16


def key_id(public: Ed25519PublicKey | X25519PublicKey | bytes) -> str:
    """Return the identifier of a public key: the first 16 hex digits of SHA-256 of its 32 bytes."""
    raw = public if isinstance(public, bytes) else public.public_bytes_raw()
    return hashlib.sha256(raw).hexdigest()[:_ID_CHARACTERS]


def election_public(raw: bytes) -> X25519PublicKey:
    """Return the X25519 election key from its 32 bytes. Raises ValueError otherwise."""
    return X25519PublicKey.from_public_bytes(raw)


def signing_public(raw: bytes) -> Ed25519PublicKey:
    """Return the Ed25519 key of a device or the server from 32 bytes.

    Raises ValueError otherwise.
    """
    return Ed25519PublicKey.from_public_bytes(raw)

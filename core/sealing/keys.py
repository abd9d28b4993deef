"""Names of public keys, and the two kinds of key that this project makes."""

import hashlib

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

_ID_CHARACTERS = 16


def key_id(public: Ed25519PublicKey | X25519PublicKey | bytes) -> str:
    """Return the name of a public key: the first 16 hex digits of SHA-256 of its 32 raw bytes."""
    raw = public if isinstance(public, bytes) else public.public_bytes_raw()
    return hashlib.sha256(raw).hexdigest()[:_ID_CHARACTERS]


def election_public(raw: bytes) -> X25519PublicKey:
    """Return an election key from its 32 bytes. Raises ValueError for another length."""
    return X25519PublicKey.from_public_bytes(raw)


def signing_public(raw: bytes) -> Ed25519PublicKey:
    """Return the key of a device or of the server from its 32 bytes. Raises ValueError."""
    return Ed25519PublicKey.from_public_bytes(raw)

"""What a copy of the database alone must not tell: sealed under a key of the server."""

import hmac
import os
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Self

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE_BYTES, _KEY_BYTES = 12, 32


def derived(key: bytes, purpose: bytes) -> bytes:
    """Return 32 bytes of a key of the server (HKDF-SHA256), for one purpose alone."""
    return HKDF(SHA256(), _KEY_BYTES, salt=None, info=purpose).derive(key)


@dataclass(frozen=True, slots=True)
class AtRest:
    """Seals contents (AES-256-GCM), each to the row that it belongs to."""

    key: bytes = field(repr=False)

    @classmethod
    def derived(cls, key: bytes, purpose: bytes) -> Self:
        """Return the seal of one purpose under a key of the server."""
        return cls(derived(key, purpose))

    def seal(self, whose: bytes, content: bytes) -> bytes:
        """Return nonce and ciphertext; it opens for `whose` alone."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + AESGCM(self.key).encrypt(nonce, content, whose)

    def seal_alike(self, whose: bytes, content: bytes) -> bytes:
        """Return nonce and ciphertext: the same content for the same `whose` gives the same bytes.

        What is sent twice is then stored once. It tells who sees both nothing but that they are the
        same.
        """
        own = derived(self.key, b"nonce")
        said = hmac.new(own, whose + b"\0" + sha256(content).digest(), sha256).digest()
        nonce = said[:_NONCE_BYTES]
        return nonce + AESGCM(self.key).encrypt(nonce, content, whose)

    def open(self, whose: bytes, sealed: bytes) -> bytes:
        """Return the content. Raises InvalidTag for another's or an altered one."""
        return AESGCM(self.key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], whose)

"""A private key wrapped under a password: Argon2id, then AES-256-GCM (FORMAT.md 5).

An encrypted PKCS8 would be PBKDF2 with 2,048 rounds: too weak for a key of an election.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from core import slow_hash
from core.sealing.errors import PasswordRejected

_MAGIC = b"APOYOKEY\x01"
_SALT_BYTES, _NONCE_BYTES, _TAG_BYTES = 16, 12, 16
_COST = slow_hash.Cost(memory_kib=64 * 1024, passes=3, lanes=4)
"""Fixed by FORMAT.md 5: wrapped files do not store it."""


def wrap(secret: bytes, password: str) -> bytes:
    """Return magic ‖ salt ‖ nonce ‖ ciphertext of `secret`. Raises HashingBusy.

    Takes about 0.1 s and 64 MiB.
    """
    salt, nonce = os.urandom(_SALT_BYTES), os.urandom(_NONCE_BYTES)
    front, key = _MAGIC + salt, slow_hash.derive(password, salt, _COST)
    return front + nonce + AESGCM(key).encrypt(nonce, secret, front)


def unwrap(wrapped: bytes, password: str) -> bytes:
    """Return the secret.

    Raises PasswordRejected for a wrong password or altered bytes, and HashingBusy.
    """
    start = len(_MAGIC) + _SALT_BYTES
    front, nonce = wrapped[:start], wrapped[start : start + _NONCE_BYTES]
    sealed = wrapped[start + _NONCE_BYTES :]
    if not wrapped.startswith(_MAGIC) or len(sealed) < _TAG_BYTES:
        raise PasswordRejected
    key = slow_hash.derive(password, front[len(_MAGIC) :], _COST)
    try:
        return AESGCM(key).decrypt(nonce, sealed, front)
    except InvalidTag as cause:
        raise PasswordRejected from cause

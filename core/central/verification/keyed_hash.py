"""Keyed hashes of claves and CICs: AES-256-CMAC (NIST SP 800-38B), of one or of very many at once.

CMAC because each of its steps is one call for all texts of a block of lines: a hash that Python
calls once a text takes longer than everything else that an import does.
"""

from functools import lru_cache

import numpy as np
from cryptography.hazmat.primitives.ciphers import Cipher, modes
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.cmac import CMAC
from numpy.typing import NDArray

Texts = NDArray[np.uint8]
"""As many rows as texts, of one length, a byte a column."""

_BLOCK, _RB = 16, 0x87
_CLAVE, _CIC = b"clave:", b"cic:"


class KeyedHash:
    """The hash of one kind of text under one key (32 bytes). `kind` tells kinds apart."""

    def __init__(self, key: bytes, kind: bytes) -> None:
        self._key, self._kind = key, kind
        self._whole = _doubled(self._encrypted(bytes(_BLOCK)))
        self._padded = _doubled(self._whole)

    def one(self, text: str) -> str:
        """Return the hash of a text, 16 bytes in hex; "" for ""."""
        if not text:
            return ""
        mac = CMAC(AES(self._key))
        mac.update(self._kind + text.encode())
        return mac.finalize().hex()

    def many(self, texts: Texts) -> Texts:
        """Return 16 bytes for each text, the same that `one` gives."""
        count, width = texts.shape
        size = len(self._kind) + width
        blocks = np.zeros((count, -(-size // _BLOCK) * _BLOCK), dtype=np.uint8)
        blocks[:, : len(self._kind)] = np.frombuffer(self._kind, dtype=np.uint8)
        blocks[:, len(self._kind) : size] = texts
        last = self._whole
        if size % _BLOCK:
            blocks[:, size] = 0x80
            last = self._padded
        blocks[:, -_BLOCK:] ^= np.frombuffer(last, dtype=np.uint8)
        state = np.zeros((count, _BLOCK), dtype=np.uint8)
        for start in range(0, blocks.shape[1], _BLOCK):
            mixed = state ^ blocks[:, start : start + _BLOCK]
            state = np.frombuffer(self._encrypted(mixed.tobytes()), dtype=np.uint8)
            state = state.reshape(count, _BLOCK)
        return state

    def _encrypted(self, blocks: bytes) -> bytes:
        """Return each block by itself under AES: the step of which CMAC is made, never a text."""
        each = Cipher(AES(self._key), modes.ECB())  # noqa: S305  the primitive of CMAC
        return each.encryptor().update(blocks)


@lru_cache(maxsize=2)
def of_claves(key: bytes) -> KeyedHash:
    """Return the hash of claves de elector under the server's key."""
    return KeyedHash(key, _CLAVE)


@lru_cache(maxsize=2)
def of_cics(key: bytes) -> KeyedHash:
    """Return the hash of CICs under the server's key."""
    return KeyedHash(key, _CIC)


def _doubled(block: bytes) -> bytes:
    """Return a block times x in GF(2^128), as subkeys of CMAC are derived."""
    number = int.from_bytes(block, "big") << 1
    if number >> (8 * _BLOCK):
        number = (number & ((1 << 8 * _BLOCK) - 1)) ^ _RB
    return number.to_bytes(_BLOCK, "big")

"""Argon2id: slow on purpose, the same for a user that does not exist."""

import os
import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

_SALT_BYTES = 16
_LENGTH = 32
_MEMORY_KIB = 64 * 1024
_ROUNDS = 3
_LANES = 4

_NOBODY = (
    "$argon2id$v=19$m=65536,t=3,p=4$c2FsIGRlIG5hZGllIC4uLg"
    "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
)
"""A hash that no password has: what an unknown user is compared with, at the same cost."""

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""None that looks like another: no i, l, o, 0, 1."""
_PASSWORD_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Argon2Passwords:
    """Passwords as Argon2id PHC strings: 64 MiB, three rounds, four lanes."""

    memory_kib: int = _MEMORY_KIB

    def keep(self, password: str) -> str:
        made = Argon2id(
            salt=os.urandom(_SALT_BYTES),
            length=_LENGTH,
            iterations=_ROUNDS,
            lanes=_LANES,
            memory_cost=self.memory_kib,
        )
        return made.derive_phc_encoded(password.encode())

    def matches(self, password: str, kept: str) -> bool:
        try:
            Argon2id.verify_phc_encoded(password.encode(), kept or _NOBODY)
        except InvalidKey:
            return False
        return bool(kept)

    def temporary(self) -> str:
        """Return a temporary password that a person can type: four groups of four, 79 bits."""
        drawn = "".join(secrets.choice(_LETTERS) for _ in range(_PASSWORD_LENGTH))
        return "-".join(drawn[start : start + 4] for start in range(0, _PASSWORD_LENGTH, 4))

"""Password hashing with Argon2id (RFC 9106), at equal cost for users that do not exist."""

import secrets
from dataclasses import dataclass

from core import slow_hash
from core.slow_hash import Cost

_NOBODY = (
    "$argon2id$v=19$m={memory},t={passes},p={lanes}$c2FsIGRlIG5hZGllIC4uLg"
    "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
)
"""A hash that no password has: what an unknown user is compared with, at the cost of a new one."""

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""None that looks like another: no i, l, o, 0, 1."""
_PASSWORD_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Argon2Passwords:
    """Passwords as Argon2id PHC strings: 64 MiB, three passes, one lane.

    Hashes stored with more lanes still verify.
    """

    cost: Cost = slow_hash.STANDARD

    def keep(self, password: str) -> str:
        return slow_hash.hashed(password, self.cost)

    def matches(self, password: str, kept: str) -> bool:
        nobody = _NOBODY.format(
            memory=self.cost.memory_kib, passes=self.cost.passes, lanes=self.cost.lanes
        )
        return slow_hash.verifies(password, kept or nobody) and bool(kept)

    def temporary(self) -> str:
        """Return a random temporary password: four groups of four characters, 79 bits."""
        drawn = "".join(secrets.choice(_LETTERS) for _ in range(_PASSWORD_LENGTH))
        return "-".join(drawn[start : start + 4] for start in range(0, _PASSWORD_LENGTH, 4))

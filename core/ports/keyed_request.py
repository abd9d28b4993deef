"""A request under its Idempotency-Key: whether a repeat says the same is told by a hash alone."""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


@dataclass(frozen=True, slots=True)
class KeyedRequest:
    """`sha256`, in hex, is of key and body together: equal data under two keys do not look alike.

    A repeat is compared with it, not with what is stored by now: an address may have been
    corrected since, and a lost answer may still be asked for.
    """

    key: str
    sha256: str

    @classmethod
    def of(cls, key: str, body: "DataclassInstance") -> Self:
        """Return the request of this body. Two bodies are one if all their data are equal."""
        said = json.dumps([key, asdict(body)], default=str, sort_keys=True)
        return cls(key, hashlib.sha256(said.encode()).hexdigest())

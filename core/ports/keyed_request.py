"""A request under its Idempotency-Key: whether a repeat says the same is told by a hash alone."""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Protocol, Self

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


@dataclass(frozen=True, slots=True)
class KeyedRow:
    """What a request made: the `sha256` of the request, and the number of the row."""

    sha256: str
    number: int


class KeyedRows(Protocol):
    """The rows that requests under an Idempotency-Key made. A key serves once in its kind."""

    def made(self, kind: str, key: str) -> KeyedRow | None:
        """Return what was made under this key, or None."""

    def keep(self, kind: str, request: KeyedRequest, number: int) -> None:
        """Keep which row of its kind a request made."""

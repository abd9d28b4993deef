"""How a hand-in on a memory stick ended."""

from dataclasses import dataclass

from core.errors import ApoyoError


@dataclass(frozen=True, slots=True)
class Handed:
    """`copied` wait for their receipt on the stick, `received` had one there already.

    `error` is the first trouble of a record, None where there was none.
    """

    copied: int = 0
    received: int = 0
    error: ApoyoError | None = None

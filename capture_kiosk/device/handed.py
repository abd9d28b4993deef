"""How a hand-in on a memory stick ended."""

from dataclasses import dataclass

from core.errors import ApoyoError


@dataclass(frozen=True, slots=True)
class Handed:
    """`copied` wait for their receipt on the stick, `received` had one there already.

    `error` is the first trouble, None where there was none; `of_stick` tells that it is its own.
    """

    copied: int = 0
    received: int = 0
    error: ApoyoError | None = None
    of_stick: bool = False

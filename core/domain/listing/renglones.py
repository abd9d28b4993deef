"""What a person asks of a list, and how long it is said to be: counted as far as that is quick."""

from dataclasses import dataclass
from datetime import date

COUNTED_UP_TO = 10_000
"""Rows of a list that are counted for its foot; one more stands for any number beyond."""


def how_many(total: int) -> str:
    """Return the number of rows of a list in words: «más de 10,000» where nobody counted on."""
    return f"más de {COUNTED_UP_TO:,}" if is_beyond(total) else f"{total:,}"


def is_beyond(total: int) -> bool:
    """Tell whether a list has more rows than were counted."""
    return total == COUNTED_UP_TO + 1


def one_more(total: int) -> int:
    """Return the number of rows of a list that got another one."""
    return total if is_beyond(total) else total + 1


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows of a list are wanted, and in which order; empty means all, in the list's own.

    `sort` is the name of an order of that list, with «-» before it from the last to the first.
    `state` is the name of one of its filters. Days are local ones, the last one included.
    """

    search: str = ""
    sort: str = ""
    state: str = ""
    day: date | None = None
    day_to: date | None = None

    @property
    def by(self) -> str:
        """Return the name of the order, "" for the list's own."""
        return self.sort.removeprefix("-")

    @property
    def backward(self) -> bool:
        """Tell whether the order goes from the last to the first."""
        return self.sort.startswith("-")


ALL = Wanted()
"""The whole list, in its own order."""

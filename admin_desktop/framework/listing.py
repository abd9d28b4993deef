"""The rows of a list that pages on the server, as far as they were asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from core.domain.listing.renglones import how_many
from core.wire import Page

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ShownRows(Generic[T]):
    """What is on the screen of one list. `next` is the cursor of what follows."""

    items: tuple[T, ...] = ()
    total: int = 0
    next: str = ""

    @property
    def foot(self) -> str:
        """Return «1 a 12 de 37», or "" for an empty list."""
        shown = len(self.items)
        of = how_many(self.total) if self.next else f"{shown:,}"
        return f"1 a {shown:,} de {of}" if shown else ""


def first(page: Page[T]) -> ShownRows[T]:
    """Return the list that starts with `page`."""
    return ShownRows(page.items, page.total, page.next)


def longer(shown: ShownRows[T], page: Page[T]) -> ShownRows[T]:
    """Return `shown` with `page` below it."""
    return ShownRows(shown.items + page.items, shown.total, page.next)


def whole(page: Callable[[str], Page[T]]) -> tuple[T, ...]:
    """Return every row of a list, page after page."""
    found = page("")
    items = found.items
    while found.next:
        found = page(found.next)
        items += found.items
    return items

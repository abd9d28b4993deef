"""Item isolation: each item is processed alone, and one that fails is set aside."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from core.domain.desk.apartado import Apartado

T = TypeVar("T")
R = TypeVar("R")


class EachAlone(Protocol):
    """Applies a function to each item; a failing item does not stop the others."""

    def __call__(
        self, items: Iterable[T], name: Callable[[T], str], do: Callable[[T], R]
    ) -> Iterator[R]:
        """Yield the result of `do` for each item that did not fail, in order.

        `name` returns the item's name, without personal data. Faults that concern every item
        (database gone, disk full) are raised.
        """


def unguarded(items: Iterable[T], name: Callable[[T], str], do: Callable[[T], R]) -> Iterator[R]:
    """Be an EachAlone without isolation: the first failure is raised."""
    del name
    return (do(item) for item in items)


class Apartados(Protocol):
    """What was set aside, by job and item."""

    def set_aside(self, job: str, item: str, code: str) -> bool:
        """Record a failure of an item and schedule its next try; tell whether it is the first."""

    def names(self, job: str) -> frozenset[str]:
        """Return every item of a job that is set aside."""

    def resting(self, job: str) -> frozenset[str]:
        """Return those of them whose next try is not due yet."""

    def forgive(self, job: str, items: Sequence[str]) -> None:
        """Delete the entries of items that succeeded. Unknown ones change nothing."""

    def again(self, apartado_id: int) -> Apartado:
        """Make an item due now and return it. Raises NotThere."""

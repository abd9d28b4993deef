"""What keeps one item from stopping the others: each is done alone, what fails is set aside."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from core.domain.apartado import Apartado

T = TypeVar("T")
R = TypeVar("R")


class EachAlone(Protocol):
    """Does the same with each item. One that fails stops no other."""

    def __call__(
        self, items: Iterable[T], name: Callable[[T], str], do: Callable[[T], R]
    ) -> Iterator[R]:
        """Yield what `do` gave for each item that did not fail, in order.

        `name` says which item it is, without personal data. Raises what concerns every item: a
        database that is gone, a disk that is full.
        """


def unguarded(items: Iterable[T], name: Callable[[T], str], do: Callable[[T], R]) -> Iterator[R]:
    """Be an EachAlone that sets nothing aside: the first failure is raised."""
    del name
    return (do(item) for item in items)


class Apartados(Protocol):
    """What was set aside, by job and item."""

    def set_aside(self, job: str, item: str, code: str) -> bool:
        """Note one more failure of an item, and when it is tried next. Tell whether it is new."""

    def names(self, job: str) -> frozenset[str]:
        """Return every item of a job that is set aside."""

    def resting(self, job: str) -> frozenset[str]:
        """Return those of them that are left alone now: their next try is not due."""

    def forgive(self, job: str, items: Sequence[str]) -> None:
        """Forget items that went through. Unknown ones change nothing."""

    def again(self, apartado_id: int) -> Apartado:
        """Let an item be tried now. Raises NotThere."""

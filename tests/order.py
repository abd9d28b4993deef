"""In what order tests run: those that share what is made once a process stand together.

A reader that was opened, cards that were read, a cluster of PostgreSQL, scenes that were drawn:
each process that runs one of their tests makes them again. pytest-xdist (`worksteal`) gives each
process one stretch of the order, all as long, and moves what is left at the end of a stretch. So
each stretch begins with whole families, and ends with tests that need nothing.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Protocol, TypeVar


class Collected(Protocol):
    """What pytest collects."""

    @property
    def nodeid(self) -> str: ...


T = TypeVar("T", bound=Collected)

_FAMILIES: Final[Mapping[str, str]] = {
    "credential": "reader",
    "muestra": "reader",
    "capture_kiosk": "kiosk",
    "admin_desktop": "desk",
    "server": "server",
    "contracts": "server",
    "central": "server",
    "kill": "server",
    "deploy": "server",
}
"""Folder of tests: the family that shares what is made once."""
_TAKES: Final = {"reader": 150, "kiosk": 105, "desk": 200, "server": 300}
"""Seconds of processor, about."""


def in_order(tests: Sequence[T], processes: int) -> list[T]:
    """Return the tests, each family and the others as shuffled as they are."""
    families: dict[str, list[T]] = defaultdict(list)
    for each in tests:
        families[_family(each.nodeid)].append(each)
    others = families.pop("", [])
    stretches: list[list[T]] = [[] for _ in range(processes)]
    seconds = [0] * processes
    for name in sorted(families, key=lambda name: -_TAKES[name]):
        least = seconds.index(min(seconds))
        stretches[least] += families[name]
        seconds[least] += _TAKES[name]
    return list(_filled(stretches, others))


def _family(nodeid: str) -> str:
    """Return the family of a test, "" for one of none."""
    folders = nodeid.partition("::")[0].split("/")[:-1]
    return next((_FAMILIES[each] for each in folders if each in _FAMILIES), "")


def _filled(stretches: Sequence[Sequence[T]], others: Sequence[T]) -> Iterator[T]:
    """Yield each stretch, filled up with others to the length that pytest-xdist gives it."""
    left, begin = sum(map(len, stretches)) + len(others), 0
    for place, stretch in enumerate(stretches):
        length = max(len(stretch), left // (len(stretches) - place))
        end = begin + length - len(stretch)
        yield from (*stretch, *others[begin:end])
        left, begin = left - length, end
    yield from others[begin:]

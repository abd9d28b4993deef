"""Large matrices: `make test` runs a few cases of each, others in every run; `make soak` all."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from random import Random

import pytest

_ROUTES = Path(__file__).parent / "server"


def kept_of(cases: Sequence[Mapping[str, int]], most: int, chance: Random) -> set[int]:
    """Return the places of at most `most` cases which together show many values of every axis.

    A case maps each axis to the place of its value. Ties are broken by `chance`.
    """
    left, kept = list(range(len(cases))), set[int]()
    seen: set[tuple[str, int]] = set()
    chance.shuffle(left)
    while left and len(kept) < most:
        best = max(left, key=lambda place: len(cases[place].items() - seen))
        left.remove(best)
        kept.add(best)
        seen |= cases[best].items()
    return kept


def beyond(items: Iterable[pytest.Item], seed: int) -> list[pytest.Item]:
    """Return the cases that are left to `make soak`, the same ones for a seed.

    Those beyond a `sampled` mark; and of each test of the server's routes on both databases one,
    drawn for each: what is SQL's own is tried on both by the contracts.
    """
    matrices: dict[str, list[pytest.Function]] = {}
    for item in items:
        if isinstance(item, pytest.Function) and (name := _matrix_of(item)):
            matrices.setdefault(name, []).append(item)
    dropped: list[pytest.Item] = []
    for name, cases in matrices.items():
        cases.sort(key=lambda item: item.nodeid)
        mark = cases[0].get_closest_marker("sampled")
        most = int(mark.args[0]) if mark else 1
        kept = kept_of([case.callspec.indices for case in cases], most, Random(f"{seed} {name}"))
        dropped += [case for place, case in enumerate(cases) if place not in kept]
    return dropped


def _matrix_of(item: pytest.Function) -> str:
    """Return the name that the cases of one matrix share, or nothing for a test of its own."""
    name, _, case = item.nodeid.partition("[")
    if item.get_closest_marker("sampled"):
        return name
    if item.path.parent == _ROUTES and "database_url" in getattr(item, "fixturenames", ()):
        database = item.callspec.params.get("database_url", "") if hasattr(item, "callspec") else ""
        return f"{name}[{case.replace(str(database), '', 1)}" if database else ""
    return ""

"""A save names the version that it saw: `If-Match` (RFC 9110), held against what was saved since.

Who names none is refused (428, RFC 6585): it would save over what nobody saw.
"""

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Header

from core.central.unit_of_work import UnitOfWork
from core.domain.listing.cambio import StaleVersion, VersionMissing, differing


def _seen(if_match: Annotated[str, Header(pattern=r'^("[0-9]{1,9}")?$')] = "") -> int:
    """Return the version that a save names. Raises VersionMissing."""
    if not if_match:
        raise VersionMissing
    return int(if_match.strip('"'))


Seen = Annotated[int, Depends(_seen)]


@dataclass(frozen=True, slots=True)
class Thing:
    """A kind of thing that people edit, and how one of them reads: each datum by its name.

    `version` is for what counts its own versions; others count their saves.
    """

    kind: str
    tell: Callable[[UnitOfWork, str], Mapping[str, str]]
    version: Callable[[UnitOfWork], int] | None = None


@contextmanager
def editing(work: UnitOfWork, thing: Thing, key: str, seen: int) -> Generator[None]:
    """Refuse a block that would save over what nobody saw; keep what it changes.

    Raises StaleVersion where something was saved after version `seen`. All in one transaction.
    """
    if cambios := work.cambios.since(thing.kind, key, seen):
        raise StaleVersion(cambios)
    before = thing.tell(work, key)
    yield
    version = thing.version(work) if thing.version else 0
    work.cambios.note(thing.kind, key, differing(before, thing.tell(work, key)), version)

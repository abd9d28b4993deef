"""Emptying a tablet: everything that this program ever stored on it is erased."""

from pathlib import Path
from typing import Final

from core.tablet import durable

_LOCK: Final = "lock"
"""Held by the program that is open, and empty."""


def remains(data: Path, *but: str) -> tuple[str, ...]:
    """Return the files of a tablet's folder, by their names in it; none once it was emptied.

    `but` names what is left out: a file, or a folder with all that is in it.
    """
    with durable.trouble_named():
        found = (path.relative_to(data) for path in sorted(data.rglob("*")) if not path.is_dir())
        return tuple(each.as_posix() for each in found if each.parts[0] not in (_LOCK, *but))


def wipe(data: Path, *but: str) -> None:
    """Erase what `remains` names, durably; empty folders stay. Raises MachineTrouble."""
    for name in remains(data, *but):
        durable.erase(data / name)

"""Emptying a tablet: everything that this program ever stored on it is erased."""

from pathlib import Path
from typing import Final

from core.tablet import durable

_LOCK: Final = "lock"
"""Held by the program that is open, and empty."""


def remains(data: Path) -> tuple[str, ...]:
    """Return the files of a tablet's folder, by their names in it; none once it was emptied."""
    with durable.trouble_named():
        found = (path for path in sorted(data.rglob("*")) if not path.is_dir())
        return tuple(path.relative_to(data).as_posix() for path in found if path != data / _LOCK)


def wipe(data: Path) -> None:
    """Erase every file, durably; empty folders stay. Raises MachineTrouble."""
    for name in remains(data):
        durable.erase(data / name)

"""A disk whose every fsync takes longer, for whole processes: SQLite's syncs too."""

from collections.abc import Mapping
from pathlib import Path

from tests.preloaded import preloaded

_SOURCE = Path(__file__).with_suffix(".c")


def slow_disk(folder: Path, milliseconds: int) -> Mapping[str, str]:
    """Return the environment of a process with such a disk; what it needs is built in `folder`.

    Raises FileNotFoundError where this machine has no C compiler.
    """
    return preloaded(_SOURCE, folder) | {"SLOW_DISK_MS": str(milliseconds)}

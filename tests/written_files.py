"""Which files this process opens for writing, as Python tells of each; what C code opens is not."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_listening: list[list[Path]] = []


@contextmanager
def written() -> Iterator[list[Path]]:
    """Give the paths opened for writing during the block by any thread, those gone since too."""
    _begin()
    paths: list[Path] = []
    _listening.append(paths)
    try:
        yield paths
    finally:
        _listening.remove(paths)


@cache
def _begin() -> None:
    """Listen from now on: Python has no way to end it."""
    sys.addaudithook(_heard)


def _heard(event: str, facts: tuple[object, ...]) -> None:
    if event != "open" or not _listening:
        return
    name, _, flags = facts
    if isinstance(name, str | bytes | os.PathLike) and isinstance(flags, int) and flags & _WRITING:
        for each in _listening:
            each.append(Path(os.fsdecode(name)))

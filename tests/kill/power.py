"""A power cut: what is killed loses what it had not synced, as a disk may lose it.

That is the bytes of a file since its last fsync, and a name since the last fsync of its folder.
Each is lost or not by itself, as a disk writes in an order of its own: a file may be empty, torn,
have its end without its beginning, or be whole; a name may be there or not. It is noted from
outside, as steps are; the database syncs by itself and is left as it is.
"""

import os
import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Unsynced:
    """What a power cut would take now of what this process did."""

    files: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)

    def arm(self) -> None:
        """Note from now on, and lose it where this process kills itself."""
        write, replace, fsync, kill = os.write, os.replace, os.fsync, os.kill

        def noted_write(handle: int, *rest: Any) -> int:  # noqa: ANN401  it stands for the call
            self.files.add(_path(handle))
            return write(handle, *rest)

        def noted_replace(before: Path, after: Path) -> None:
            self.names.add(str(after))
            replace(before, after)

        def noted_fsync(handle: int) -> None:
            names = set(self.names)
            fsync(handle)
            synced = _path(handle)
            self.files.discard(synced)
            self.names -= {each for each in names if str(Path(each).parent) == synced}

        def cut(*args: int) -> None:
            self._lose()
            kill(*args)

        changed: dict[str, Callable[..., Any]] = {
            "write": noted_write,
            "replace": noted_replace,
            "fsync": noted_fsync,
            "kill": cut,
        }
        for name, call in changed.items():
            setattr(os, name, call)

    def _lose(self) -> None:
        for each in set(self.files) - self.names:
            with suppress(FileNotFoundError):
                random.choice((_drop, _tear, _reorder, _leave))(each)
        for each in set(self.names):
            with suppress(FileNotFoundError):
                random.choice((os.remove, _leave))(each)


def _drop(path: str) -> None:
    os.truncate(path, 0)


def _tear(path: str) -> None:
    os.truncate(path, random.randint(0, _size(path)))


def _reorder(path: str) -> None:
    """Leave the end of a file without its beginning."""
    with open(path, "r+b") as file:  # noqa: PTH123  no call is counted
        file.write(bytes(_size(path) // 2))


def _leave(path: str) -> None:
    """Lose nothing of it: the disk was quick."""


def _size(path: str) -> int:
    return os.stat(path).st_size  # noqa: PTH116  no call is counted


def _path(handle: int) -> str:
    return os.readlink(f"/proc/self/fd/{handle}")  # noqa: PTH115  no call is counted

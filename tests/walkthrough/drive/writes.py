"""What one driven app writes, seen from inside: Python tells of every file that it opens or drops.

The app knows nothing of it. A file that is about to be removed, replaced or opened again for
writing is given a second name, or copied, first; the path of every file opened for writing is
noted. What C code opens by itself (Qt, OpenCV, SQLite) is not told here: `watch` sees that.
"""

import contextlib
import itertools
import os
import shutil
import sys
import threading
from pathlib import Path

from tests.walkthrough.run import Run

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_DROPS = frozenset({"os.remove", "os.rename", "os.truncate"})
_COPIED_AT_MOST = 8 << 20
_REWRITTEN = ".partial"
"""The queue's own preallocated file."""


class Writes:
    """Listens to this process for good. `kept` is where files outlive themselves."""

    def __init__(self, name: str, log: Path, kept: Path) -> None:
        kept.mkdir(parents=True, exist_ok=True)
        self._name, self._kept = name, kept
        self._numbers = itertools.count()
        self._log = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        self._busy: set[int] = set()

    def listen(self) -> None:
        """Begin; Python has no way to end it."""
        sys.addaudithook(self._heard)

    def _heard(self, event: str, facts: tuple[object, ...]) -> None:
        thread = threading.get_ident()
        if thread in self._busy or (event != "open" and event not in _DROPS):
            return
        self._busy.add(thread)
        try:
            self._act(event, facts)
        finally:
            self._busy.discard(thread)

    def _act(self, event: str, facts: tuple[object, ...]) -> None:
        path = _path(facts[0])
        if path is None or Run.wrote(self._kept.parent, path):
            return
        if event == "open":
            flags = facts[2] if isinstance(facts[2], int) else 0
            if not flags & _WRITING:
                return
            os.write(self._log, os.fsencode(path.absolute()) + b"\n")
            self._copy(path)
        elif event == "os.truncate":
            self._copy(path)
        else:
            self._link(path)

    def _link(self, path: Path) -> None:
        with contextlib.suppress(OSError):
            if path.is_file() and not path.is_symlink():
                os.link(path, self._second_name(path))

    def _copy(self, path: Path) -> None:
        if path.name.endswith(_REWRITTEN) or not path.is_file():
            return
        with contextlib.suppress(OSError):
            if 0 < path.stat().st_size <= _COPIED_AT_MOST:
                shutil.copyfile(path, self._second_name(path))

    def _second_name(self, path: Path) -> Path:
        number = next(self._numbers)
        return self._kept / f"{self._name}_{os.getpid()}_{number:05d}_{path.name[-60:]}"


def _path(said: object) -> Path | None:
    """Return the path that an event names; None for a file that was open already."""
    if isinstance(said, bytes | str):
        return Path(os.fsdecode(said))
    return Path(said) if isinstance(said, os.PathLike) else None

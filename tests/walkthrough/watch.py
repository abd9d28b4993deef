"""Every file that the play's programs write is seen, those that vanish too.

As root, fanotify tells of each file that any program of the play closes after writing, wherever on
the machine it lies, and hands over the file itself: it may have been removed meanwhile. Without
that right, inotify tells of what comes to be in each HOME, data and temp folder, and a second name
given at once lets it outlive its first; one removed within that instant is missed, and so is one
elsewhere. Either way: a file with no name (O_TMPFILE) is not told, nor one wiped in place before
its first close is told. Of the driven apps `drive.writes` sees more, from inside.
"""

import contextlib
import itertools
import os
import secrets
import select
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from tests.walkthrough import kernel
from tests.walkthrough.run import Run
from tests.walkthrough.waiting import until

_LOOK_SECONDS = 0.2
_COPIED_AT_MOST = 8 << 20
_REWRITTEN = (".db", ".db-wal", ".db-shm", ".sobre", ".partial")
"""Written in place all the time, by name: their last state is what is kept."""
_GONE = " (deleted)"
_SEEN_SECONDS = 60.0


@dataclass
class Keeper:
    """Gives files a second name, or copies them, so that their content outlives them."""

    folder: Path
    paths: set[str] = field(default_factory=set)
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def link(self, path: Path) -> None:
        """Give a file a second name."""
        with contextlib.suppress(OSError):
            if path.is_symlink() or not path.is_file():
                return
            try:
                os.link(path, self._name(path))
            except OSError:  # another disk
                self.copy(path)

    def copy(self, path: Path) -> None:
        """Keep what a file holds now."""
        if path.name.endswith(_REWRITTEN):
            return
        with contextlib.suppress(OSError):
            if path.is_file() and path.stat().st_size <= _COPIED_AT_MOST:
                shutil.copyfile(path, self._name(path))

    def take(self, handle: int, said: str) -> None:
        """Keep what an open file holds, whatever became of its name."""
        path = Path(said.removesuffix(_GONE))
        if Run.wrote(self.folder.parent, path):
            return
        self.paths.add(str(path))
        if path.name.endswith(_REWRITTEN) and not said.endswith(_GONE):
            self.link(path)
        elif os.fstat(handle).st_size <= _COPIED_AT_MOST:
            with os.fdopen(os.dup(handle), "rb") as file:
                self._name(path).write_bytes(file.read())

    def drop_what_stayed(self) -> None:
        """Remove second names of files that have their first still."""
        for path in list(self.folder.iterdir()):
            if path.stat().st_nlink > 1:
                path.unlink()

    def _name(self, path: Path) -> Path:
        return self.folder / f"{next(self._numbers):06d}_{path.name[-80:]}"


class Source(Protocol):
    """Something that the kernel tells files by."""

    handle: int
    lost: bool

    def take(self) -> None:
        """Take in what is told now."""


class Watch:
    """Watches what programs write into `kept`, until stopped.

    `sessions` returns the session ids of the programs. `whole` tells whether the whole machine is
    seen, `lost` that the kernel dropped events.
    """

    def __init__(self, kept: Path, sessions: Callable[[], set[int]]) -> None:
        kept.mkdir(parents=True, exist_ok=True)
        self._keeper = Keeper(kept)
        self._sessions = sessions
        self._source: Source | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="vigila", daemon=True)
        self.whole = False

    @property
    def lost(self) -> bool:
        """Tell whether something could not be told."""
        return self._source is None or self._source.lost

    @property
    def paths(self) -> set[str]:
        """Return every path that a program closed after writing; only where `whole`."""
        return self._keeper.paths

    def start(self, folders: Iterable[Path], *, privileged: bool = True) -> None:
        """Begin; without the right to see everything, with these folders. Raises NoWatch."""
        places = list(folders)
        if privileged:
            with contextlib.suppress(kernel.NoWatch):
                self._source = kernel.Fanotify(self._take)
                self.whole = True
        if self._source is None:
            self._source = kernel.Inotify(self._keeper.link, self._keeper.copy, places)
        self._thread.start()

    def stop(self) -> None:
        """Take in what is still to be told, and end."""
        if self._thread.is_alive():
            self._stop.set()
            self._thread.join()
        if self._source is not None:
            os.close(self._source.handle)
        self._keeper.drop_what_stayed()

    def sees(self, folder: Path) -> str:
        """Write a file that vanishes once it was seen; return what it held. Raises Late."""
        word = f"CANARIO FUGAZ {secrets.token_hex(12)}"
        path = folder / "canario_fugaz"
        path.write_text(word, "utf-8")
        until(lambda: self._holds(word), "no se ve lo que se escribe", _SEEN_SECONDS)
        path.unlink()
        return word

    def _holds(self, word: str) -> bool:
        found = self._keeper.folder.glob("*_canario_fugaz")
        return any(word in path.read_text("utf-8", "replace") for path in found)

    def _take(self, handle: int, said: str, pid: int) -> None:
        """Keep what a program wrote; of a process that ended meanwhile, only within the run."""
        if pid == os.getpid():
            return
        try:
            ours = os.getsid(pid) in self._sessions()
        except ProcessLookupError:
            ours = Path(said).is_relative_to(self._keeper.folder.parent)
        if ours:
            self._keeper.take(handle, said)

    def _run(self) -> None:
        source = self._source
        while source is not None:
            ready, _, _ = select.select([source.handle], [], [], _LOOK_SECONDS)
            if ready:
                source.take()
            elif self._stop.is_set():
                return

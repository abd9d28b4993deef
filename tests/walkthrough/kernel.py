"""What the Linux kernel tells of files: fanotify (root, the whole machine), inotify (anybody)."""

import contextlib
import ctypes
import os
import struct
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

_BUFFER = 1 << 20
_IN_CREATE, _CLOSE_WRITE, _IN_MOVED_TO, _OVERFLOW = 0x100, 0x8, 0x80, 0x4000
_IN_ONLY_DIR, _IN_IS_DIR = 0x01000000, 0x40000000
_IN_EVENT = struct.Struct("iIII")
_FAN_CLOEXEC, _FAN_NONBLOCK, _FAN_UNLIMITED_QUEUE = 0x1, 0x2, 0x10
_FAN_MARK_ADD, _FAN_MARK_FILESYSTEM, _AT_FDCWD = 0x1, 0x100, -100
_FAN_EVENT = struct.Struct("IBBHQii")
_NO_FILE = -1
_DISKS = ("/", "/tmp", "/var/tmp", "/dev/shm", "/run")  # noqa: S108  looked at only


class NoWatch(Exception):
    """The kernel does not lend this: what vanishes could not be seen so."""


class Fanotify:
    """Tells of every file that somebody closes after writing, on the usual disks.

    `take` gets the open file, its path (with « (deleted)» where it has none any more) and whose
    process closed it, once for each close. Raises NoWatch without the right to it.
    """

    def __init__(self, take: Callable[[int, str, int], None]) -> None:
        self._take = take
        self.lost = False
        flags = _FAN_CLOEXEC | _FAN_NONBLOCK | _FAN_UNLIMITED_QUEUE
        self.handle = _libc().fanotify_init(flags, os.O_RDONLY | os.O_CLOEXEC)
        if self.handle < 0:
            raise NoWatch
        marked = [self._mark(place) for place in (*_DISKS, str(Path(__file__).parent))]
        if not any(marked):
            os.close(self.handle)
            raise NoWatch

    def _mark(self, place: str) -> bool:
        how, what = _FAN_MARK_ADD | _FAN_MARK_FILESYSTEM, ctypes.c_uint64(_CLOSE_WRITE)
        done: int = _libc().fanotify_mark(self.handle, how, what, _AT_FDCWD, place.encode())
        return done == 0

    def take(self) -> None:
        """Take in what is told now."""
        with contextlib.suppress(BlockingIOError):
            told = os.read(self.handle, _BUFFER)
            place = 0
            while place < len(told):
                size, _, _, _, mask, file, pid = _FAN_EVENT.unpack_from(told, place)
                place += size
                self.lost = self.lost or bool(mask & _OVERFLOW)
                if file != _NO_FILE:
                    self._one(file, pid)

    def _one(self, file: int, pid: int) -> None:
        try:
            with contextlib.suppress(OSError):
                self._take(file, str(Path(f"/proc/self/fd/{file}").readlink()), pid)
        finally:
            os.close(file)


class Inotify:
    """Tells of what comes to be in folders and below them. Raises NoWatch.

    `link` gets the path of each file made or moved there, `copy` that of each closed after writing.
    """

    def __init__(
        self,
        link: Callable[[Path], None],
        copy: Callable[[Path], None],
        folders: Iterable[Path],
    ) -> None:
        self._link, self._copy = link, copy
        self._folders: dict[int, Path] = {}
        self.lost = False
        self.handle = _libc().inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        if self.handle < 0:
            raise NoWatch
        for folder in folders:
            self._watch(folder)

    def take(self) -> None:
        """Take in what is told now."""
        told, place = os.read(self.handle, _BUFFER), 0
        while place < len(told):
            number, mask, _, size = _IN_EVENT.unpack_from(told, place)
            name = told[place + _IN_EVENT.size : place + _IN_EVENT.size + size].rstrip(b"\0")
            place += _IN_EVENT.size + size
            self.lost = self.lost or bool(mask & _OVERFLOW)
            folder = self._folders.get(number)
            if folder is not None and name:
                self._one(folder / os.fsdecode(name), mask)

    def _one(self, path: Path, mask: int) -> None:
        if mask & _IN_IS_DIR:
            self._watch(path)
        elif mask & _CLOSE_WRITE:
            self._copy(path)
        else:
            self._link(path)

    def _watch(self, folder: Path) -> None:
        """Watch a folder and all below it; what lies there already is told too."""
        mask = _IN_CREATE | _CLOSE_WRITE | _IN_MOVED_TO | _IN_ONLY_DIR
        number = _libc().inotify_add_watch(self.handle, os.fsencode(folder), mask)
        if number >= 0:
            self._folders[number] = folder
        with contextlib.suppress(OSError):
            for each in list(folder.iterdir()):
                if each.is_dir() and not each.is_symlink():
                    self._watch(each)
                else:
                    self._link(each)


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)

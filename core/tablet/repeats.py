"""Warning of repeats: keyed hashes, each kept as long as its record waits.

Source: norma/lecturas.md, 8.
"""

import hashlib
import hmac
import os
import re
from array import array
from bisect import bisect_left, insort
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from core.domain.apoyos.apoyo import RecordId
from core.domain.device.tablet import Citizen
from core.tablet import durable

_SUFFIX = ".repetido"
_MARK_CHARACTERS = 32
_MARK = re.compile(rf"[0-9a-f]{{{_MARK_CHARACTERS}}}")
_BEGINNING = 16
"""Characters of a mark that are held: what begins as none of them does was not seen."""


@dataclass(slots=True)
class _Beginnings:
    """The beginnings of all marks, by order, eight bytes each; None until they are first needed."""

    lock: Lock = field(default_factory=Lock)
    held: "array[int] | None" = None


@dataclass(frozen=True, slots=True)
class FolderRepeats:
    """RepeatNotes in `folder`; `key` returns this device's key (32 bytes).

    `key` is called only to note or look up a citizen, while someone captures. Forgetting needs no
    key, since the sender runs without the password.
    """

    folder: Path
    key: Callable[[], bytes] = field(repr=False)
    _beginnings: _Beginnings = field(default_factory=_Beginnings, repr=False)

    @classmethod
    def at(cls, folder: Path, key: Callable[[], bytes]) -> "FolderRepeats":
        """Return the notes of a folder, removing files left half-written by a power cut."""
        return cls(durable.folder(folder), key)

    def seen(self, citizen: Citizen) -> bool:
        marks = set(self._marks(citizen))
        if not any(self._may_hold(mark) for mark in marks):
            return False
        return any(marks & _marks_in(path) for path in self._paths())

    def note(self, record_id: RecordId, citizen: Citizen) -> None:
        marks = list(self._marks(citizen))
        durable.write(self.folder / f"{record_id}{_SUFFIX}", "\n".join(marks).encode("ascii"))
        with self._beginnings.lock:
            if self._beginnings.held is not None:
                for mark in marks:
                    insort(self._beginnings.held, _beginning(mark))

    def forget(self, record_id: RecordId) -> None:
        path = self.folder / f"{record_id}{_SUFFIX}"
        marks: set[str] = set()
        with suppress(OSError):  # one that no longer reads is deleted all the same
            marks = _marks_in(path)
        durable.unlink(path)
        self._let_go(marks)

    def noted(self) -> frozenset[RecordId]:
        return frozenset(RecordId(name.removesuffix(_SUFFIX)) for name in self._names())

    def _may_hold(self, mark: str) -> bool:
        """Tell whether some note may have that mark. Notes are all read the first time alone."""
        with self._beginnings.lock:
            held = self._beginnings.held
            if held is None:
                marks = (mark for path in self._paths() for mark in _marks_in(path))
                held = self._beginnings.held = array("Q", sorted(map(_beginning, marks)))
            return _place(held, mark) is not None

    def _let_go(self, marks: set[str]) -> None:
        with self._beginnings.lock:
            held = self._beginnings.held
            if held is None:
                return
            for mark in marks:
                place = _place(held, mark)
                if place is not None:
                    del held[place]

    def _paths(self) -> Iterator[Path]:
        return (self.folder / name for name in self._names())

    def _names(self) -> list[str]:
        with durable.trouble_named(), os.scandir(self.folder) as found:
            return [each.name for each in found if each.name.endswith(_SUFFIX)]

    def _marks(self, citizen: Citizen) -> Iterator[str]:
        key = self.key()
        for name, value in (("clave", citizen.clave), ("cic", citizen.cic)):
            if value:
                text = f"{name}\0{citizen.cargo}\0{value}".encode()
                yield hmac.new(key, text, hashlib.sha256).hexdigest()[:_MARK_CHARACTERS]


def _beginning(mark: str) -> int:
    return int(mark[:_BEGINNING], 16)


def _place(held: "array[int]", mark: str) -> int | None:
    """Return where the beginning of a mark is held, None where it is not."""
    place = bisect_left(held, _beginning(mark))
    return place if place < len(held) and held[place] == _beginning(mark) else None


def _marks_in(path: Path) -> set[str]:
    """Return the marks of one note; none of one that is damaged, or that was just erased."""
    try:
        words = path.read_bytes().decode("ascii", "replace").split()
    except FileNotFoundError:
        return set()
    return {word for word in words if _MARK.fullmatch(word)}

"""Warning of repeats: keyed hashes, each kept as long as its record waits.

Source: norma/lecturas.md, 8.
"""

import hashlib
import hmac
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from core.domain.apoyo import RecordId
from core.domain.tablet import Citizen
from core.tablet import durable

_SUFFIX = ".repetido"
_MARK_CHARACTERS = 32


@dataclass(frozen=True, slots=True)
class FolderRepeats:
    """RepeatNotes in `folder`; `key` returns this device's key (32 bytes).

    `key` is called only to note or look up a citizen, while someone captures. Forgetting needs no
    key, since the sender runs without the password.
    """

    folder: Path
    key: Callable[[], bytes] = field(repr=False)

    @classmethod
    def at(cls, folder: Path, key: Callable[[], bytes]) -> "FolderRepeats":
        """Return the notes of a folder, removing files left half-written by a power cut."""
        return cls(durable.folder(folder), key)

    def seen(self, citizen: Citizen) -> bool:
        marks = set(self._marks(citizen))
        return any(marks & _marks_in(path) for path in self._files())

    def note(self, record_id: RecordId, citizen: Citizen) -> None:
        marks = "\n".join(self._marks(citizen))
        durable.write(self.folder / f"{record_id}{_SUFFIX}", marks.encode("ascii"))

    def forget(self, record_id: RecordId) -> None:
        path = self.folder / f"{record_id}{_SUFFIX}"
        if path.exists():
            durable.erase(path)

    def noted(self) -> frozenset[RecordId]:
        return frozenset(RecordId(path.name.removesuffix(_SUFFIX)) for path in self._files())

    def _files(self) -> list[Path]:
        with durable.trouble_named():
            return list(self.folder.glob("*" + _SUFFIX))

    def _marks(self, citizen: Citizen) -> Iterator[str]:
        key = self.key()
        for name, value in (("clave", citizen.clave), ("cic", citizen.cic)):
            if value:
                text = f"{name}\0{citizen.cargo}\0{value}".encode()
                yield hmac.new(key, text, hashlib.sha256).hexdigest()[:_MARK_CHARACTERS]


def _marks_in(path: Path) -> set[str]:
    """Return the marks of one note; none where the sender has just erased it."""
    try:
        return set(path.read_text("ascii").split())
    except FileNotFoundError:
        return set()

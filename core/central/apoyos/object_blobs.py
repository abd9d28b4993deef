"""Sealed envelopes in an S3 store: complete as `sobres/RECORD-SHA256`, partial in `partes/`.

A replica keeps nothing of an upload but what it is reading: whatever it promised is in the store.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Final

from core.central.apoyos.blob_names import (
    OF_ALL,
    OF_BRINGER,
    PartBounds,
    blob_name,
    checked_bringer,
)
from core.central.apoyos.object_growing import GrowingObject, PartObject, in_a_row
from core.central.errors import BlobMissing
from core.central.object_store import Objects, StoredObject
from core.domain.apoyos.apoyo import RecordId
from core.errors import NotThere

_WHOLE: Final = "sobres"
_PARTS: Final = "partes"
_NOBODY: Final = "-"


@dataclass(frozen=True, slots=True)
class _Part:
    """One partial upload: `folder` of its pieces, the last of which came `at`; `size` in bytes."""

    at: datetime
    folder: str
    size: int


@dataclass(frozen=True, slots=True)
class ObjectBlobs:
    """Blobs in an S3 store. No device continues another's part."""

    objects: Objects
    bringer: str = ""
    of_bringer: PartBounds = OF_BRINGER
    of_all: PartBounds = OF_ALL

    def held(self, named: Iterable[tuple[RecordId, str]]) -> Mapping[RecordId, int]:
        """Return how much of each came in parts. Of a blob without a receipt, 0.

        Such a blob is left where a replica died, or lost its database, in between. To look for
        20,000 of them would be as many requests: it is sent again, and its name tells that it is
        there.
        """
        found = self.objects.under(self._of_bringer)
        sizes = {
            folder.rpartition("/")[2]: sum(each.size for each in in_a_row(map(_piece, pieces)))
            for folder, pieces in groupby(found, key=_folder)
        }
        return {record: sizes.get(blob_name(record, sha256), 0) for record, sha256 in named}

    def sizes(self, named: Iterable[tuple[RecordId, str]]) -> Mapping[RecordId, int]:
        names = {f"{_WHOLE}/{blob_name(*each)}": each[0] for each in named}
        return {names[name]: size for name, size in self.objects.sizes(names).items()}

    def growing(self, record_id: RecordId, sha256: str) -> GrowingObject:
        name = blob_name(record_id, sha256)
        part = f"{self._of_bringer}/{name}"
        return GrowingObject(
            self.objects, part, f"{_WHOLE}/{name}", sha256, lambda more: self._make_room(part, more)
        )

    def sync(self) -> None:
        """Do nothing: an object is durable, name and all, once the store has answered."""

    def content(self, record_id: RecordId, sha256: str) -> bytes:
        try:
            return self.objects.read(f"{_WHOLE}/{blob_name(record_id, sha256)}")
        except NotThere as cause:
            raise BlobMissing from cause

    def parts_before(self, before: datetime) -> Sequence[str]:
        """Return what is old, and the oldest of all beyond `of_all`: here alone all are counted."""
        parts = self._parts(_PARTS)
        old = [each for each in parts if each.at < before]
        rest = parts[len(old) :]
        beyond = _beyond(rest, self.of_all, 0)
        return [each.folder for each in (*old, *beyond)]

    def forget_part(self, name: str) -> int:
        self.objects.delete([each.name for each in self.objects.under(name)])
        return 1

    @property
    def _of_bringer(self) -> str:
        return f"{_PARTS}/{checked_bringer(self.bringer) or _NOBODY}"

    def _make_room(self, part: str, more: int) -> None:
        """Remove the bringer's oldest other parts, so that `part` may grow within bounds."""
        parts = self._parts(self._of_bringer)
        others = [each for each in parts if each.folder != part]
        own = sum(each.size for each in parts if each.folder == part)
        bounds = PartBounds(self.of_bringer.parts - 1, self.of_bringer.size)
        for each in _beyond(others, bounds, own + more):
            self.forget_part(each.folder)

    def _parts(self, folder: str) -> list[_Part]:
        """Return the partial uploads under a folder, the oldest first."""
        found = (
            _Part(max(each.changed_at for each in pieces), name, sum(each.size for each in pieces))
            for name, grouped in groupby(self.objects.under(folder), key=_folder)
            for pieces in [list(grouped)]
        )
        return sorted(found, key=lambda each: (each.at, each.folder))


def _beyond(parts: Sequence[_Part], bounds: PartBounds, more: int) -> Sequence[_Part]:
    """Return the oldest of `parts`, without which the others and `more` bytes are within bounds."""
    size = more + sum(each.size for each in parts)
    for gone, each in enumerate(parts):
        if len(parts) - gone <= bounds.parts and size <= bounds.size:
            return parts[:gone]
        size -= each.size
    return parts


def _folder(each: StoredObject) -> str:
    return each.name.rpartition("/")[0]


def _piece(each: StoredObject) -> PartObject:
    return PartObject(each.name, int(each.name.rpartition("/")[2]), each.size)

"""The other way of what waits (25): a folder on a memory stick stands for the server.

Records are copied into it sealed as they are; receipts that it has, by `apoyo central receive`,
are read as an announcement's answer is, and verified by the act that sends.
"""

import errno
import stat
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import cast

from core.domain.apoyos.apoyo import RecordId
from core.domain.apoyos.envio import Announcement, EnvioOpened
from core.domain.apoyos.hand_in import ENVELOPES, RECEIPTS
from core.domain.device.tablet import RecordInfo
from core.domain.values.signed import Signed
from core.errors import MachineTrouble
from core.tablet import durable
from core.tablet.errors import (
    HandedIn,
    NoPermission,
    NoSpace,
    StickFull,
    StickGone,
    StickLocked,
    StickTaken,
    StickTrouble,
)
from core.wire import read_json

_MOST_RECEIPT_BYTES = 64 * 1024
_SOMETHING_ELSE = {errno.EEXIST, errno.ENOTDIR, errno.ELOOP}


@dataclass(frozen=True, slots=True)
class HandInFolder:
    """A RecordServer in `folder`, which is made if it is not there; its parent is the stick.

    What failed once is not tried for the next record: a stick that is gone is said at once, and
    what it holds is read to the end all the same.
    """

    folder: Path
    _ready: Event = field(default_factory=Event, repr=False)
    _failed: list[StickTrouble] = field(default_factory=list, repr=False)

    def announce(self, announcement: Announcement) -> EnvioOpened:
        """Return the receipts that lie there for these records; none is verified yet."""
        found = (self._receipt(each.record_id) for each in announcement.waiting)
        return EnvioOpened("", 0, {}, tuple(each for each in found if each is not None))

    def upload(self, record: RecordInfo, envelope: bytes, offset: int) -> Signed:
        """Copy a record. Raises HandedIn once the copy is durable, or StickTrouble."""
        del offset
        if self._failed:
            raise self._failed[0]
        try:
            self._make_ready()
            with stick_named():
                durable.write(self._copy(record), envelope)
        except StickTrouble as trouble:
            self._failed.append(trouble)
            raise
        raise HandedIn

    def clear(self, record: RecordInfo) -> None:
        """Take the copy of a record that was received off the stick; nothing else.

        Raises StickTrouble.
        """
        self._refuse_links()
        with stick_named():
            if self._copy(record).exists():
                durable.erase(self._copy(record))

    def _copy(self, record: RecordInfo) -> Path:
        name = f"{record.counter:08d}-{record.record_id}-{record.sha256}.sobre"
        return self.folder / ENVELOPES / name

    def _make_ready(self) -> None:
        """Make the folders, and sweep what was left half-written: once a visit.

        Never the stick itself: where it stood, a folder of the tablet's own may be.
        """
        self._refuse_links()
        if not self._ready.is_set():
            with stick_named():
                make_durably(self.folder)
                make_durably(self.folder / ENVELOPES)
                durable.folder(self.folder / ENVELOPES)
            self._ready.set()

    def _refuse_links(self) -> None:
        """Raise StickTaken where the stick leads into the tablet's own folders."""
        with stick_named():
            links = self.folder.is_symlink() or (self.folder / ENVELOPES).is_symlink()
        if links:
            raise StickTaken({"name": self.folder.name})

    def _receipt(self, record_id: RecordId) -> Signed | None:
        """Return what lies there for a record; None for what is no file, or too long for one."""
        path = self.folder / RECEIPTS / f"{record_id}.json"
        with suppress(OSError, ValueError):
            if not stat.S_ISREG(path.lstat().st_mode):
                return None
            with path.open("rb") as file:
                content = file.read(_MOST_RECEIPT_BYTES + 1)
            if len(content) <= _MOST_RECEIPT_BYTES:
                return cast("Signed", read_json(Signed, content))
        return None


def make_durably(folder: Path) -> None:
    """Make a folder in one that is there: unplugged from now on, the stick still has it."""
    folder.mkdir(mode=0o700, exist_ok=True)
    durable.settle(folder.parent)


@contextmanager
def stick_named() -> Generator[None]:
    """Convert what the disk refuses inside the block into the StickTrouble that it is."""
    try:
        with durable.trouble_named():
            yield
    except MachineTrouble as trouble:
        raise _of_stick(trouble) from trouble


def _of_stick(trouble: MachineTrouble) -> StickTrouble:
    if isinstance(trouble, StickTrouble):
        return trouble
    if isinstance(trouble, NoSpace):
        return StickFull()
    if isinstance(trouble, NoPermission):
        return StickLocked()
    cause = trouble.__cause__
    if isinstance(cause, OSError) and cause.errno in _SOMETHING_ELSE:
        return StickTaken({"name": Path(cause.filename or "").name})
    return StickGone()

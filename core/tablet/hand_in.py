"""The other way of what waits (25): a folder on a memory stick stands for the server.

Records are copied into it sealed as they are; receipts that it has, by `apoyo central receive`,
are read as an announcement's answer is, and verified by the act that sends.
"""

import errno
import os
import stat
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import cast

from core.domain.apoyos.apoyo import RecordId
from core.domain.apoyos.envio import Announcement, EnvioOpened
from core.domain.apoyos.hand_in import ENVELOPES, RECEIPTS
from core.domain.device.tablet import RecordInfo
from core.domain.values.signed import Signed
from core.tablet import durable
from core.tablet.errors import HandedIn
from core.wire import read_json

_MOST_RECEIPT_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class HandInFolder:
    """A RecordServer in `folder`, which is made if it is not there."""

    folder: Path
    _ready: Event = field(default_factory=Event, repr=False)

    def announce(self, announcement: Announcement) -> EnvioOpened:
        """Return the receipts that lie there for these records; none is verified yet."""
        found = (self._receipt(each.record_id) for each in announcement.waiting)
        return EnvioOpened("", 0, {}, tuple(each for each in found if each is not None))

    def upload(self, record: RecordInfo, envelope: bytes, offset: int) -> Signed:
        """Copy a record. Raises HandedIn once the copy is durable, or MachineTrouble."""
        del offset
        self._refuse_links()
        if not self._ready.is_set():  # it lists the folder: once a visit, not once a record
            durable.folder(durable.folder(self.folder) / ENVELOPES)
            self._ready.set()
        durable.write(self._copy(record), envelope)
        raise HandedIn

    def clear(self, record: RecordInfo) -> None:
        """Take the copy of a record that was received off the stick; nothing else.

        Raises MachineTrouble.
        """
        self._refuse_links()
        if self._copy(record).exists():
            durable.erase(self._copy(record))

    def _copy(self, record: RecordInfo) -> Path:
        name = f"{record.counter:08d}-{record.record_id}-{record.sha256}.sobre"
        return self.folder / ENVELOPES / name

    def _refuse_links(self) -> None:
        """Raise MachineTrouble where the stick leads into the tablet's own folders."""
        with durable.trouble_named():
            if self.folder.is_symlink() or (self.folder / ENVELOPES).is_symlink():
                raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))

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

"""The ledger of receipts (numeral 28): what remains of a record after it is erased."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import cast, overload

from core.domain.apoyos.apoyo import RecordId
from core.domain.device.tablet import KeptReceipt
from core.domain.values.signed import Signed
from core.tablet import durable
from core.tablet.listing import Listing
from core.wire import read_json, to_json

_DIGITS = 8
_NAME = re.compile(rf"[0-9]{{{_DIGITS}}}-[0-9a-f]{{32}}\.json")


@dataclass(frozen=True, slots=True)
class FolderLedger:
    """A ReceiptLedger in `folder`: one file a receipt, named number-record id.

    Names are held in memory, receipts are not: each is read when it is looked at. One that does not
    read still says its number, by its name, and when it was written: no number is given twice.
    """

    folder: Path
    _names: Listing[str] = field(init=False)

    def __post_init__(self) -> None:
        """List nothing yet: the first call that asks for what is kept does."""
        object.__setattr__(self, "_names", Listing(self.folder, _own, str))

    @classmethod
    def at(cls, folder: Path) -> "FolderLedger":
        """Return the ledger of a folder, removing files left half-written by a power cut."""
        return cls(durable.folder(folder))

    def keep(self, record_id: RecordId, receipt: KeptReceipt) -> None:
        name = _name(record_id, receipt.counter)
        if not self._is_there(name):
            durable.write(self.folder / name, to_json(receipt))
            self._names.add(name)

    def holds(self, record_id: RecordId, counter: int) -> bool:
        name = _name(record_id, counter)
        return self._names.starting(name) is not None and self._is_there(name)

    def kept(self) -> Sequence[KeptReceipt]:
        return ReceiptsRead(self.folder, self._names.all())

    def last(self) -> KeptReceipt | None:
        name = self._names.last()
        if name is not None and not self._is_there(name):
            self._names.all()  # it went behind this ledger's back
            name = self._names.last()
        return _read(self.folder / name) if name is not None else None

    def _is_there(self, name: str) -> bool:
        with durable.trouble_named():
            return (self.folder / name).exists()


@dataclass(frozen=True, slots=True)
class ReceiptsRead(Sequence[KeptReceipt]):
    """The receipts of these files. Taking one raises MachineTrouble where it cannot be read."""

    folder: Path
    names: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.names)

    @overload
    def __getitem__(self, place: int) -> KeptReceipt: ...
    @overload
    def __getitem__(self, place: slice) -> "ReceiptsRead": ...
    def __getitem__(self, place: int | slice) -> "KeptReceipt | ReceiptsRead":
        if isinstance(place, slice):
            return ReceiptsRead(self.folder, self.names[place])
        return _read(self.folder / self.names[place])


def _name(record_id: RecordId, counter: int) -> str:
    return f"{counter:08d}-{record_id}.json"


def _own(name: str) -> str | None:
    return name if _NAME.fullmatch(name) else None


def _read(path: Path) -> KeptReceipt:
    with durable.trouble_named():
        content, written = path.read_bytes(), path.stat().st_mtime
    try:
        return cast("KeptReceipt", read_json(KeptReceipt, content))
    except ValueError:
        at = datetime.fromtimestamp(written, UTC)
        return KeptReceipt(int(path.name[:_DIGITS]), "", "", at, Signed("", "", "", ""))

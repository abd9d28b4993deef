"""The ledger of receipts (numeral 28): what remains of a record after it is erased."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from core.domain.apoyo import RecordId
from core.domain.tablet import KeptReceipt
from core.tablet import durable
from core.wire import read_json, to_json

_NAME = re.compile(r"[0-9]{8}-[0-9a-f]{32}\.json")


@dataclass(frozen=True, slots=True)
class FolderLedger:
    """A ReceiptLedger in `folder`: one file a receipt, named number-record id."""

    folder: Path

    @classmethod
    def at(cls, folder: Path) -> "FolderLedger":
        """Return the ledger of a folder, removing files left half-written by a power cut."""
        return cls(durable.folder(folder))

    def keep(self, record_id: RecordId, receipt: KeptReceipt) -> None:
        if not self.holds(record_id):
            name = f"{receipt.counter:08d}-{record_id}.json"
            durable.write(self.folder / name, to_json(receipt))

    def holds(self, record_id: RecordId) -> bool:
        return any(each.stem[9:] == record_id for each in self._files())

    def kept(self) -> Sequence[KeptReceipt]:
        return [_read(each) for each in self._files()]

    def last(self) -> KeptReceipt | None:
        files = self._files()
        return _read(files[-1]) if files else None

    def _files(self) -> list[Path]:
        with durable.trouble_named():
            return sorted(each for each in self.folder.iterdir() if _NAME.fullmatch(each.name))


def _read(path: Path) -> KeptReceipt:
    with durable.trouble_named():
        content = path.read_bytes()
    return cast("KeptReceipt", read_json(KeptReceipt, content))

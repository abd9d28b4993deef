"""What is killed: a save, an erasure, a run of the sender, each in a folder of its own."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from core.domain.apoyos.envio import Receipt, folio
from core.domain.device.tablet import Citizen
from core.procedure.n23_save_apoyo import SaveApoyo
from core.procedure.n28_erase_sent import EraseSent
from core.sealing.envelope import read_header
from core.sealing.receipt import ServerReceipts
from core.sealing.sealer import DeviceSealer, sealed_size
from core.tablet.queue import FolderQueue
from core.tablet.receipts import FolderLedger
from core.tablet.repeats import FolderRepeats
from core.tablet.time_bound import LastKnownTime
from tests.fakes.apoyos import SAVED_AT, an_apoyo
from tests.fakes.clock import SetClock
from tests.fakes.receipts import make_receipt
from tests.fakes.tablet import (
    CAPTURE_ENDS_AT,
    DEVICE,
    SIGNING,
    MemoryPackets,
    a_packet,
    capture_facts,
)
from tests.tablet.sealed import a_sealed

NEEDLE = b"\xff\xd8 MUESTRA de una foto que nadie debe hallar " * 400
CITIZEN = Citizen("gubernatura", "MSFCXX80010109M100", "123456789")


@dataclass(frozen=True, slots=True)
class Disk:
    """The tablet's parts on one folder, opened as the app opens them."""

    queue: FolderQueue
    ledger: FolderLedger
    repeats: FolderRepeats

    @classmethod
    def at(cls, folder: Path) -> "Disk":
        return cls(
            FolderQueue.at(folder / "queue", read_header),
            FolderLedger.at(folder / "receipts"),
            FolderRepeats.at(folder / "queue", lambda: bytes(32)),
        )

    @property
    def erase(self) -> EraseSent:
        return EraseSent(self.queue, self.ledger, self.repeats)


def prepare(folder: Path) -> None:
    """Leave two records that wait, with their notes."""
    disk = Disk.at(folder)
    for counter in (1, 2):
        sealed = a_sealed(counter, size=100_000)
        disk.queue.put(sealed)
        disk.repeats.note(sealed.record_id, CITIZEN)


def preallocate(folder: Path) -> None:
    """Set the place of a third record aside as the app does: a usual one, then its own."""
    disk = Disk.at(folder)
    for size in (200_000, sealed_size(an_apoyo(NEEDLE))):
        disk.queue.preallocate(size)


def save_in_its_room(folder: Path) -> None:
    """Save a third record in the place that was set aside."""
    preallocate(folder)
    save(folder)


def save(folder: Path) -> None:
    """Save a third record."""
    disk = Disk.at(folder)
    act = SaveApoyo(
        sealer=DeviceSealer.of_packet(DEVICE, a_packet()),
        queue=disk.queue,
        ledger=disk.ledger,
        repeats=disk.repeats,
        clock=SetClock(CAPTURE_ENDS_AT - timedelta(days=7)),
        bound=LastKnownTime(MemoryPackets(a_packet()), disk.queue, disk.ledger),
    )
    act(capture_facts(), an_apoyo(NEEDLE), a_packet())


def erase(folder: Path) -> None:
    """Erase the first record by its receipt."""
    disk = Disk.at(folder)
    record = disk.queue.pending()[0]
    receipt = Receipt(record.record_id, record.sha256, folio("000123", 1), SAVED_AT, 1)
    signed = make_receipt(receipt, by=SIGNING)
    checked = ServerReceipts(SIGNING.public_key()).check(signed, record)
    disk.erase(record, signed, checked)
    disk.erase.settle()


def finish(folder: Path) -> None:
    """Do what the app does when it is opened again."""
    Disk.at(folder).erase.finish()

"""What one save and one sent record do on disk is the same however many wait or were sent."""

import io
import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from core.domain.apoyos.apoyo import RecordId
from core.domain.apoyos.envio import Receipt, folio
from core.domain.device.tablet import Citizen, KeptReceipt
from core.procedure.n23_save_apoyo import SaveApoyo
from core.sealing.sealer import DeviceSealer
from core.sealing.signed import sign
from core.tablet.errors import HandedIn
from core.tablet.hand_in import HandInFolder
from core.tablet.time_bound import LastKnownTime
from tests.fakes.apoyos import SAVED_AT, an_apoyo
from tests.fakes.clock import SetClock
from tests.fakes.tablet import (
    CAPTURE_ENDS_AT,
    DEVICE,
    SIGNING,
    MemoryPackets,
    a_packet,
    capture_facts,
)
from tests.kill.acts import Disk
from tests.tablet.sealed import a_sealed

SIZES = (3, 60)
ANA = Citizen("gubernatura", "MSFCXX80010109M100", "123456789")
SIGNED = sign("recibo", b"{}", by=SIGNING)
_LISTINGS = ("scandir", "listdir")
_COUNTED = (*((os, name) for name in _LISTINGS), (os, "open"), (io, "open"))


@contextmanager
def counted() -> Iterator[Counter[str]]:
    """Count the folders listed and the files opened in the block, by os or by pathlib."""
    count: Counter[str] = Counter()

    def counting(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:  # noqa: ANN401  it stands for any call
            count[name] += 1
            return real(*args, **named)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for module, name in _COUNTED:
            patch.setattr(module, name, counting(name, getattr(module, name)))
        yield count


def a_disk(folder: Path, size: int) -> Disk:
    """Return a tablet where `size` wait and `size` were sent, opened and looked at once."""
    disk = Disk.at(folder)
    for counter in range(1, size + 1):
        name = RecordId(f"{counter:032x}")
        disk.ledger.keep(
            name, KeptReceipt(counter, "000123", folio("000123", counter), SAVED_AT, SIGNED)
        )
    for counter in range(size + 1, 2 * size + 1):
        sealed = a_sealed(counter)
        disk.queue.put(sealed)
        disk.repeats.note(sealed.record_id, replace(ANA, clave=f"X{counter}", cic=f"{counter}"))
    disk = Disk.at(folder)
    assert (len(disk.queue.pending()), len(disk.ledger.kept())) == (size, size)
    assert disk.ledger.last() is not None
    assert not disk.repeats.seen(ANA)
    return disk


def _save(disk: Disk, size: int) -> None:
    assert not disk.repeats.seen(ANA)
    packet = a_packet()
    act = SaveApoyo(
        sealer=DeviceSealer.of_packet(DEVICE, packet),
        queue=disk.queue,
        ledger=disk.ledger,
        repeats=disk.repeats,
        clock=SetClock(CAPTURE_ENDS_AT - timedelta(days=7)),
        bound=LastKnownTime(MemoryPackets(packet), disk.queue, disk.ledger),
    )
    assert act(capture_facts(), an_apoyo(), packet) == 2 * size + 1


def _erase(disk: Disk, _size: int) -> None:
    record = disk.queue.pending()[0]
    receipt = Receipt(record.record_id, record.sha256, folio("000123", 1), SAVED_AT, 1)
    disk.erase(record, SIGNED, receipt)


@pytest.mark.parametrize("act", [_save, _erase])
def test_a_save_and_a_sent_record_list_nothing_and_open_no_other_record(
    tmp_path: Path, act: Callable[[Disk, int], None]
) -> None:
    counts = []
    for size in SIZES:
        disk = a_disk(tmp_path / str(size), size)
        with counted() as count:
            act(disk, size)
        assert not any(count[each] for each in _LISTINGS)
        counts.append(count)
    assert counts[0] == counts[1]
    assert counts[0]["open"]


def test_a_run_waits_for_the_disk_once_for_many_erasures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk, synced = a_disk(tmp_path, SIZES[0]), []
    for counter in range(100, 120):
        disk.queue.put(a_sealed(counter))
    records = [each for each in disk.queue.pending() if each.counter >= 100]
    monkeypatch.setattr("core.durable.sync_folder", synced.append)
    for record in records:
        disk.queue.erase(record)
    assert len(synced) == 1, "after sixteen"
    for _ in range(2):
        disk.queue.settle()
    assert synced == [disk.queue.folder] * 2
    assert len(disk.queue.pending()) == SIZES[0]


def test_a_look_after_a_save_lists_the_folder_once_and_opens_nothing(tmp_path: Path) -> None:
    disk = a_disk(tmp_path, SIZES[1])
    _save(disk, SIZES[1])
    with counted() as count:
        assert len(disk.queue.pending()) == SIZES[1] + 1
        assert len(disk.queue.pending()) == SIZES[1] + 1
        assert len(disk.ledger.kept()) == SIZES[1]
    assert count == {"scandir": 1}


def test_the_start_of_a_run_opens_no_record(tmp_path: Path) -> None:
    disk = a_disk(tmp_path, SIZES[1])
    with counted() as count:
        disk.erase.finish()
    assert not count["open"]
    assert sum(count.values()) == 1  # the notes, for those of records that wait no longer


def test_a_copy_on_a_stick_lists_it_once_a_visit(tmp_path: Path) -> None:
    disk = a_disk(tmp_path / "tableta", SIZES[0])
    stick = HandInFolder(tmp_path / "memoria")
    counts = []
    for record in disk.queue.pending():
        with counted() as count:
            with pytest.raises(HandedIn):
                stick.upload(record, disk.queue.envelope(record), 0)
            stick.clear(record)
        counts.append(sum(count[each] for each in _LISTINGS))
    assert counts[0] > 0
    assert set(counts[1:]) == {0}


def test_a_look_reads_the_newest_receipts_alone(tmp_path: Path) -> None:
    disk = a_disk(tmp_path, SIZES[1])
    with counted() as count:
        newest = list(disk.ledger.kept()[-4:])
    assert [each.counter for each in newest] == [57, 58, 59, 60]
    assert count == {"open": 4}


def test_a_note_that_was_forgotten_or_made_is_known_without_reading_the_others(
    tmp_path: Path,
) -> None:
    disk = a_disk(tmp_path, SIZES[1])
    disk.repeats.note(RecordId("e" * 32), ANA)
    assert disk.repeats.seen(ANA)
    disk.repeats.forget(RecordId("e" * 32))
    with counted() as count:
        assert not disk.repeats.seen(ANA)
    assert not count

"""One program a data folder, a log without personal data, and the clock's lower bound."""

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest

from core.domain.device.tablet import KeptReceipt
from core.sealing.signed import sign
from core.tablet.errors import AlreadyOpen
from core.tablet.lock import hold
from core.tablet.log import FolderLog
from core.tablet.time_bound import LastKnownTime
from tests.fakes.apoyos import SAVED_AT
from tests.fakes.clock import SetClock
from tests.fakes.tablet import (
    SIGNING,
    STARTS_AT,
    MemoryLedger,
    MemoryPackets,
    MemoryQueue,
    a_packet,
)
from tests.tablet.sealed import a_sealed


def test_a_data_folder_is_held_by_one_program(tmp_path: Path) -> None:
    handle = hold(tmp_path)
    with pytest.raises(AlreadyOpen):
        hold(tmp_path)
    os.close(handle)
    os.close(hold(tmp_path))


def test_a_line_says_when_and_what(tmp_path: Path) -> None:
    FolderLog.at(tmp_path, SetClock()).note("guardado", {"registro": "7"})
    line = json.loads((tmp_path / "tableta.log").read_text())
    assert line == {"at": SAVED_AT.isoformat(), "what": "guardado", "registro": "7"}


def test_a_full_log_takes_the_place_of_the_older_one(tmp_path: Path) -> None:
    log = FolderLog.at(tmp_path, SetClock())
    for _ in range(2):
        (tmp_path / "tableta.log").write_bytes(b"x" * 600_000)
        log.note("guardado", {})
    assert sorted(each.name for each in tmp_path.iterdir()) == ["tableta.1.log", "tableta.log"]
    assert (tmp_path / "tableta.log").stat().st_size < 200


def test_nothing_known_is_no_bound() -> None:
    assert LastKnownTime(MemoryPackets(), MemoryQueue(), MemoryLedger()).latest() is None


def test_the_bound_is_the_latest_of_packet_record_and_receipt() -> None:
    queue, ledger = MemoryQueue(), MemoryLedger()
    packets = MemoryPackets(a_packet())
    assert LastKnownTime(packets, queue, ledger).latest() == STARTS_AT
    queue.put(a_sealed(1))
    assert LastKnownTime(packets, queue, ledger).latest() == SAVED_AT
    assert LastKnownTime(MemoryPackets(), queue, ledger).latest() == SAVED_AT
    later = SAVED_AT + timedelta(hours=1)
    receipt = KeptReceipt(2, "000123", "f", later, sign("recibo", b"", by=SIGNING))
    ledger.keep(a_sealed(2).record_id, receipt)
    assert LastKnownTime(packets, queue, ledger).latest() == later

"""One contract for receipts and for notes of repeats, in memory and on disk."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.domain.apoyos.apoyo import RecordId
from core.domain.apoyos.envio import folio
from core.domain.device.tablet import Citizen, KeptReceipt
from core.ports.tablet import ReceiptLedger, RepeatNotes
from core.sealing.signed import sign
from core.tablet.receipts import FolderLedger
from core.tablet.repeats import FolderRepeats
from tests.fakes.apoyos import SAVED_AT
from tests.fakes.tablet import SIGNING, MemoryLedger, MemoryRepeats

KEY = bytes(range(32))
ANA = Citizen("gubernatura", "MSFCXX80010109M100", "123456789")


def kept(counter: int) -> KeptReceipt:
    signed = sign("recibo", b"{}", by=SIGNING)
    return KeptReceipt(counter, "000123", folio("000123", counter), SAVED_AT, signed)


def name(counter: int) -> RecordId:
    return RecordId(f"{counter:032x}")


@pytest.fixture(params=["memory", "folder"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> ReceiptLedger:
    if request.param == "memory":
        return MemoryLedger()
    return FolderLedger.at(tmp_path / "receipts")


@pytest.fixture(params=["memory", "folder"])
def repeats(request: pytest.FixtureRequest, tmp_path: Path) -> RepeatNotes:
    if request.param == "memory":
        return MemoryRepeats()
    return FolderRepeats.at(tmp_path / "queue", lambda: KEY)


def test_receipts_come_by_number(ledger: ReceiptLedger) -> None:
    for counter in (12, 3):
        ledger.keep(name(counter), kept(counter))
    assert list(ledger.kept()) == [kept(3), kept(12)]
    assert ledger.last() == kept(12)


def test_an_empty_ledger_has_no_last(ledger: ReceiptLedger) -> None:
    assert ledger.last() is None
    assert not ledger.holds(name(1), 1)


def test_the_first_receipt_of_a_record_stays(ledger: ReceiptLedger) -> None:
    ledger.keep(name(1), kept(1))
    ledger.keep(name(1), replace(kept(1), folio=folio("000123", 9)))
    assert list(ledger.kept()) == [kept(1)]
    assert ledger.holds(name(1), 1)


def test_receipts_are_there_when_opened_again(tmp_path: Path) -> None:
    FolderLedger.at(tmp_path).keep(name(1), kept(1))
    assert list(FolderLedger.at(tmp_path).kept()) == [kept(1)]


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe\x00"])
def test_a_receipt_that_no_longer_reads_keeps_its_number_and_stops_nothing(
    tmp_path: Path, content: bytes
) -> None:
    for counter in (3, 7):
        FolderLedger.at(tmp_path).keep(name(counter), kept(counter))
    (tmp_path / f"00000007-{name(7)}.json").write_bytes(content)
    ledger = FolderLedger.at(tmp_path)
    last = ledger.last()
    assert last is not None
    assert (last.counter, last.folio) == (7, "")
    assert [each.folio for each in ledger.kept()] == [kept(3).folio, ""]
    assert ledger.holds(name(7), 7)


def test_the_same_clave_or_the_same_cic_is_seen(repeats: RepeatNotes) -> None:
    repeats.note(name(1), ANA)
    assert repeats.seen(ANA)
    assert repeats.seen(replace(ANA, cic=""))
    assert repeats.seen(replace(ANA, clave=""))
    assert repeats.seen(replace(ANA, clave="OTRA"))


def test_another_cargo_or_another_citizen_is_not_seen(repeats: RepeatNotes) -> None:
    repeats.note(name(1), ANA)
    assert not repeats.seen(replace(ANA, cargo="diputacion"))
    assert not repeats.seen(Citizen("gubernatura", "OTRA", "999999999"))


def test_what_is_missing_is_nobody(repeats: RepeatNotes) -> None:
    repeats.note(name(1), Citizen("gubernatura", "", ""))
    assert not repeats.seen(Citizen("gubernatura", "", ""))


def test_a_forgotten_record_is_not_seen(repeats: RepeatNotes) -> None:
    repeats.note(name(1), ANA)
    assert repeats.noted() == {name(1)}
    repeats.forget(name(1))
    repeats.forget(name(2))
    assert not repeats.seen(ANA)
    assert not repeats.noted()


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\0", b"zz" * 16])
def test_a_damaged_note_warns_of_nobody_and_can_be_forgotten(
    tmp_path: Path, content: bytes
) -> None:
    repeats = FolderRepeats.at(tmp_path, lambda: KEY)
    repeats.note(name(1), ANA)
    repeats.note(name(2), ANA)
    (tmp_path / f"{name(2)}.repetido").write_bytes(content)
    for each in (repeats, FolderRepeats.at(tmp_path, lambda: KEY)):
        assert each.seen(ANA)
        assert not each.seen(replace(ANA, clave="OTRA", cic="OTRO"))
    repeats.forget(name(2))
    assert repeats.noted() == {name(1)}


def test_a_note_holds_neither_clave_nor_cic_nor_their_plain_hash(tmp_path: Path) -> None:
    import hashlib

    FolderRepeats.at(tmp_path, lambda: KEY).note(name(1), ANA)
    (path,) = tmp_path.iterdir()
    text = path.read_text()
    assert len(text.split()) == 2
    for value in (ANA.clave, ANA.cic):
        assert value not in text
        assert hashlib.sha256(value.encode()).hexdigest()[:32] not in text


def test_another_device_makes_other_notes(tmp_path: Path) -> None:
    FolderRepeats.at(tmp_path, lambda: KEY).note(name(1), ANA)
    assert not FolderRepeats.at(tmp_path, lambda: bytes(32)).seen(ANA)

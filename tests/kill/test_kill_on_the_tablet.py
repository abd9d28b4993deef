"""SIGKILL at every call of a save and of an erasure: all or nothing, and nothing in clear."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from core.sealing.envelope import open_sealed
from core.sealing.payload import decode
from tests.fakes.apoyos import an_apoyo
from tests.fakes.tablet import DEVICE, ELECTION
from tests.kill.acts import CITIZEN, NEEDLE, Disk, prepare

ROOT = Path(__file__).parents[2]
NEEDLES = (NEEDLE[:64], NEEDLE[640:704], b"FICTICIA", CITIZEN.clave.encode())


def killed(act: str, folder: Path) -> tuple[list[Path], list[str]]:
    """Return the folder of each killed run and, last, of the one that lived; and its calls."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.uncollected", "tests.kill.child", act, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lines = [line.split(" ", 1) for line in done.stdout.splitlines()]
    assert all(said == "muerto" for _, said in lines[:-1])
    return [folder / k for k, _ in lines], lines[-1][1].split(",")


def in_clear(folder: Path) -> list[tuple[str, bytes]]:
    """Return what of the citizen stands readable anywhere in a folder."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [(p.name, n) for p in files for n in NEEDLES if n in p.read_bytes()]


def test_a_planted_needle_is_found(tmp_path: Path) -> None:
    (tmp_path / "x.partial").write_bytes(b"..." + NEEDLE[:100])
    assert in_clear(tmp_path)


@pytest.mark.parametrize("act", ["save", "save_in_its_room"])
def test_a_save_killed_anywhere_leaves_nothing_or_the_whole_record(
    tmp_path: Path, act: str
) -> None:
    folders, calls = killed(act, tmp_path)
    assert len(folders) == len(calls) + 1
    whole = 0
    for folder in folders:
        assert not in_clear(folder)
        disk = Disk.at(folder)
        records = disk.queue.pending()
        assert [each.counter for each in records] in ([1, 2], [1, 2, 3])
        for record in records:
            payload = open_sealed(
                disk.queue.envelope(record), own=ELECTION, device=DEVICE.public_key()
            )
            if record.counter == 3:
                whole += 1
                assert decode(payload) == an_apoyo(NEEDLE)
        assert not list(folder.rglob("*.partial"))
    assert len(Disk.at(folders[-1]).queue.pending()) == 3
    assert whole == 9  # from the call after the rename on


def test_a_save_is_written_through_before_it_has_its_name(tmp_path: Path) -> None:
    named = ["fsync", "replace", "open", "fsync"]
    sealed = ["open", "write", "write", "ftruncate", "fsync", "write", *named]
    noted = ["open", "write", *named]
    room = ["open", "write", "fsync", "open", "fsync"]
    fitted = ["open", "ftruncate", "fsync", "open", "fsync"]
    (tmp_path / "bare").mkdir()
    assert killed("save", tmp_path / "bare")[1] == sealed + noted
    assert killed("save_in_its_room", tmp_path)[1] == room + fitted + sealed + noted


def test_an_erasure_waits_for_the_disk_three_times(tmp_path: Path) -> None:
    kept = ["open", "write", "fsync", "replace", "open", "fsync"]
    gone = ["unlink", "unlink", "open", "fsync"]  # its note and the record, in one folder
    assert killed("erase", tmp_path)[1] == kept + gone


def test_an_erasure_killed_anywhere_never_loses_a_record_without_its_receipt(
    tmp_path: Path,
) -> None:
    folders, calls = killed("erase", tmp_path)
    for folder in folders:
        disk = Disk.at(folder)
        waiting = {each.counter for each in disk.queue.pending()}
        receipted = {each.counter for each in disk.ledger.kept()}
        assert waiting | receipted == {1, 2}
        assert 2 in waiting
        for record in disk.queue.pending():
            disk.queue.envelope(record)
        disk.erase.finish()
        after = {each.counter for each in disk.queue.pending()}
        assert after == waiting - receipted
        assert len(disk.repeats.noted()) == len(after)
    assert calls.index("replace") < calls.index("unlink")
    assert {each.counter for each in Disk.at(folders[-1]).queue.pending()} == {2}


@pytest.mark.parametrize("noted", [True, False])
def test_a_restart_killed_anywhere_ends_the_same_at_the_next(tmp_path: Path, noted: bool) -> None:  # noqa: FBT001  a case
    halted = tmp_path / "0"
    prepare(halted)
    _erased_but_not_gone(halted, noted=noted)
    for k in range(1, 12):
        shutil.copytree(halted, tmp_path / str(k))
    folders, _ = killed("finish", tmp_path)
    for folder in folders:
        disk = Disk.at(folder)
        disk.erase.finish()
        assert [each.counter for each in disk.queue.pending()] == [2]
        assert len(disk.repeats.noted()) == 1


def _erased_but_not_gone(folder: Path, *, noted: bool) -> None:
    """Leave a tablet that stopped once its receipt was kept, or once its record was gone."""
    from core.domain.apoyos.envio import folio
    from core.domain.device.tablet import KeptReceipt
    from core.sealing.signed import sign
    from tests.fakes.apoyos import SAVED_AT
    from tests.fakes.tablet import SIGNING

    disk = Disk.at(folder)
    record = disk.queue.pending()[0]
    signed = sign("recibo", b"{}", by=SIGNING)
    kept = KeptReceipt(1, record.aspirante, folio("000123", 1), SAVED_AT, signed)
    disk.ledger.keep(record.record_id, kept)
    if not noted:
        disk.queue.erase(record)

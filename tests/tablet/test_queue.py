"""One contract for the queue in memory and the queue on disk; then what only a disk can show."""

import os
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest

from core.domain.apoyos.apoyo import RecordId
from core.errors import MachineTrouble
from core.ports.tablet import ApoyoQueue
from core.sealing.envelope import read_header
from core.tablet.errors import NoPermission, NoSpace, RecordDamaged
from core.tablet.queue import FolderQueue
from tests.fakes.apoyos import SAVED_AT
from tests.fakes.tablet import MemoryQueue
from tests.tablet.sealed import a_sealed, whole


@pytest.fixture(params=["memory", "folder"])
def queue(request: pytest.FixtureRequest, tmp_path: Path) -> ApoyoQueue:
    if request.param == "memory":
        return MemoryQueue()
    return FolderQueue.at(tmp_path / "queue", read_header)


def test_putting_a_record_twice_keeps_one(queue: ApoyoQueue) -> None:
    queue.put(a_sealed(1))
    queue.put(a_sealed(1))
    assert [each.counter for each in queue.pending()] == [1]


def test_what_waits_comes_by_its_number(queue: ApoyoQueue) -> None:
    for counter in (3, 1, 2):
        queue.put(a_sealed(counter))
    assert [each.counter for each in queue.pending()] == [1, 2, 3]


def test_a_record_says_what_its_header_says(queue: ApoyoQueue) -> None:
    sealed = a_sealed(7, aspirante="000999", size=100)
    queue.put(sealed)
    (record,) = queue.pending()
    assert (record.record_id, record.aspirante) == (sealed.record_id, "000999")
    assert (record.size, record.sha256) == (len(whole(sealed)), sealed.sign().sha256)
    assert record.saved_at == SAVED_AT


def test_the_envelope_comes_out_as_it_went_in(queue: ApoyoQueue) -> None:
    sealed = a_sealed(1, size=200_000)
    queue.put(sealed)
    (record,) = queue.pending()
    assert queue.envelope(record) == whole(sealed)


def test_an_erased_record_is_gone(queue: ApoyoQueue) -> None:
    queue.put(a_sealed(1))
    queue.put(a_sealed(2))
    (first, second) = queue.pending()
    queue.erase(first)
    assert list(queue.pending()) == [second]
    with pytest.raises(RecordDamaged):
        queue.envelope(first)


def test_erasing_the_unknown_changes_nothing(queue: ApoyoQueue) -> None:
    queue.put(a_sealed(1))
    (record,) = queue.pending()
    queue.erase(replace(record, record_id=RecordId("f" * 32)))
    assert len(queue.pending()) == 1


def test_the_last_is_the_one_with_the_highest_number(queue: ApoyoQueue) -> None:
    assert queue.last() is None
    for counter in (2, 11, 9):
        queue.put(a_sealed(counter))
    last = queue.last()
    assert last is not None
    assert last.counter == 11


def test_a_record_of_other_bytes_is_damaged(queue: ApoyoQueue) -> None:
    queue.put(a_sealed(1))
    (record,) = queue.pending()
    with pytest.raises(RecordDamaged):
        queue.envelope(replace(record, sha256="0" * 64))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "queue"


def test_it_is_there_when_opened_again(folder: Path) -> None:
    FolderQueue.at(folder, read_header).put(a_sealed(1))
    assert len(FolderQueue.at(folder, read_header).pending()) == 1


def test_the_disk_has_each_record_once_and_nothing_of_an_erased_one(
    folder: Path, tmp_path: Path
) -> None:
    """Under no other name, and in no other folder of the tablet."""
    opened = FolderQueue.at(folder, read_header)
    records = {counter: a_sealed(counter) for counter in (1, 2)}
    bodies = {counter: b"".join(each.body)[-64:] for counter, each in records.items()}
    for each in records.values():
        opened.put(each)
    found = _files_with(tmp_path, bodies)
    assert {counter: len(each) for counter, each in found.items()} == {1: 1, 2: 1}
    opened.erase(opened.pending()[0])
    assert _files_with(tmp_path, bodies) == {1: [], 2: found[2]}
    assert [each for each in tmp_path.rglob("*") if each.is_file()] == found[2]


def _files_with(folder: Path, needles: dict[int, bytes]) -> dict[int, list[Path]]:
    files = [each for each in sorted(folder.rglob("*")) if each.is_file()]
    return {
        name: [each for each in files if needle in each.read_bytes()]
        for name, needle in needles.items()
    }


def test_only_its_owner_reads_it(folder: Path) -> None:
    FolderQueue.at(folder, read_header).put(a_sealed(1))
    assert folder.stat().st_mode & 0o777 == 0o700
    assert next(folder.iterdir()).stat().st_mode & 0o777 == 0o600


def test_what_a_cut_left_half_written_is_removed_at_the_start(folder: Path) -> None:
    folder.mkdir()
    (folder / "00000001-x.sobre.partial").write_bytes(b"medio")
    (folder / "notas.txt").write_text("de otro")
    assert not FolderQueue.at(folder, read_header).pending()
    assert [each.name for each in folder.iterdir()] == ["notas.txt"]


def test_a_bit_lost_by_the_storage_is_found(folder: Path) -> None:
    queue = FolderQueue.at(folder, read_header)
    queue.put(a_sealed(1))
    (path,) = folder.iterdir()
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    (record,) = queue.pending()
    with pytest.raises(RecordDamaged):
        queue.envelope(record)


def test_a_front_that_no_longer_reads_hides_no_other_record(folder: Path) -> None:
    queue = FolderQueue.at(folder, read_header)
    queue.put(a_sealed(1))
    queue.put(a_sealed(2))
    first = min(folder.iterdir())
    first.write_bytes(b"")
    damaged, whole = FolderQueue.at(folder, read_header).pending()
    assert (damaged.counter, damaged.aspirante) == (1, "")
    assert whole.counter == 2
    with pytest.raises(RecordDamaged):
        queue.envelope(damaged)


@pytest.mark.parametrize(
    ("number", "error"), [(28, NoSpace), (122, NoSpace), (30, NoPermission), (5, MachineTrouble)]
)
@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace"])
def test_what_the_disk_refuses_leaves_nothing_half_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, error: type[Exception]
) -> None:
    queue = FolderQueue.at(folder, read_header)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, "disco ficticio")

    with monkeypatch.context() as patched:
        patched.setattr(os, call, refuse)
        with pytest.raises(error) as caught:
            queue.put(a_sealed(1))
    assert type(caught.value) is error
    assert not list(folder.iterdir())
    queue.put(a_sealed(1))
    assert len(queue.pending()) == 1


def test_what_goes_or_comes_behind_its_back_is_seen(folder: Path) -> None:
    queue = FolderQueue.at(folder, read_header)
    queue.put(a_sealed(1))
    queue.put(a_sealed(2))
    (gone, left) = queue.pending()
    min(folder.iterdir()).unlink()
    with pytest.raises(RecordDamaged):
        queue.envelope(gone)
    assert list(queue.pending()) == [left]
    FolderQueue.at(folder, read_header).put(a_sealed(3))
    assert [each.counter for each in queue.pending()] == [2, 3]
    queue.put(a_sealed(1))
    assert [each.counter for each in queue.pending()] == [1, 2, 3]


def test_a_record_whose_file_is_gone_is_put_again(folder: Path) -> None:
    queue = FolderQueue.at(folder, read_header)
    queue.put(a_sealed(1))
    next(folder.iterdir()).unlink()
    queue.put(a_sealed(1))
    assert len(FolderQueue.at(folder, read_header).pending()) == 1


def test_five_thousand_that_wait_are_listed_without_their_bytes(folder: Path) -> None:
    queue = FolderQueue.at(folder, read_header)
    front = whole(a_sealed(1))[:1024]
    for counter in range(1, 5001):
        name = f"{counter:08d}-{counter:032x}-{'0' * 64}.sobre"
        with (folder / name).open("wb") as file:
            file.write(front)
            file.truncate(1_500_000)  # a hole: the disk holds one block
    tracemalloc.start()
    waiting = queue.pending()
    assert len(waiting) == 5000
    ours = tracemalloc.take_snapshot().filter_traces(
        [tracemalloc.Filter(inclusive=True, filename_pattern="*/core/*")]
    )
    tracemalloc.stop()
    held = sum(each.size for each in ours.statistics("filename"))
    assert held / 5000 < 200  # what a thread of another test allocates meanwhile is not counted

"""Sealed envelopes in a folder: durable before promised, whatever moment the power goes."""

import hashlib
import os
import signal
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.central.apoyos.blobs import FolderBlobs, PartBounds
from core.domain.apoyos.apoyo import RecordId
from core.domain.apoyos.apoyo_errors import OffsetDiffers

RECORD = RecordId("a1" * 16)
CONTENT = bytes(range(256)) * 40
SHA = hashlib.sha256(CONTENT).hexdigest()


@dataclass(frozen=True)
class Store:
    """What uploads do with blobs, each step by an upload of its own."""

    blobs: FolderBlobs

    @classmethod
    def of(cls, folder: Path, bringer: str = "", *bounds: PartBounds) -> "Store":
        return cls(FolderBlobs(folder, bringer, *bounds))

    def held(self, record: RecordId, sha256: str) -> int:
        return self.blobs.held([(record, sha256)])[record]

    def append(self, record: RecordId, sha256: str, offset: int, part: bytes) -> int:
        with closing(self.blobs.growing(record, sha256)) as growing:
            growing.append(offset, part)
            return growing.promise()

    def finish(self, record: RecordId, sha256: str, offset: int, rest: bytes) -> None:
        with closing(self.blobs.growing(record, sha256)) as growing:
            growing.finish(offset, rest)
        self.blobs.sync()

    def discard(self, record: RecordId, sha256: str) -> None:
        self.blobs.growing(record, sha256).discard()

    def content(self, record: RecordId, sha256: str) -> bytes:
        """Return what an upload that goes on reads of it."""
        with closing(self.blobs.growing(record, sha256)) as growing:
            return b"".join(growing.pieces(self.held(record, sha256)))


@pytest.fixture
def blobs(tmp_path: Path) -> Store:
    return Store.of(tmp_path / "blobs")


def test_what_arrives_whole_is_a_blob_by_one_fsync_and_its_folder_by_another(
    blobs: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    blobs.append(RecordId("b2" * 16), SHA, 0, CONTENT)  # makes both folders
    synced: list[str] = []

    def fsync(handle: int) -> None:
        synced.append(str(Path(f"/proc/self/fd/{handle}").readlink()).removeprefix(str(folder)))

    folder = blobs.blobs.folder
    monkeypatch.setattr(os, "fsync", fsync)
    blobs.finish(RECORD, SHA, 0, CONTENT)
    assert synced == [f"/partes/{RECORD}-{SHA}-", ""]
    assert blobs.content(RECORD, SHA) == CONTENT


def test_a_part_is_promised_with_its_name(blobs: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []

    def fsync(handle: int) -> None:
        synced.append(str(Path(f"/proc/self/fd/{handle}").readlink()).removeprefix(str(folder)))

    folder = blobs.blobs.folder
    monkeypatch.setattr(os, "fsync", fsync)
    with closing(blobs.blobs.growing(RECORD, SHA)) as growing:
        growing.append(0, CONTENT[:100])
        assert not synced
        growing.promise()
    assert synced == [f"/partes/{RECORD}-{SHA}-", "/partes", ""]


def test_whoever_goes_on_with_a_part_that_was_replaced_is_told_so(blobs: Store) -> None:
    blobs.append(RECORD, SHA, 0, b"abc")
    with closing(blobs.blobs.growing(RECORD, SHA)) as growing:
        assert list(growing.pieces(3)) == [b"abc"]
        blobs.discard(RECORD, SHA)
        blobs.append(RECORD, SHA, 0, b"xyz")
        with pytest.raises(OffsetDiffers):
            growing.append(3, b"def")
        with pytest.raises(OffsetDiffers):
            growing.finish(3, b"def")
    assert blobs.content(RECORD, SHA) == b"xyz"


def _named(number: int) -> RecordId:
    return RecordId(f"{number:032x}")


@pytest.mark.parametrize("bounds", [PartBounds(3, 10_000), PartBounds(100, 30)])
@pytest.mark.parametrize("of_all", [False, True])
def test_beyond_the_bounds_the_oldest_parts_make_room(
    tmp_path: Path, bounds: PartBounds, *, of_all: bool
) -> None:
    wide = PartBounds(1_000, 1 << 30)
    chosen = (wide, bounds) if of_all else (bounds, wide)
    mine = Store.of(tmp_path, "aa", *chosen)
    other = Store.of(tmp_path, "bb", *chosen)
    other.append(_named(99), SHA, 0, bytes(10))
    os.utime(next((tmp_path / "partes").iterdir()), (1, 1))
    for number in range(6):
        mine.append(_named(number), SHA, 0, bytes(10))
        part = next((tmp_path / "partes").glob(f"{_named(number)}*"))
        os.utime(part, (number + 2, number + 2))
    assert [mine.held(_named(number), SHA) for number in range(6)] == [0, 0, 0, 10, 10, 10]
    assert other.held(_named(99), SHA) == (0 if of_all else 10)


_CHILD = """
import hashlib, os, signal, sys
from pathlib import Path
folder, die_at = Path(sys.argv[1]), int(sys.argv[2])
calls = 0
def counted(name, module):
    real = getattr(module, name)
    def call(*args, **kwargs):
        global calls
        calls += 1
        if calls == die_at:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **kwargs)
    setattr(module, name, call)
for name in ("open", "write", "fsync", "close", "replace"):
    counted(name, os)
from tests.central.test_blobs import CONTENT, RECORD, SHA, Store
store = Store.of(folder)
held = store.append(RECORD, SHA, 0, CONTENT[:5000])
print(held, flush=True)
store.finish(RECORD, SHA, held, CONTENT[5000:])
print("done", flush=True)
"""


@pytest.mark.parametrize("die_at", range(1, 26))
def test_a_kill_at_any_call_breaks_no_promise(tmp_path: Path, die_at: int) -> None:
    folder = tmp_path / "blobs"
    ran = subprocess.run(
        [sys.executable, "-c", _CHILD, str(folder), str(die_at)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
    )
    assert ran.returncode in (0, -signal.SIGKILL), ran.stderr
    said = ran.stdout.split()
    blobs = Store.of(folder)
    promised = max((int(each) for each in said if each != "done"), default=0)
    held = blobs.held(RECORD, SHA)
    assert held >= promised
    if held:
        assert blobs.content(RECORD, SHA) == CONTENT[:held]
    blobs.finish(RECORD, SHA, held, CONTENT[held:])
    assert blobs.content(RECORD, SHA) == CONTENT

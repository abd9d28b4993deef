"""The contract of the store of envelopes: the folder and a real S3 store keep the same promises."""

import hashlib
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from core.central.apoyos.blob_names import OF_ALL, OF_BRINGER, PartBounds
from core.central.apoyos.blobs import FolderBlobs
from core.central.apoyos.object_blobs import ObjectBlobs
from core.central.errors import BlobMissing
from core.central.object_store import StoreKeys, StorePlace, open_objects
from core.domain.apoyos.apoyo import RecordId
from core.domain.apoyos.apoyo_errors import OffsetDiffers, UploadMalformed
from core.ports.central_blobs import Blobs, GrowingBlob
from tests import s3

RECORD = RecordId("a1" * 16)
CONTENT = bytes(range(256)) * 40
SHA = hashlib.sha256(CONTENT).hexdigest()

Make = Callable[..., Blobs]


@pytest.fixture(params=["folder", pytest.param("s3", marks=pytest.mark.s3)])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Make:
    """Return what makes the store as a device sees it: its id, bounds of a device and of all."""
    if request.param == "folder":
        return partial(FolderBlobs, tmp_path)
    store: s3.Store = request.getfixturevalue("s3_store")
    place = StorePlace(store.bucket(), store.endpoint, "us-east-1", 10)
    return partial(ObjectBlobs, open_objects(place, StoreKeys(s3.KEY_ID, s3.SECRET)))


@dataclass(frozen=True)
class Uploads:
    """What uploads do with a store, each step by an upload of its own, as by another replica."""

    blobs: Blobs

    def held(self, sha256: str = SHA, record: RecordId = RECORD) -> int:
        return self.blobs.held([(record, sha256)])[record]

    def append(self, offset: int, part: bytes, sha256: str = SHA, record: RecordId = RECORD) -> int:
        growing: GrowingBlob = self.blobs.growing(record, sha256)
        with closing(growing):
            growing.append(offset, part)
            return growing.promise()

    def finish(self, offset: int, rest: bytes, sha256: str = SHA) -> None:
        with closing(self.blobs.growing(RECORD, sha256)) as growing:
            growing.finish(offset, rest)
        self.blobs.sync()

    def part(self, sha256: str = SHA) -> bytes:
        """Return what an upload that goes on reads of it."""
        with closing(self.blobs.growing(RECORD, sha256)) as growing:
            return b"".join(growing.pieces(self.held(sha256)))


@pytest.fixture
def uploads(make: Make) -> Uploads:
    return Uploads(make("aa"))


def test_parts_are_held_and_finished_into_one_blob(uploads: Uploads) -> None:
    assert uploads.held() == 0
    assert uploads.append(0, CONTENT[:100]) == 100
    assert uploads.append(100, CONTENT[100:9_000]) == 9_000
    assert uploads.held() == 9_000
    assert uploads.part() == CONTENT[:9_000]
    uploads.finish(9_000, CONTENT[9_000:])
    assert uploads.blobs.content(RECORD, SHA) == CONTENT
    assert uploads.blobs.sizes([(RECORD, SHA)]) == {RECORD: len(CONTENT)}
    assert not uploads.blobs.parts_before(datetime.now(UTC) + timedelta(days=1))  # noqa: TID251


def test_what_arrives_whole_is_a_blob_however_often_it_comes(make: Make) -> None:
    Uploads(make("aa")).finish(0, CONTENT)
    for device in ("aa", "bb"):
        try:
            Uploads(make(device)).finish(0, CONTENT)
        except OffsetDiffers as there:  # a store may say so instead; then nothing is to be sent
            Uploads(make(device)).finish(int(there.facts["offset"]), b"")
    assert make().content(RECORD, SHA) == CONTENT


def test_a_blob_can_be_put_together_of_parts_alone(uploads: Uploads) -> None:
    uploads.append(0, CONTENT)
    uploads.finish(len(CONTENT), b"")
    uploads.finish(len(CONTENT), b"")
    assert uploads.blobs.content(RECORD, SHA) == CONTENT


def test_a_large_record_is_the_same_bytes_again(make: Make) -> None:
    content = os.urandom(13 << 20)
    sha256 = hashlib.sha256(content).hexdigest()
    uploads, step = Uploads(make("aa")), 1 << 20
    for offset in range(0, len(content) - step, step):
        uploads.append(offset, content[offset : offset + step], sha256)
    uploads.finish(len(content) - step, content[-step:], sha256)
    assert make().content(RECORD, sha256) == content


def test_what_is_not_there_has_no_size_and_no_content(uploads: Uploads) -> None:
    uploads.append(0, b"abc")
    assert not uploads.blobs.sizes([(RECORD, SHA)])
    uploads.finish(0, CONTENT, "0" * 64)
    with pytest.raises(BlobMissing):
        uploads.blobs.content(RECORD, SHA)


def test_a_part_from_another_place_is_told_where_to_go_on(uploads: Uploads) -> None:
    uploads.append(0, b"abc")
    for offset in (0, 2, 7):
        with pytest.raises(OffsetDiffers) as refused:
            uploads.append(offset, b"abc")
        assert refused.value.facts == {"offset": "3"}
        with closing(uploads.blobs.growing(RECORD, SHA)) as growing:
            if offset:
                with pytest.raises(OffsetDiffers):
                    next(growing.pieces(offset))
    uploads.append(3, b"def")
    assert uploads.part() == b"abcdef"


def test_other_bytes_of_the_same_record_never_touch_the_first(uploads: Uploads) -> None:
    other = hashlib.sha256(b"otros").hexdigest()
    uploads.finish(0, CONTENT)
    uploads.append(0, b"otros", other)
    uploads.finish(5, b"", other)
    assert uploads.blobs.content(RECORD, SHA) == CONTENT
    with closing(uploads.blobs.growing(RECORD, other)) as growing:
        growing.remove()
    assert set(uploads.blobs.sizes([(RECORD, SHA)])) == {RECORD}
    with pytest.raises(BlobMissing):
        uploads.blobs.content(RECORD, other)


def test_a_discarded_part_is_gone_and_a_finished_blob_stays(uploads: Uploads) -> None:
    uploads.append(0, CONTENT)
    uploads.blobs.growing(RECORD, SHA).discard()
    assert uploads.held() == 0
    uploads.append(0, CONTENT)
    uploads.finish(len(CONTENT), b"")
    uploads.blobs.growing(RECORD, SHA).discard()
    assert uploads.blobs.content(RECORD, SHA) == CONTENT


def test_what_was_read_of_a_part_is_what_becomes_the_blob_or_nothing_does(
    uploads: Uploads,
) -> None:
    uploads.append(0, CONTENT[:100])
    with closing(uploads.blobs.growing(RECORD, SHA)) as growing:
        assert b"".join(growing.pieces(100)) == CONTENT[:100]
        uploads.blobs.growing(RECORD, SHA).discard()
        uploads.append(0, bytes(100))
        with suppress(OffsetDiffers):
            growing.append(100, CONTENT[100:])
        with pytest.raises(OffsetDiffers):
            growing.finish(len(CONTENT), b"")
    with pytest.raises(BlobMissing):
        uploads.blobs.content(RECORD, SHA)


def test_what_another_upload_left_behind_a_gap_is_not_held(uploads: Uploads) -> None:
    uploads.append(0, b"abc")
    with closing(uploads.blobs.growing(RECORD, SHA)) as growing:
        assert list(growing.pieces(3)) == [b"abc"]
        uploads.blobs.growing(RECORD, SHA).discard()
        with suppress(OffsetDiffers):
            growing.append(3, b"def")
    assert uploads.held() == 0
    assert uploads.append(0, b"ab") == 2


def test_a_part_may_grow_to_its_end_whatever_lies_beside_it(make: Make) -> None:
    few = PartBounds(2, 25)
    uploads = Uploads(make("aa", few, few))
    for number in (1, 2):
        uploads.append(0, bytes(10), record=_named(number))
    assert uploads.append(10, bytes(20), record=_named(2)) == 30
    assert uploads.held(record=_named(1)) == 0


def test_a_device_has_only_so_many_parts(make: Make) -> None:
    mine, other = Uploads(make("aa", PartBounds(3, 1_000), OF_ALL)), Uploads(make("bb"))
    other.append(0, bytes(10))
    for number in range(6):
        mine.append(0, bytes(10), record=_named(number))
    held = [mine.held(record=_named(number)) for number in range(6)]
    assert (sum(map(bool, held)), held[-1], other.held()) == (3, 10, 10)


def test_the_parts_of_all_devices_have_their_bounds_too(make: Make) -> None:
    bounds = (OF_BRINGER, PartBounds(2, 1_000))
    for device in ("aa", "bb", "cc", "dd"):
        Uploads(make(device, *bounds)).append(0, bytes(10))
    blobs = make("", *bounds)
    for name in blobs.parts_before(datetime(2020, 1, 1, tzinfo=UTC)):
        assert blobs.forget_part(name) == 1
    held = [Uploads(make(device)).held() for device in ("aa", "bb", "cc", "dd")]
    assert (sum(map(bool, held)), held[-1]) == (2, 10)


def test_old_parts_go_and_whole_blobs_stay(uploads: Uploads) -> None:
    uploads.append(0, CONTENT[:100], "1" * 64)
    uploads.finish(0, CONTENT)
    now = datetime.now(UTC)  # noqa: TID251  the store's own clock
    assert not uploads.blobs.parts_before(now - timedelta(hours=1))
    old = uploads.blobs.parts_before(now + timedelta(hours=1))
    assert [uploads.blobs.forget_part(name) for name in old] == [1]
    assert uploads.held("1" * 64) == 0
    assert uploads.blobs.content(RECORD, SHA) == CONTENT


def test_nobody_goes_on_with_what_another_brought(make: Make) -> None:
    one, other = Uploads(make("aa")), Uploads(make("bb"))
    one.append(0, CONTENT[:100])
    assert other.held() == 0
    with pytest.raises(OffsetDiffers):
        other.append(100, b"basura")
    other.finish(0, CONTENT)
    assert one.blobs.content(RECORD, SHA) == CONTENT


@pytest.mark.parametrize("name", ["../../etc/passwd", "A1" * 16, "", "a1" * 15])
def test_a_name_that_is_no_record_reaches_no_object(uploads: Uploads, name: str) -> None:
    with pytest.raises(UploadMalformed):
        uploads.append(0, b"x", record=RecordId(name))
    with pytest.raises(UploadMalformed):
        uploads.held(name)
    with pytest.raises(UploadMalformed):
        uploads.blobs.sizes([(RECORD, name)])


def test_a_device_that_is_none_reaches_no_object(make: Make) -> None:
    with pytest.raises(UploadMalformed):
        make("../b").growing(RECORD, SHA)


def test_of_many_writers_at_one_place_one_wins(uploads: Uploads) -> None:
    def write(_: int) -> bool:
        try:
            uploads.append(0, CONTENT)
        except OffsetDiffers:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(write, range(16)))
    assert won.count(True) == 1
    assert uploads.part() == CONTENT


def _named(number: int) -> RecordId:
    return RecordId(f"{number:032x}")

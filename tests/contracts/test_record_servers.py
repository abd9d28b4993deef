"""One contract for whoever takes what waits: a server, and a folder on a memory stick."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from core.domain.apoyos.envio import Announcement, WaitingRecord
from core.domain.apoyos.hand_in import ENVELOPES, RECEIPTS
from core.domain.device.tablet import RecordInfo
from core.domain.values.signed import Signed
from core.errors import MachineTrouble
from core.ports.tablet import RecordServer
from core.sealing.envelope import read_header
from core.sealing.receipt import ServerReceipts
from core.tablet.errors import HandedIn
from core.tablet.hand_in import HandInFolder
from core.tablet.queue import FolderQueue
from core.wire import to_json
from tests.fakes.apoyos import SAVED_AT
from tests.fakes.tablet import SIGNING, FakeServer
from tests.tablet.sealed import a_sealed

Receive = Callable[[RecordInfo, bytes], None]


@pytest.fixture(params=["server", "folder"])
def way(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[RecordServer, Receive]:
    """Return who takes records, and what makes it receive one."""
    behind = FakeServer()
    if request.param == "server":
        return behind, lambda record, envelope: _told(behind.upload(record, envelope, 0))
    folder = HandInFolder(tmp_path / "memoria")

    def receive(record: RecordInfo, envelope: bytes) -> None:
        with pytest.raises(HandedIn):
            folder.upload(record, envelope, 0)
        [path] = (tmp_path / "memoria" / ENVELOPES).glob(f"*-{record.record_id}-*")
        assert path.read_bytes() == envelope
        receipts = tmp_path / "memoria" / RECEIPTS
        receipts.mkdir(exist_ok=True)
        receipt = behind.upload(record, path.read_bytes(), 0)
        (receipts / f"{record.record_id}.json").write_bytes(to_json(receipt))

    return folder, receive


def _told(_receipt: Signed) -> None:
    """Need nothing of it: it is asked for by an announcement."""


@pytest.fixture
def waiting(tmp_path: Path) -> list[tuple[RecordInfo, bytes]]:
    queue = FolderQueue.at(tmp_path / "queue", read_header)
    for counter in (1, 2):
        queue.put(a_sealed(counter))
    return [(each, queue.envelope(each)) for each in queue.pending()]


def announcement(waiting: list[tuple[RecordInfo, bytes]]) -> Announcement:
    records = tuple(WaitingRecord(r.record_id, r.counter, r.sha256, r.size) for r, _ in waiting)
    return Announcement(waiting[0][0].aspirante, records, SAVED_AT)


def test_an_announcement_is_answered_by_the_receipts_of_what_was_received_and_no_other(
    way: tuple[RecordServer, Receive], waiting: list[tuple[RecordInfo, bytes]]
) -> None:
    server, receive = way
    assert server.announce(announcement(waiting)).receipts == ()
    receive(*waiting[0])
    [receipt] = server.announce(announcement(waiting)).receipts
    receipts = ServerReceipts(SIGNING.public_key())
    assert receipts.check(receipt, waiting[0][0]).record_id == waiting[0][0].record_id
    assert server.announce(announcement(waiting[1:])).receipts == ()


@pytest.mark.parametrize("linked", ["", ENVELOPES])
def test_a_stick_does_not_lead_into_the_tablet(
    linked: str, waiting: list[tuple[RecordInfo, bytes]], tmp_path: Path
) -> None:
    stick, own = tmp_path / "memoria", tmp_path / "propia"
    own.mkdir()
    (own / "algo.partial").write_bytes(b"")
    if linked:
        stick.mkdir()
    (stick / linked).symlink_to(own)
    with pytest.raises(MachineTrouble):
        HandInFolder(stick).upload(*waiting[0], 0)
    with pytest.raises(MachineTrouble):
        HandInFolder(stick).clear(waiting[0][0])
    assert [each.name for each in own.iterdir()] == ["algo.partial"]


@pytest.mark.parametrize("kind", ["link", "pipe", "folder", "long"])
def test_what_is_no_receipt_on_a_stick_is_not_read(
    kind: str, waiting: list[tuple[RecordInfo, bytes]], tmp_path: Path
) -> None:
    place = tmp_path / "memoria" / RECEIPTS / f"{waiting[0][0].record_id}.json"
    place.parent.mkdir(parents=True)
    if kind == "link":
        place.symlink_to("/dev/zero")
    elif kind == "pipe":
        os.mkfifo(place)
    elif kind == "folder":
        place.mkdir()
    else:
        place.write_bytes(b" " * (1 << 17))
    assert HandInFolder(tmp_path / "memoria").announce(announcement(waiting)).receipts == ()

"""A body that stops or drips is ended; what had arrived of a record is kept, and others go on."""

import os
import select
import socket
import ssl
import time
from contextlib import ExitStack
from threading import Event

import pytest

from core.server.doors.bringers import Bringer, Bringers
from tests.apoyo_world import Sealed, Tablet, World
from tests.server import peers
from tests.server.conftest import only_sqlite

_QUICK = {"stall_seconds": 0.3}
_IMPATIENT = {"stall_seconds": 0.5, "least_rate": 1_000_000}

pytestmark = only_sqlite


@pytest.fixture
def server_limits(request: pytest.FixtureRequest) -> dict[str, float]:
    chosen: dict[str, float] = getattr(request, "param", _QUICK)
    return chosen


def _upload(tablet: Tablet, record: Sealed, sent: int) -> ssl.SSLSocket:
    """Return a connection on which so many bytes of a record were sent, and no more come."""
    peer = peers.tls(tablet.world.central)
    size = len(record.envelope)
    lines = (
        f"Authorization: Bearer {tablet.client.token}",
        f"Content-Length: {size}",
        "Upload-Offset: 0",
        f"Upload-Length: {size}",
        f"Upload-Sha256: {record.sha256}",
    )
    said = peers.head("PUT", f"/v1/apoyos/{record.header.record_id}", *lines)
    peer.sendall(said + record.envelope[:sent])
    return peer


def _drip(peer: ssl.SSLSocket) -> bytes:
    """Return what the server answers to who sends a byte now and then."""
    while not select.select([peer], [], [], 0.02)[0]:
        peer.sendall(b" ")
    return peers.read_all(peer)


@pytest.mark.parametrize("server_limits", [_IMPATIENT], indirect=True)
@pytest.mark.parametrize("path", ["/v1/sesiones", "/v1/activaciones", "/v1/tableta/nonces"])
def test_a_form_that_drips_is_told_so_and_cut(world: World, path: str) -> None:
    with peers.tls(world.central) as peer:
        peer.sendall(peers.head("POST", path, "Content-Length: 100000"))
        answer = _drip(peer)
    assert answer.startswith(b"HTTP/1.1 408")
    assert b'"cuerpo_lento"' in answer


def test_a_form_that_stops_is_told_so_and_cut(world: World) -> None:
    with peers.tls(world.central) as peer:
        peer.sendall(peers.head("POST", "/v1/sesiones", "Content-Length: 100000") + b"{")
        assert b'"cuerpo_lento"' in peers.read_all(peer)


@pytest.mark.parametrize("sent", [1, 1_000, 65_000])
def test_an_upload_that_stops_is_ended_and_goes_on_from_there(world: World, sent: int) -> None:
    tablet = world.tablet()
    record = tablet.record()
    with _upload(tablet, record, sent) as peer:
        answer = peers.read_all(peer)
    assert answer.startswith(b"HTTP/1.1 202")
    assert answer.endswith(f'{{"held":{sent}}}'.encode())
    assert tablet.announce(record).have == {record.header.record_id: sent}
    assert tablet.put(record, sent).status_code == 201


@pytest.mark.parametrize("server_limits", [{}], indirect=True)
def test_a_device_has_its_share_and_its_newest_uploads_take_it(world: World) -> None:
    tablet = world.tablet()
    records = [tablet.record() for _ in range(4)]
    with ExitStack() as stack:
        first, *later = [
            stack.enter_context(_upload(tablet, each, sent=500)) for each in records[:3]
        ]
        assert peers.read_all(first).endswith(b'{"held":500}')
        assert tablet.put(records[3]).status_code == 201
        assert peers.read_all(later[0]).endswith(b'{"held":500}')
        assert peers.is_open(later[1])


@pytest.mark.parametrize("server_limits", [{}], indirect=True)
def test_honest_tablets_send_beside_silent_connections_and_dripping_uploads(world: World) -> None:
    tablets = [world.tablet() for _ in range(6)]
    honest = world.tablet()
    with peers.many(world.central, 100) as silent, ExitStack() as stack:
        for tablet in tablets * 2:
            stack.enter_context(_upload(tablet, tablet.record(), sent=1))
        receipts = honest.send(*(honest.record() for _ in range(10)))
        assert len({each.folio for each in receipts}) == 10
        assert all(peers.is_open(each) for each in silent)


@pytest.mark.parametrize("server_limits", [{}], indirect=True)
@pytest.mark.parametrize("sent", [150_000, 500_000])
def test_an_upload_that_is_cut_loses_nothing_of_what_had_arrived(
    world: World, sent: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    tablet = world.tablet()
    record = tablet.record(payload=os.urandom(600_000))
    who = Bringers.who

    async def busy(self: Bringers, token: str) -> Bringer:
        """Hold the whole server up, until all has come and the connection was cut."""
        bringer = await who(self, token)
        cut.wait(peers.PATIENCE)
        return bringer

    monkeypatch.setattr(Bringers, "who", busy)
    cut = Event()
    with _upload(tablet, record, sent) as peer:
        peer.shutdown(socket.SHUT_WR)
        time.sleep(0.3)  # noqa: TID251  its end has come before the server looks again
        cut.set()
        for _ in range(400):  # no more announcements than one device may make
            if held := tablet.announce(record).have[record.header.record_id]:
                break
            time.sleep(0.15)  # noqa: TID251  nothing tells when the server has noticed
    assert held == sent

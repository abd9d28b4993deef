"""The tablet's own client against the real server: both sides mean the same."""

import os
import socket
import ssl
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from core.client.captura import ActivationClient, TabletClient
from core.client.transport import Transport
from core.domain.apoyos.apoyo import RecordId
from core.domain.apoyos.envio import Announcement
from core.domain.device.paquete import Activation, NonceSigned
from core.domain.device.tablet import RecordInfo, ServerPin
from core.errors import CentralRefused
from core.procedure.n27_receive_apoyo import ReceiveApoyo
from core.sealing import b64
from core.sealing.receipt import check_receipt
from tests.apoyo_data import FIRST
from tests.apoyo_world import Sealed, Tablet, World
from tests.fakes.apoyos import an_apoyo

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def client_of(world: World, tablet: Tablet) -> TabletClient:
    assert tablet.activated
    authority = world.central.authority
    return TabletClient(
        Transport(world.central.url, authority, tablet.activated.upload_token),
        Transport(world.central.url, authority),
    )


def info(record: Sealed) -> RecordInfo:
    waiting = record.waiting
    return RecordInfo(
        waiting.record_id,
        waiting.counter,
        FIRST,
        waiting.sha256,
        waiting.size,
        record.header.saved_at,
    )


def test_the_tablets_client_activates_announces_resumes_and_reads(
    world: World, tmp_path: Path
) -> None:
    world.enlist()
    tablet = Tablet(world)
    public = b64.encode(tablet.key.public_key().public_bytes_raw())
    server = world.central.deps.signing_key.public_key()
    pin = ServerPin(
        world.central.url, world.central.authority.read_text("ascii"), server.public_bytes_raw()
    )
    activation = Activation(world.code(), public, "", "file")
    tablet.activated = ActivationClient(tmp_path / "pin.pem").activate(pin, activation)
    client, record = client_of(world, tablet), tablet.record()
    said = world.central.clock.now()
    tablet.put(record, 0, 40_000)
    opened = client.announce(Announcement(FIRST, (record.waiting,), said))
    assert opened.have == {record.header.record_id: 40_000}
    with pytest.raises(CentralRefused) as refused:
        client.upload(info(record), record.envelope, 10)
    assert (refused.value.code, refused.value.facts) == ("desfase", {"offset": "40000"})
    signed = client.upload(info(record), record.envelope, 40_000)
    receipt = check_receipt(
        signed, record_id=record.header.record_id, sha256=record.sha256, by=server
    )
    assert client.receipt(RecordId(record.header.record_id)) == signed
    assert receipt.folio.startswith(FIRST)
    session = client.open_session(NonceSigned(**tablet.proof()))
    assert tablet.packet(client.packet(session)).auxiliar == "000001"
    assert client.acuses(session).total == 0
    client.uploads.close()
    client.visits.close()


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_a_connection_cut_in_the_middle_keeps_what_arrived(world: World, share: float) -> None:
    tablet = world.tablet()
    record = tablet.record(apoyo=an_apoyo(picture=os.urandom(200_000)))
    sent = int(len(record.envelope) * share)
    _cut_upload(world, tablet, record, sent)
    held = _held(tablet, record)
    assert 0 < held <= sent
    assert tablet.receipt(tablet.put(record, held)).sha256 == record.sha256


def test_bytes_that_are_not_the_told_ones_are_thrown_away(world: World) -> None:
    tablet = world.tablet()
    record = tablet.record()
    path = f"/v1/apoyos/{record.header.record_id}"
    headers = {
        "Upload-Offset": "0",
        "Upload-Length": str(len(record.envelope)),
        "Upload-Sha256": record.sha256,
    }
    flipped = bytes([record.envelope[0] ^ 1]) + record.envelope[1:]
    refused = tablet.client.call("PUT", path, data=flipped, headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (400, "huella_no_coincide")
    assert tablet.announce(record).have == {record.header.record_id: 0}
    assert tablet.put(record).status_code == 201
    too_long = tablet.client.call(
        "PUT", f"/v1/apoyos/{'0' * 32}", data=b"xx", headers=headers | {"Upload-Length": "1"}
    )
    assert too_long.json()["code"] == "envio_mal_formado"


@pytest.mark.logs("apoyo.server")
def test_a_receipt_that_cannot_be_written_leaves_a_blob_that_the_next_try_concludes(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    tablet = world.tablet()
    record = tablet.record()

    def broken(*_: object, **__: object) -> None:
        raise OSError

    with monkeypatch.context() as patched:
        patched.setattr(ReceiveApoyo, "__call__", broken)
        assert tablet.put(record).status_code == 500
    held = _held(tablet, record)
    assert held == len(record.envelope)
    assert tablet.receipt(tablet.put(record, held)).position > 0


def _cut_upload(world: World, tablet: Tablet, record: Sealed, sent: int) -> None:
    """Send a PUT whose connection closes after `sent` bytes of its body."""
    assert tablet.activated
    at = urlsplit(world.central.url)
    head = (
        f"PUT /v1/apoyos/{record.header.record_id} HTTP/1.1\r\nHost: {at.netloc}\r\n"
        f"Authorization: Bearer {tablet.activated.upload_token}\r\n"
        f"Upload-Offset: 0\r\nUpload-Length: {len(record.envelope)}\r\n"
        f"Upload-Sha256: {record.sha256}\r\nContent-Length: {len(record.envelope)}\r\n\r\n"
    )
    context = ssl.create_default_context(cafile=str(world.central.authority))
    with (
        socket.create_connection((str(at.hostname), int(at.port or 0))) as plain,
        context.wrap_socket(plain, server_hostname=at.hostname) as wire,
    ):
        wire.sendall(head.encode() + record.envelope[:sent])


def _held(tablet: Tablet, record: Sealed) -> int:
    """Return what the server holds, once the cut request has ended."""
    for _ in range(400):  # no more announcements than one device may make
        held = tablet.announce(record).have[record.header.record_id]
        if held:
            return held
        time.sleep(0.15)  # noqa: TID251  a test waits for the server's other thread
    return 0

"""The contract of the server as a tablet sees it: the tablet's clients over TLS, and the fakes."""

import hashlib
import ssl
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.client.captura import ActivationClient, TabletClient
from core.client.transport import Transport
from core.domain.access.aviso import AvisoChanged, AvisoReadOnTablet, notice_sha256
from core.domain.apoyos.apoyo import RecordId
from core.domain.apoyos.envio import Announcement, WaitingRecord
from core.domain.device.paquete import Activation, NonceSigned
from core.domain.device.tablet import RecordInfo, ServerPin
from core.domain.proceso.proceso import Notice
from core.domain.registration.invitacion import Invitaciones, InvitationAnswer
from core.domain.values.signed import PAQUETE, PROCESO
from core.errors import CentralRefused, CentralUnreachable
from core.ports.tablet import ActivationServer, Receipts, TabletServer
from core.sealing import b64
from core.sealing.keys import signing_public
from core.sealing.receipt import ServerReceipts
from core.sealing.signed import open_signed
from tests.apoyo_data import FIRST, SECOND, a_proceso
from tests.apoyo_world import Tablet, World
from tests.central_server import Central
from tests.fakes.activation import CODE, FINGERPRINT, INVITING, PACKET, PIN, MemoryActivations
from tests.fakes.apoyos import SAVED_AT
from tests.fakes.tablet import DEVICE, SIGNING, FakeServer

NOTICE = "Aviso ficticio a auxiliares (MUESTRA)"
OTHER = Ed25519PrivateKey.generate()


@pytest.fixture(scope="module")
def world(shared_central: Central) -> World:
    return World.made(shared_central, a_proceso(people_notice=Notice("1", NOTICE)))


def pin_of(world: World) -> ServerPin:
    key = world.central.deps.signing_key.public_key().public_bytes_raw()
    return ServerPin(world.central.url, world.central.authority.read_text("ascii"), key)


@dataclass
class Before:
    """A server before activation, and the invitation that one of its mails carries."""

    server: ActivationServer
    pin: ServerPin
    fingerprint: bytes
    code: str

    def activation(self, key: Ed25519PrivateKey = DEVICE, code: str = "") -> Activation:
        public = b64.encode(key.public_key().public_bytes_raw())
        return Activation(code or self.code, public, "", "file")


@pytest.fixture(params=["memory", "tls"])
def before(request: pytest.FixtureRequest, tmp_path: Path) -> Before:
    if request.param == "memory":
        return Before(MemoryActivations(), PIN, FINGERPRINT, CODE)
    world: World = request.getfixturevalue("world")
    world.enlist(correo=f"{tmp_path.name}@muestra.invalid")
    pin = pin_of(world)
    fingerprint = hashlib.sha256(ssl.PEM_cert_to_DER_cert(pin.authority)).digest()
    return Before(ActivationClient(tmp_path / "pin.pem"), pin, fingerprint, world.code())


def test_a_server_says_its_authority_and_signs_its_proceso(before: Before) -> None:
    pem, fingerprint = before.server.authority(before.pin.url)
    assert (pem, fingerprint) == (before.pin.authority, before.fingerprint)
    proceso = before.server.proceso(before.pin.url, pem)
    by = signing_public(before.pin.signing_key)
    assert open_signed(proceso, kind=PROCESO, by=by)


def test_whose_invitation_a_code_is_spends_nothing(before: Before) -> None:
    for _ in range(2):
        invited = before.server.invitation(before.pin, before.code)
        assert invited.aspirante.id_solicitante == FIRST
        assert not invited.accepted
    with pytest.raises(CentralRefused):
        before.server.invitation(before.pin, "0" * 36)
    assert before.server.activate(before.pin, before.activation()).device


def test_a_code_admits_one_key_whose_lost_answer_is_asked_again(before: Before) -> None:
    with pytest.raises(CentralRefused):
        before.server.activate(before.pin, before.activation(code="0" * 36))
    first = before.server.activate(before.pin, before.activation())
    by = signing_public(before.pin.signing_key)
    assert open_signed(first.packet, kind=PAQUETE, by=by)
    assert before.server.activate(before.pin, before.activation()).device == first.device
    with pytest.raises(CentralRefused) as refused:
        before.server.activate(before.pin, before.activation(OTHER))
    assert (refused.value.code, refused.value.status) == ("codigo_usado", 409)


def test_before_activation_no_answer_is_told_from_a_refusal(before: Before) -> None:
    nowhere = replace(before.pin, url="https://127.0.0.1:9")
    with pytest.raises(CentralUnreachable):
        before.server.authority(nowhere.url)
    with pytest.raises(CentralUnreachable):
        before.server.proceso(nowhere.url, nowhere.authority)
    with pytest.raises(CentralUnreachable):
        before.server.invitation(nowhere, before.code)
    with pytest.raises(CentralUnreachable):
        before.server.activate(nowhere, before.activation())


@dataclass
class After:
    """A server as the tablet of `DEVICE` sees it: two aspirantes invited its auxiliar since."""

    server: TabletServer
    device: str
    tablet: Tablet | None = None
    signing_key: bytes = SIGNING.public_key().public_bytes_raw()
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def receipts(self) -> Receipts:
        return ServerReceipts(signing_public(self.signing_key))

    def proof(self, by: Ed25519PrivateKey = DEVICE) -> NonceSigned:
        """Return the proof that the holder of `by` gives for a new nonce."""
        nonce = self.server.nonce(self.device).nonce
        assert len(b64.decode(nonce)) == 32
        signature = by.sign(b"apoyo-nonce\x00" + b64.decode(nonce))
        return NonceSigned(self.device, nonce, b64.encode(signature), "")

    def record(self) -> tuple[RecordInfo, bytes]:
        """Return a new record of the tablet and its envelope."""
        if self.tablet:
            sealed = self.tablet.record()
            number, envelope = sealed.header.device_counter, sealed.envelope
            record_id = sealed.header.record_id
        else:
            number, envelope = next(self.numbers), b"sobre de MUESTRA"
            record_id = RecordId(f"{number:032x}")
        sha256 = hashlib.sha256(envelope).hexdigest()
        return RecordInfo(record_id, number, FIRST, sha256, len(envelope), SAVED_AT), envelope

    def announcement(self, *records: RecordInfo) -> Announcement:
        said = self.tablet.world.central.clock.now() if self.tablet else SAVED_AT
        waiting = (WaitingRecord(r.record_id, r.counter, r.sha256, r.size) for r in records)
        return Announcement(FIRST, tuple(waiting), said)


@pytest.fixture(params=["memory", "tls"])
def after(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[After]:
    if request.param == "memory":
        fake = FakeServer(packets=[PACKET], published=(notice_sha256(NOTICE),))
        fake.invited = Invitaciones((INVITING, replace(INVITING, vinculo="v2")))
        yield After(fake, "d1")
        return
    world: World = request.getfixturevalue("world")
    correo = f"{tmp_path.name}@muestra.invalid"
    world.enlist(correo=correo)
    tablet = Tablet(world, DEVICE)
    assert tablet.activate(world.code()).status_code == 201
    assert tablet.activated
    world.enlist(SECOND, correo=correo)
    authority, token = world.central.authority, tablet.activated.upload_token
    uploads = Transport(world.central.url, authority, token)
    visits = Transport(world.central.url, authority)
    key = pin_of(world).signing_key
    yield After(TabletClient(uploads, visits), tablet.activated.device, tablet, key)
    uploads.close()
    visits.close()


def test_the_holder_of_the_key_alone_gets_a_session_and_its_packet(after: After) -> None:
    with pytest.raises(CentralRefused):
        after.server.open_session(after.proof(OTHER))
    session = after.server.open_session(after.proof())
    packet = after.server.packet(session)
    assert open_signed(packet, kind=PAQUETE, by=signing_public(after.signing_key))


@pytest.mark.parametrize("accepts", [True, False])
def test_an_invitation_is_answered_once_and_the_others_wait(after: After, *, accepts: bool) -> None:
    session = after.server.open_session(after.proof())
    waiting = after.server.invitations(session)
    assert waiting.items
    assert not any(each.accepted for each in waiting.items)
    first, others = waiting.items[0].vinculo, waiting.items[1:]
    left = after.server.answer(session, first, InvitationAnswer(accepts))
    assert left == after.server.invitations(session) == Invitaciones(others)


def test_what_was_announced_is_uploaded_from_where_it_stopped_and_receipted(after: After) -> None:
    record, envelope = after.record()
    other, _ = after.record()
    opened = after.server.announce(after.announcement(record, other))
    assert opened.receipts == ()
    assert not any(opened.have.values())
    with pytest.raises(CentralRefused) as refused:
        after.server.upload(record, envelope, 7)
    assert (refused.value.code, refused.value.status) == ("desfase", 409)
    assert refused.value.facts == {"offset": "0"}
    receipt = after.server.upload(record, envelope, 0)
    assert after.receipts.check(receipt, record).folio.startswith(FIRST)
    again = after.server.announce(after.announcement(record, other))
    assert again.receipts == (receipt,)


def test_a_notice_that_was_read_is_kept_as_first_told_and_an_unknown_one_refused(
    after: After,
) -> None:
    session = after.server.open_session(after.proof())
    at = after.tablet.world.central.clock.now() if after.tablet else SAVED_AT
    read = AvisoReadOnTablet("1", notice_sha256(NOTICE), at - timedelta(hours=9))
    assert after.server.read_notice(session, read) == read
    assert after.server.read_notice(session, replace(read, read_at=at)) == read
    with pytest.raises(CentralRefused) as refused:
        after.server.read_notice(session, replace(read, sha256="0" * 64))
    assert (refused.value.code, refused.value.status) == (AvisoChanged.code, 409)

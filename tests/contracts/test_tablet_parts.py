"""The contract of a tablet's own parts: identity, packet, sealing, time, receipts, invitation."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from core.domain.apoyos.apoyo import RecordId
from core.domain.apoyos.envio import Receipt, folio
from core.domain.device.tablet import KeptReceipt, RecordInfo
from core.domain.values.signed import PAQUETE, Signed
from core.errors import EnvelopeRejected, ReceiptRejected
from core.ports.central_apoyos import Envelopes
from core.ports.tablet import (
    ActivationInvitation,
    DeviceIdentity,
    PacketStore,
    Receipts,
    Sealer,
    TimeBound,
)
from core.sealing import b64
from core.sealing.activation_code import Invitation, TypedInvitation, typed_code
from core.sealing.envelope import open_sealed, read_header, seal
from core.sealing.errors import CodeOfAnotherServer, SignatureRejected
from core.sealing.payload import decode, encode
from core.sealing.receipt import ServerReceipts
from core.sealing.sealer import DeviceSealer
from core.sealing.signed import open_signed, sign
from core.server.composition.envelopes import SealedEnvelopes
from core.tablet import secrets
from core.tablet.errors import (
    IdentityLocked,
    NotActivated,
    PacketClosed,
    PacketMissing,
    PacketOutOfDate,
)
from core.tablet.identity import TabletIdentity, Wrapping
from core.tablet.packet import FilePacket
from core.tablet.time_bound import LastKnownTime
from core.wire import to_json
from tests.fakes.activation import CODE, FINGERPRINT, PIN, URL, MemoryIdentity
from tests.fakes.apoyos import SAVED_AT, OneEnvelope, a_header, an_apoyo, arrived
from tests.fakes.clock import SetClock
from tests.fakes.receipts import make_receipt
from tests.fakes.tablet import (
    DEVICE,
    ELECTION,
    SIGNING,
    MemoryLedger,
    MemoryPackets,
    MemoryQueue,
    SetBound,
    a_packet,
)
from tests.tablet.sealed import a_sealed

PASSWORD = "contraseña ficticia"
SIGNING_KEY = SIGNING.public_key().public_bytes_raw()


@pytest.fixture(params=["memory", "folder"])
def identity(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> DeviceIdentity:
    """Return a tablet that nobody activated; its passwords are wrapped without Argon2id."""
    if request.param == "memory":
        return MemoryIdentity()
    monkeypatch.setattr(secrets, "service_is_open", lambda: False)
    wrapping = Wrapping(lambda key, word: word.encode() + key, lambda kept, _: kept[-32:])
    return TabletIdentity(tmp_path, wrapping, SetClock())


def test_a_tablet_is_nobody_until_its_prepared_key_is_admitted(identity: DeviceIdentity) -> None:
    with pytest.raises(NotActivated):
        identity.device()
    with pytest.raises(NotActivated):
        identity.admit("d7", "token")
    with pytest.raises(IdentityLocked):
        identity.sign_nonce(bytes(32))
    key = identity.prepare(PIN, PASSWORD)
    assert len(key) == 32
    assert identity.prepare(PIN, PASSWORD) == key  # the answer to the first was lost
    with pytest.raises(NotActivated):
        identity.device()
    identity.admit("d7", "token")
    assert identity.device() == "d7"
    signature = identity.sign_nonce(bytes(32))
    Ed25519PublicKey.from_public_bytes(key).verify(signature, b"apoyo-nonce\x00" + bytes(32))


@pytest.fixture(params=["memory", "folder"])
def packets(request: pytest.FixtureRequest, tmp_path: Path) -> PacketStore:
    if request.param == "memory":
        return MemoryPackets()
    by = SIGNING.public_key()
    return FilePacket(tmp_path, lambda signed: open_signed(signed, kind=PAQUETE, by=by))


def a_signed_packet(**changes: object) -> Signed:
    return sign(PAQUETE, to_json(a_packet(**changes)), by=SIGNING)


def test_the_last_packet_that_verified_is_the_one_in_force(packets: PacketStore) -> None:
    with pytest.raises(PacketMissing):
        packets.load()
    assert packets.store(a_signed_packet(version=3)) == packets.load() == a_packet(version=3)
    stranger = sign(PAQUETE, to_json(a_packet(version=9)), by=DEVICE)
    for refused, error in (
        (stranger, SignatureRejected),
        (replace(a_signed_packet(version=9), kind="proceso"), SignatureRejected),
        (a_signed_packet(version=2), PacketOutOfDate),
    ):
        with pytest.raises(error):
            packets.store(refused)
        assert packets.load() == a_packet(version=3)
    assert packets.store(a_signed_packet(version=1, proceso="otro")).proceso == "otro"


def test_a_closed_packet_says_why_until_a_new_one_comes(packets: PacketStore) -> None:
    packets.store(a_signed_packet())
    packets.close("vinculo_terminado")
    with pytest.raises(PacketClosed) as closed:
        packets.load()
    assert closed.value.code == "vinculo_terminado"
    packets.store(a_signed_packet())
    assert packets.load() == a_packet()


def test_what_is_sealed_is_the_devices_and_opens_for_the_election_alone() -> None:
    sealer: Sealer = DeviceSealer.of_packet(DEVICE, a_packet())
    ids = {sealer.new_record_id() for _ in range(50)}
    assert len(ids) == 50
    assert all(len(bytes.fromhex(each)) == 16 for each in ids)
    header = a_header(ids.pop(), device_counter=41)
    sealed = sealer.seal(header, an_apoyo())
    assert (sealed.record_id, sealed.counter) == (header.record_id, 41)
    envelope = b"".join(sealed.body) + sealed.sign().signature
    assert read_header(envelope) == header
    assert decode(open_sealed(envelope, own=ELECTION, device=DEVICE.public_key())) == an_apoyo()
    assert b"FICTICIA" not in envelope


def known_at(
    packet: datetime | None = None, receipt: datetime | None = None, *, record: bool
) -> TimeBound:
    """Return the real bound of a tablet that holds these; a record was saved at SAVED_AT."""
    packets, queue, ledger = MemoryPackets(), MemoryQueue(), MemoryLedger()
    if packet:
        packets.store(a_signed_packet(server_time=packet))
    if record:
        queue.put(a_sealed(1))
    if receipt:
        signed = Signed("recibo", "e30", "llave", "firma")
        ledger.keep(a_sealed(2).record_id, KeptReceipt(2, "000123", "f", receipt, signed))
    return LastKnownTime(packets, queue, ledger)


HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("bound", "latest"),
    [
        (SetBound(), None),
        (SetBound(SAVED_AT), SAVED_AT),
        (known_at(record=False), None),
        (known_at(SAVED_AT - HOUR, record=False), SAVED_AT - HOUR),
        (known_at(record=True), SAVED_AT),
        (known_at(SAVED_AT + HOUR, SAVED_AT - HOUR, record=True), SAVED_AT + HOUR),
        (known_at(SAVED_AT - HOUR, SAVED_AT + HOUR, record=True), SAVED_AT + HOUR),
    ],
)
def test_the_bound_is_the_latest_that_is_known(bound: TimeBound, latest: datetime | None) -> None:
    assert bound.latest() == latest


RECORD = RecordInfo(RecordId("a1" * 16), 1, "000123", "ab" * 32, 9, SAVED_AT)
RECEIPT = Receipt(RECORD.record_id, RECORD.sha256, folio("000123", 7), SAVED_AT, 41)


def test_a_receipt_is_of_one_record_and_one_server() -> None:
    receipts: Receipts = ServerReceipts(SIGNING.public_key())
    own = make_receipt(RECEIPT, by=SIGNING)
    assert receipts.check(own, RECORD) == RECEIPT
    strangers = make_receipt(RECEIPT, by=DEVICE)
    for signed in (own, strangers):  # what it names is told before it is verified
        assert receipts.record_of(signed) == RECORD.record_id
    assert receipts.record_of(replace(own, body=b64.encode(b"{}"))) is None
    for signed, record in (
        (strangers, RECORD),
        (replace(own, kind="acuse"), RECORD),
        (own, replace(RECORD, record_id=RecordId("b2" * 16))),
        (own, replace(RECORD, sha256="cd" * 32)),
    ):
        with pytest.raises(ReceiptRejected):
            receipts.check(signed, record)


INVITATIONS = {
    "scanned": Invitation.from_text(Invitation(URL, FINGERPRINT, SIGNING_KEY, CODE).to_text()),
    "typed": TypedInvitation.typed(URL.removeprefix("https://"), CODE.lower()),
}


@pytest.mark.parametrize("how", INVITATIONS)
def test_an_invitation_names_its_server_and_no_other_is_taken_for_it(how: str) -> None:
    invitation: ActivationInvitation = INVITATIONS[how]
    assert (invitation.url, invitation.code) == (URL, CODE)
    assert typed_code(invitation.code) == invitation.code
    assert invitation.signing_key == (SIGNING_KEY if how == "scanned" else None)
    invitation.check_server(FINGERPRINT, SIGNING_KEY)
    for authority, key in ((bytes(32), SIGNING_KEY), (FINGERPRINT, bytes(32))):
        with pytest.raises(CodeOfAnotherServer):
            invitation.check_server(authority, key)


HEADER = a_header(key_id="f" * 16)
OTHERS_KEY = b64.encode(SIGNING_KEY)


def sealed_ones() -> tuple[Envelopes, bytes, str]:
    envelope = seal(HEADER, encode(an_apoyo()), to=ELECTION.public_key(), by=DEVICE)
    return SealedEnvelopes(), envelope, b64.encode(DEVICE.public_key().public_bytes_raw())


@pytest.mark.parametrize(
    "made", [sealed_ones, lambda: (OneEnvelope(HEADER), OneEnvelope.CONTENT, "llave")]
)
def test_an_envelope_says_its_header_and_whose_it_is_not(
    made: Callable[[], tuple[Envelopes, bytes, str]],
) -> None:
    envelopes, content, signer = made()
    envelopes.verify(arrived(content), signer)
    assert envelopes.read(arrived(content)) == HEADER
    for key in (OTHERS_KEY, "", "no es una llave"):
        with pytest.raises(EnvelopeRejected):
            envelopes.verify(arrived(content), key)
    for wrong in (b"", content[:-1], content + b"x"):
        with pytest.raises(EnvelopeRejected):
            envelopes.verify(arrived(wrong), signer)
    with pytest.raises(EnvelopeRejected):
        envelopes.read(arrived(b"APOYOSOB y nada"))

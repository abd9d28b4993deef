"""Numerals 10 and 11: the right server, the auxiliar's own password, a packet that verifies."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.domain.apoyos.apoyo import FrameSourceKind
from core.domain.apoyos.apoyo_errors import (
    AppNotAuthorised,
    DeviceReported,
    DeviceVoided,
    VinculoEnded,
)
from core.domain.device.paquete import Activated, Activation, WorkPacket
from core.domain.device.tablet import ServerPin
from core.domain.errors import AddressMalformed, PacketOfAnother, PasswordWeak
from core.domain.registration.invitacion import Invitaciones
from core.domain.values.signed import PAQUETE, PROCESO, Signed
from core.errors import CentralRefused, CentralUnreachable
from core.procedure.n06_answer_on_tablet import AnswerOnTablet
from core.procedure.n07_read_invitation import ReadInvitation
from core.procedure.n10_activate_tablet import ActivateTablet
from core.procedure.n11_load_work_packet import CLOSING, LoadWorkPacket
from core.procedure.n11_take_work_packet import TakeWorkPacket
from core.sealing import b64
from core.sealing.activation_code import Invitation, TypedInvitation, grouped
from core.sealing.errors import (
    CodeMalformed,
    CodeOfAnotherServer,
    SignatureRejected,
)
from core.sealing.keys import signing_public
from core.sealing.signed import open_signed, sign
from core.tablet.errors import PacketClosed, PacketOutOfDate
from core.tablet.packet import FilePacket
from core.wire import to_json
from tests.fakes.activation import (
    CODE,
    FINGERPRINT,
    INVITING,
    PACKET,
    PIN,
    URL,
    MemoryActivations,
    MemoryIdentity,
)
from tests.fakes.tablet import DEVICE, SIGNING, FakeServer, a_packet

PASSWORD = "contraseña ficticia"
INVITATION = Invitation(URL, FINGERPRINT, SIGNING.public_key().public_bytes_raw(), CODE)


def packets_in(folder: Path) -> Callable[[ServerPin], FilePacket]:
    def of(pin: ServerPin) -> FilePacket:
        by = signing_public(pin.signing_key)
        return FilePacket(folder, lambda signed: open_signed(signed, kind=PAQUETE, by=by))

    return of


def proceso_key(signed: Signed) -> bytes:
    raw = b64.decode(signed.key)
    open_signed(signed, kind=PROCESO, by=signing_public(raw))
    return raw


@dataclass
class Activating:
    folder: Path
    server: MemoryActivations = field(default_factory=MemoryActivations)
    identity: MemoryIdentity = field(default_factory=MemoryIdentity)

    def __call__(
        self, invitation: Invitation | TypedInvitation = INVITATION, password: str = PASSWORD
    ) -> WorkPacket:
        act = ActivateTablet(
            self.server, self.identity, packets_in(self.folder), proceso_key, b64.encode
        )
        return act(invitation, password, app_hash="ab" * 32, frames=FrameSourceKind.FILE)


@pytest.fixture
def activate(tmp_path: Path) -> Activating:
    return Activating(tmp_path)


def test_an_activated_tablet_has_its_packet(activate: Activating) -> None:
    assert activate() == a_packet()
    assert activate.identity.admitted == ("d1", "token-ficticio")
    (asked,) = activate.server.asked
    key = b64.encode(DEVICE.public_key().public_bytes_raw())
    assert asked == Activation(CODE, key, "ab" * 32, "file")


def test_the_password_never_leaves_the_tablet(activate: Activating) -> None:
    activate()
    assert PASSWORD not in str(activate.server.asked)
    assert activate.identity.password == PASSWORD


def test_a_short_password_is_refused_before_anything(activate: Activating) -> None:
    with pytest.raises(PasswordWeak):
        activate(password="corta")
    assert activate.identity.pin is None


def test_another_server_is_refused_before_anything_is_sent(activate: Activating) -> None:
    activate.server.fingerprint = bytes(32)
    for invitation in (INVITATION, TypedInvitation.typed(URL, CODE)):
        with pytest.raises(CodeOfAnotherServer):
            activate(invitation)
    assert activate.identity.pin is None
    assert not activate.server.asked


def test_by_hand_another_signing_key_is_refused_before_anything_is_sent(
    activate: Activating,
) -> None:
    activate.server.proceso_by = Ed25519PrivateKey.generate()
    with pytest.raises(CodeOfAnotherServer):
        activate(TypedInvitation.typed(URL, CODE))
    assert activate.identity.pin is None
    assert not activate.server.asked


def test_by_hand_the_signing_key_is_that_of_the_proceso(activate: Activating) -> None:
    typed = TypedInvitation.typed("central.example:8443/", grouped(CODE).lower())
    assert activate(typed) == a_packet()
    assert activate.identity.pin is not None
    assert activate.identity.pin.signing_key == SIGNING.public_key().public_bytes_raw()


@pytest.mark.parametrize("address", ["", "http://central.example", "https://a b", "https://a/b"])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(AddressMalformed):
        TypedInvitation.typed(address, CODE)


def test_a_typed_code_has_its_length() -> None:
    with pytest.raises(CodeMalformed):
        TypedInvitation.typed(URL, CODE[:-1])


def test_a_refused_activation_admits_nothing(activate: Activating) -> None:
    activate.server.given = CentralRefused("codigo_usado", 409)
    with pytest.raises(CentralRefused):
        activate()
    assert activate.identity.admitted is None


def test_a_packet_by_another_key_admits_nothing(activate: Activating) -> None:
    stranger = sign(PAQUETE, to_json(a_packet()), by=DEVICE)
    activate.server.given = Activated("d1", "t", stranger)
    with pytest.raises(SignatureRejected):
        activate()
    assert activate.identity.admitted is None


def test_who_invites_is_asked_of_the_server_of_the_code(activate: Activating) -> None:
    assert ReadInvitation(activate.server, proceso_key)(INVITATION) == INVITING
    assert activate.server.consulted == [CODE]
    activate.server.fingerprint = bytes(32)
    with pytest.raises(CodeOfAnotherServer):
        ReadInvitation(activate.server, proceso_key)(INVITATION)
    assert activate.server.consulted == [CODE]


@pytest.fixture
def server() -> FakeServer:
    return FakeServer(packets=[PACKET])


@pytest.fixture
def load(server: FakeServer, tmp_path: Path) -> LoadWorkPacket:
    identity = MemoryIdentity(PIN, PASSWORD, ("d1", "token-ficticio"))
    packets = packets_in(tmp_path)(PIN)
    return LoadWorkPacket(server, identity, packets, b64.encode, b64.decode, "ab" * 32)


def test_a_contact_makes_the_packet_new(load: LoadWorkPacket, server: FakeServer) -> None:
    assert load() == a_packet()
    server.packets.append(sign(PAQUETE, to_json(a_packet(version=2)), by=SIGNING))
    assert load().version == 2
    assert load.packets.load().version == 2


def test_the_codes_that_close_a_packet_are_those_of_the_server() -> None:
    closing = (VinculoEnded, AppNotAuthorised, DeviceVoided, DeviceReported)
    assert {each.code for each in closing} == CLOSING


@pytest.mark.parametrize("code", sorted(CLOSING))
@pytest.mark.parametrize("where", ["session", "packet"])
def test_what_ends_the_work_closes_the_packet(
    load: LoadWorkPacket, server: FakeServer, code: str, where: str
) -> None:
    load()
    server.faults[where] = [CentralRefused(code, 403)]
    with pytest.raises(CentralRefused):
        load()
    with pytest.raises(PacketClosed) as closed:
        load.packets.load()
    assert closed.value.code == code
    assert load() == a_packet()


@pytest.mark.parametrize("fault", [CentralUnreachable(), CentralRefused("sesion_vencida", 401)])
def test_anything_else_leaves_the_packet_in_force(
    load: LoadWorkPacket, server: FakeServer, fault: CentralRefused
) -> None:
    load()
    server.faults["nonce"] = [fault]
    with pytest.raises(type(fault)):
        load()
    assert load.packets.load() == a_packet()


@pytest.mark.parametrize("accepts", [True, False])
def test_an_invitation_is_answered_with_a_session(
    load: LoadWorkPacket, server: FakeServer, *, accepts: bool
) -> None:
    server.invited = Invitaciones((INVITING,))
    act = AnswerOnTablet(server, load.session)
    assert act.pending(load.session()).items == (INVITING,)
    assert act("v1", accepts=accepts) == Invitaciones(())
    assert server.answers == [("v1", accepts)]


def test_a_packet_by_another_key_leaves_the_kept_one(
    load: LoadWorkPacket, server: FakeServer
) -> None:
    load()
    server.packets.append(replace(PACKET, body=b64.encode(to_json(a_packet(version=9)))))
    with pytest.raises(SignatureRejected):
        load()
    assert load.packets.load() == a_packet()


def test_a_packet_shown_by_another_screen_is_kept_if_it_is_this_tablets_and_not_older(
    activate: Activating,
) -> None:
    activate()
    packets = packets_in(activate.folder)(PIN)
    take = TakeWorkPacket(activate.identity, packets)

    def shown(by: Ed25519PrivateKey = SIGNING, **changes: object) -> Signed:
        return sign(PAQUETE, to_json(a_packet(**changes)), by=by)

    own = activate.identity.device()
    newer = a_packet(device=own, version=4)
    assert take(shown(device=own, version=4)) == packets.load() == newer
    for refused, error in (
        (shown(device="otra", version=9), PacketOfAnother),
        (shown(device=own, version=3), PacketOutOfDate),
        (shown(DEVICE, device=own, version=9), SignatureRejected),
    ):
        with pytest.raises(error):
            take(refused)
        assert packets.load() == newer

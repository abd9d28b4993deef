"""A tablet's life against the real server over TLS: activation, saving, sending, cuts, baja."""

import hashlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from core.client.captura import ActivationClient, TabletClient
from core.domain.device.paquete import Activated, Activation
from core.domain.device.tablet import SendStage, ServerPin
from core.errors import CentralRefused, CentralUnreachable
from core.sealing.activation_code import TypedInvitation, grouped
from core.sealing.keys import signing_public
from core.sealing.receipt import ServerReceipts
from core.tablet.errors import PacketClosed
from core.tablet.identity import TabletIdentity
from tests.apoyo_world import FIRST, SECOND, World
from tests.central_server import Central
from tests.client.real_tablet import RealTablet, invitation

pytestmark = [
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
    pytest.mark.usefixtures("quick_wrapping"),
]


@pytest.fixture
def world(central: Central) -> World:
    world = World.made(central)
    world.enlist()
    world.enlist(SECOND)
    world.answer_by_mail()
    return world


@pytest.fixture
def tablet(tmp_path: Path) -> RealTablet:
    return RealTablet(tmp_path / "tableta")


@pytest.fixture
def identity(world: World, tablet: RealTablet) -> TabletIdentity:
    return tablet.activate(invitation(world))


@pytest.fixture
def client(tablet: RealTablet, identity: TabletIdentity) -> Iterator[TabletClient]:
    del identity
    client = tablet.client()
    with closing(client.visits):
        yield client


def test_a_typed_code_activates_as_a_scanned_one_does(world: World, tablet: RealTablet) -> None:
    typed = TypedInvitation.typed(world.central.url, grouped(world.code()).lower())
    identity = tablet.activate(typed)
    key = world.central.deps.signing_key.public_key().public_bytes_raw()
    assert identity.server().signing_key == key
    assert tablet.packets(identity.server()).load().device == identity.device()


def test_a_code_is_good_once(world: World, identity: TabletIdentity, tmp_path: Path) -> None:
    assert identity.is_activated()
    with pytest.raises(CentralRefused) as refused:
        RealTablet(tmp_path / "otra").activate(invitation(world))
    assert (refused.value.status, refused.value.code) == (409, "codigo_usado")


def test_an_activation_whose_answer_was_lost_is_asked_again_after_a_restart(
    world: World, tablet: RealTablet, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = ActivationClient.activate

    def lost(client: ActivationClient, server: ServerPin, activation: Activation) -> Activated:
        real(client, server, activation)
        raise CentralUnreachable

    with monkeypatch.context() as cut:
        cut.setattr(ActivationClient, "activate", lost)
        with pytest.raises(CentralUnreachable):
            tablet.activate(invitation(world))
    assert not tablet.identity.is_activated()
    identity = tablet.activate(invitation(world))
    tablet.save(identity)
    client = tablet.client()
    with closing(client.visits):
        assert [each.stage for each in tablet.sending(client)()] == [SendStage.RECEIVED]


def test_what_arrives_is_what_was_sealed(
    world: World, tablet: RealTablet, identity: TabletIdentity, client: TabletClient
) -> None:
    for aspirante in (FIRST, SECOND, FIRST):
        tablet.save(identity, aspirante)
    waiting = tablet.queue.pending()
    sealed = {hashlib.sha256(tablet.queue.envelope(each)).hexdigest() for each in waiting}
    results = tablet.sending(client)()
    assert [each.stage for each in results] == [SendStage.RECEIVED] * 3
    assert not tablet.queue.pending()
    blobs = [path for path in (world.central.data / "blobs").rglob("*") if path.is_file()]
    assert sealed <= {hashlib.sha256(path.read_bytes()).hexdigest() for path in blobs}
    assert len({each.folio for each in tablet.ledger.kept()}) == 3


def test_a_cut_upload_goes_on_from_what_the_server_holds(
    tablet: RealTablet, identity: TabletIdentity, client: TabletClient
) -> None:
    tablet.save(identity)
    (record,) = tablet.queue.pending()
    envelope = tablet.queue.envelope(record)
    with pytest.raises(CentralUnreachable):
        client.upload(record, envelope[:40_000], 0)  # the body ends early: 202, no receipt
    with pytest.raises(CentralRefused) as refused:
        client.upload(record, envelope, 7)
    assert refused.value.code == "desfase"
    assert refused.value.facts == {"offset": "40000"}
    (result,) = tablet.sending(client)()
    assert result.stage is SendStage.RECEIVED


def test_a_receipt_can_be_asked_for_again(
    tablet: RealTablet, identity: TabletIdentity, client: TabletClient
) -> None:
    tablet.save(identity)
    (record,) = tablet.queue.pending()
    with pytest.raises(CentralRefused) as refused:
        client.receipt(record.record_id)
    assert refused.value.status == 404
    tablet.sending(client)()
    receipts = ServerReceipts(signing_public(identity.server().signing_key))
    folio = receipts.check(client.receipt(record.record_id), record).folio
    assert [each.folio for each in tablet.ledger.kept()] == [folio]


def test_a_contact_renews_the_packet_and_reads_the_acuses(
    tablet: RealTablet, identity: TabletIdentity, client: TabletClient
) -> None:
    before = tablet.packets(identity.server()).load()
    after = tablet.renew(identity, client)
    assert after.server_time > before.server_time
    assert len(after.vinculos) == 2


def test_after_the_last_baja_capture_closes_and_what_was_saved_is_received(
    world: World, tablet: RealTablet, identity: TabletIdentity, client: TabletClient
) -> None:
    tablet.save(identity)
    for aspirante in (FIRST, SECOND):
        console = world.console(aspirante)
        (row,) = console.get("/v1/auxiliares").json()["items"]
        path = f"/v1/vinculos/{row['vinculo']['id']}/baja"
        assert console.post(path, {"reason": "prueba"}).status_code == 200
    with pytest.raises(CentralRefused) as refused:
        tablet.renew(identity, client)
    assert (refused.value.status, refused.value.code) == (403, "vinculo_terminado")
    with pytest.raises(PacketClosed):
        tablet.save(identity)
    (result,) = tablet.sending(client)()
    assert result.stage is SendStage.RECEIVED


def test_without_a_way_everything_waits(
    world: World, tablet: RealTablet, identity: TabletIdentity
) -> None:
    del world
    tablet.save(identity)
    away = tablet.client("https://127.0.0.1:9")
    with closing(away.visits):
        (result,) = tablet.sending(away)()
    assert result.stage is SendStage.CUT
    assert len(tablet.queue.pending()) == 1

"""The work packet that is kept: only one that verifies, never an older one, none once closed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from core.domain.device.paquete import WorkPacket
from core.domain.proceso.proceso import Notice
from core.domain.values.signed import PAQUETE, Signed
from core.sealing.errors import SignatureRejected
from core.sealing.signed import open_signed, sign
from core.tablet.errors import PacketClosed, PacketDamaged, PacketMissing, PacketOutOfDate
from core.tablet.packet import FilePacket
from core.wire import to_json
from tests.fakes.tablet import DEVICE, SIGNING, a_packet


@pytest.fixture
def verify() -> Callable[[Signed], bytes]:
    return lambda signed: open_signed(signed, kind=PAQUETE, by=SIGNING.public_key())


@pytest.fixture
def packets(tmp_path: Path, verify: Callable[[Signed], bytes]) -> FilePacket:
    return FilePacket(tmp_path, verify)


def signed(packet: WorkPacket) -> Signed:
    return sign(PAQUETE, to_json(packet), by=SIGNING)


def test_there_is_none_at_first(packets: FilePacket) -> None:
    with pytest.raises(PacketMissing):
        packets.load()


def test_what_is_stored_is_loaded(packets: FilePacket, tmp_path: Path) -> None:
    assert packets.store(signed(a_packet())) == a_packet()
    assert FilePacket(tmp_path, packets.verify).load() == a_packet()


def test_one_that_does_not_verify_is_refused_and_the_old_one_stays(packets: FilePacket) -> None:
    packets.store(signed(a_packet()))
    with pytest.raises(SignatureRejected):
        packets.store(sign(PAQUETE, to_json(a_packet(version=2)), by=DEVICE))
    assert packets.load() == a_packet()


def test_an_older_one_is_refused(packets: FilePacket) -> None:
    packets.store(signed(a_packet(version=3)))
    packets.store(signed(a_packet(version=3, auxiliar_name="OTRO FICTICIO")))
    with pytest.raises(PacketOutOfDate):
        packets.store(signed(a_packet(version=2)))
    assert packets.load().auxiliar_name == "OTRO FICTICIO"


def test_another_proceso_begins_anew(packets: FilePacket) -> None:
    packets.store(signed(a_packet(version=3)))
    assert packets.store(signed(a_packet(version=1, proceso="otro"))).proceso == "otro"


def test_a_closed_one_says_the_reason_of_the_server_until_a_new_one_comes(
    packets: FilePacket,
) -> None:
    packets.store(signed(a_packet()))
    packets.close("vinculo_terminado")
    with pytest.raises(PacketClosed) as closed:
        packets.load()
    assert closed.value.code == "vinculo_terminado"
    packets.store(signed(a_packet()))
    assert packets.load() == a_packet()


def test_one_altered_on_disk_is_never_used(packets: FilePacket, tmp_path: Path) -> None:
    packets.store(signed(a_packet()))
    text = (tmp_path / "packet").read_text()
    (tmp_path / "packet").write_text(text.replace('"kind":"paquete"', '"kind":"proceso"'))
    with pytest.raises(SignatureRejected):
        packets.load()


def test_one_that_was_signed_before_auxiliares_had_a_notice_still_reads(
    packets: FilePacket,
) -> None:
    former = {k: v for k, v in json.loads(to_json(a_packet())).items() if k != "people_notice"}
    body = json.dumps(former).encode()
    assert packets.store(sign(PAQUETE, body, by=SIGNING)) == a_packet()
    assert packets.load().people_notice == Notice("", "")


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe\x00", b"Vinculo terminado"])
def test_a_reason_that_no_longer_reads_is_damage_and_a_new_packet_ends_it(
    packets: FilePacket, tmp_path: Path, content: bytes
) -> None:
    packets.store(signed(a_packet()))
    packets.close("vinculo_terminado")
    (tmp_path / "packet.closed").write_bytes(content)
    with pytest.raises(PacketDamaged):
        packets.load()
    packets.store(signed(a_packet()))
    assert packets.load() == a_packet()

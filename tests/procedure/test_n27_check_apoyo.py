"""Numeral 27: which envelopes are received, told by header and signature alone."""

from dataclasses import replace

import pytest

from core.domain.apoyos.apoyo import FrameSourceKind, Header, RecordMode
from core.domain.apoyos.apoyo_errors import (
    AnotherAuxiliar,
    AnotherKey,
    AnotherProceso,
    AnotherRecord,
    DeviceUnknown,
    FileFramesRefused,
    RecordAspiranteUnknown,
    RecordOfNoVinculo,
    TrainingRefused,
)
from core.domain.device.paquete import Activation
from core.domain.proceso.proceso import Mode
from core.errors import EnvelopeRejected
from core.ports.keyed_request import KeyedRequest
from core.procedure.n27_check_apoyo import CheckApoyo
from tests.apoyo_data import FIRST, SECOND, a_proceso, an_alta
from tests.fakes.apoyos import OneEnvelope, a_header, arrived
from tests.fakes.clock import SetClock
from tests.fakes.registration import NOW
from tests.fakes.vinculos import MemoryCandidates, MemoryDevices, MemoryVinculos

PROCESO = a_proceso()
KEY_ID = "0123456789abcdef"


class Door:
    """A server that knows one tablet, of an auxiliar who accepted FIRST."""

    def __init__(self, mode: Mode = Mode.PRACTICA) -> None:
        clock = SetClock(NOW)
        self.proceso = replace(PROCESO, mode=mode)
        self.vinculos, self.devices = MemoryVinculos(clock), MemoryDevices(clock)
        auxiliar = self.vinculos.open_auxiliar(an_alta()).number
        request = KeyedRequest.of("llave-1", an_alta())
        self.vinculo = self.vinculos.begin(FIRST, auxiliar, an_alta(), request).id
        self.vinculos.accept(self.vinculo)
        device = self.devices.admit(auxiliar, Activation("", "llave", "", "file")).device
        header = a_header(
            proceso=PROCESO.id,
            aspirante=FIRST,
            auxiliar=auxiliar,
            device=device.id,
            key_id=KEY_ID,
            frames=FrameSourceKind.CAMERA,
        )
        self.envelope = OneEnvelope(header)

    def check(self, **changes: object) -> Header:
        asked = self.envelope.header.record_id
        self.envelope.header = replace(self.envelope.header, **changes)  # type: ignore[arg-type]
        act = CheckApoyo(
            self.envelope,
            self.devices.find,
            MemoryCandidates().find,
            self.vinculos.ever_accepted,
            self.proceso,
            KEY_ID,
        )
        return act(arrived(OneEnvelope.CONTENT), record_id=asked)


@pytest.fixture
def door() -> Door:
    return Door()


def test_what_a_tablet_of_ours_signed_is_let_in_and_its_own_key_is_asked(door: Door) -> None:
    assert door.check() == door.envelope.header
    assert door.envelope.verified == ["llave"]


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"mode": RecordMode.TRAINING}, TrainingRefused),
        ({"proceso": "otro-2027"}, AnotherProceso),
        ({"device": "d99"}, DeviceUnknown),
        ({"auxiliar": "000099"}, AnotherAuxiliar),
        ({"record_id": "b2" * 16}, AnotherRecord),
        ({"key_id": "f" * 16}, AnotherKey),
        ({"aspirante": "000009"}, RecordAspiranteUnknown),
        ({"aspirante": SECOND}, RecordOfNoVinculo),
    ],
)
def test_each_thing_that_is_another_is_refused_by_its_name(
    door: Door, changes: dict[str, object], error: type[EnvelopeRejected]
) -> None:
    with pytest.raises(EnvelopeRejected) as refused:
        door.check(**changes)
    assert type(refused.value) is error


def test_another_signature_is_refused(door: Door) -> None:
    door.envelope.signer = "otra"
    with pytest.raises(EnvelopeRejected):
        door.check()


@pytest.mark.parametrize("mode", list(Mode))
def test_pictures_from_files_are_for_a_practica_only(mode: Mode) -> None:
    door = Door(mode)
    assert door.check().frames is FrameSourceKind.CAMERA
    if mode is Mode.PRACTICA:
        assert door.check(frames=FrameSourceKind.FILE)
    else:
        with pytest.raises(FileFramesRefused):
            door.check(frames=FrameSourceKind.FILE)


def test_a_former_tablet_and_an_ended_vinculo_keep_nothing_out(door: Door) -> None:
    door.devices.void(door.envelope.header.device, "cambio")
    door.vinculos.end(door.vinculo, "terminó")
    assert door.check() == door.envelope.header


def test_an_invitation_that_was_never_accepted_lets_nothing_in(door: Door) -> None:
    auxiliar = door.envelope.header.auxiliar
    door.vinculos.begin(SECOND, auxiliar, an_alta(), KeyedRequest.of("llave-2", an_alta()))
    with pytest.raises(RecordOfNoVinculo):
        door.check(aspirante=SECOND)

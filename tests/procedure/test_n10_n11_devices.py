"""Numerals 10 and 11, on the server: one tablet by its code, its packet, a change, a theft."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.domain.access.access_errors import LinkOver, OwnDataWrong
from core.domain.apoyos.apoyo_errors import (
    AppNotAuthorised,
    CodeExpired,
    CodeUnknown,
    CodeUsed,
    DeviceReasonUnknown,
    DeviceReported,
    DeviceVoided,
    FramesOfPractice,
    NoDevice,
    OtherDevice,
    VinculoEnded,
    VinculoOver,
    VinculoPending,
)
from core.domain.device.dispositivo import OwnData, SuspensionReason
from core.domain.device.paquete import WorkPacket
from core.domain.proceso.proceso import Mode
from core.domain.registration.auxiliar import Baja, DeviceChange, VinculoState
from core.domain.values.signed import PAQUETE, Signed
from core.errors import ApoyoError, NotThere
from core.ports.central_vinculos import Device
from core.procedure.n11_issue_work_packet import ElectionKey, IssueWorkPacket, check_visiting
from tests.apoyo_data import FIRST, SECOND, a_periodo, a_proceso, an_alta
from tests.fakes.office import Office
from tests.fakes.padron import MemoryTerritory
from tests.fakes.registration import NOW

REVISION = SuspensionReason("revision")


TERRITORY = MemoryTerritory(
    {"gubernatura": frozenset({"0102", "0101"}), "otra": frozenset({"0999"})},
    {("gubernatura", FIRST): a_periodo(NOW)},
)
"""One cargo whose period is open for the first aspirante."""


@pytest.fixture
def office() -> Office:
    return Office()


def packet_of(office: Office, device: Device) -> WorkPacket:
    made: list[object] = []

    def sign(kind: str, value: object) -> Signed:
        made.append(value)
        return Signed(kind, "", "", "")

    act = IssueWorkPacket(
        vinculos=office.vinculos,
        reports=office.reports,
        candidates=office.candidates,
        territory=TERRITORY,
        sign=sign,
        clock=office.clock,
        proceso=office.proceso,
        version=7,
        election=ElectionKey("publica", "nombre"),
        readable=lambda shown: shown,
    )
    assert act(device).kind == PAQUETE
    (packet,) = made
    assert isinstance(packet, WorkPacket)
    return packet


def test_a_code_admits_one_tablet_accepts_its_vinculo_and_is_spent(office: Office) -> None:
    vinculo = office.enlist()
    admitted = office.admit()
    assert office.vinculos.by_id(vinculo.id).state is VinculoState.ACCEPTED
    assert office.devices.active(vinculo.auxiliar) == admitted.device
    assert office.acts[-2:] == ["vinculo_aceptado", "tableta_activada"]
    assert office.bitacora.facts[-1] == {
        "auxiliar": vinculo.auxiliar,
        "app": "ab" * 32,
        "imagenes": "camera",
        "vinculo": vinculo.id,
    }
    with pytest.raises(CodeUsed):
        office.admit(key="otra")
    assert office.devices.active(vinculo.auxiliar) == admitted.device


def test_a_lost_answer_is_asked_again_with_the_same_key_and_gets_a_new_token(
    office: Office,
) -> None:
    vinculo = office.enlist()
    first = office.admit()
    again = office.admit()
    assert again.device == first.device
    assert again.upload_token != first.upload_token
    assert office.acts[-1] == "activacion_repetida"
    office.ending(FIRST, vinculo.id, Baja("terminó"))
    with pytest.raises(VinculoEnded):
        office.admit()
    office.devices.void(first.device.id, "cambio")
    with pytest.raises(CodeUsed):
        office.admit()


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"code": "X" * 36}, CodeUnknown),
        ({"app_hash": "AB" * 32}, AppNotAuthorised),
        ({"app_hash": "ab\n"}, AppNotAuthorised),
        ({"frames": "pantalla"}, FramesOfPractice),
    ],
)
def test_what_is_refused_spends_no_code_and_admits_nothing(
    office: Office, changes: dict[str, str], error: type[ApoyoError]
) -> None:
    vinculo = office.enlist()
    with pytest.raises(error):
        office.admit(**changes)
    assert not office.devices.kept
    assert office.vinculos.by_id(vinculo.id).state is VinculoState.PENDING
    assert not office.codes.read(office.last_code).spent
    assert office.admit()


def test_only_listed_apps_and_cameras_in_a_real_proceso() -> None:
    office = Office(replace(a_proceso(), mode=Mode.REAL, authorised_apps=("cd" * 32,)))
    office.enlist()
    for refused, error in (
        ({"app_hash": "ab" * 32}, AppNotAuthorised),
        ({"app_hash": ""}, AppNotAuthorised),
        ({"app_hash": "cd" * 32, "frames": "file"}, FramesOfPractice),
    ):
        with pytest.raises(error):
            office.admit(**refused)
    assert office.admit(app_hash="cd" * 32)


def test_a_code_that_is_over_or_of_an_ended_vinculo_admits_nothing(office: Office) -> None:
    vinculo = office.enlist()
    code = office.last_code
    office.vinculos.end(vinculo.id, "terminó")
    with pytest.raises(VinculoOver):
        office.admit()
    office.clock.forward(timedelta(days=7))
    with pytest.raises(CodeExpired):
        office.admit(code)
    assert not office.devices.kept


def test_a_second_tablet_takes_the_place_only_with_a_code_for_a_change(office: Office) -> None:
    vinculo, device = office.tablet()
    office.activation(vinculo)
    with pytest.raises(OtherDevice):
        office.admit(key="otra")
    office.changing(FIRST, vinculo.id, DeviceChange("cambio"))
    assert office.devices.active(vinculo.auxiliar) == device
    other = office.admit(key="otra").device
    assert office.devices.active(vinculo.auxiliar) == other
    former = office.devices.kept[device.id]
    assert (former.void_reason, former.voided_at) == ("cambio", office.clock.now())
    assert office.acts[-2:] == ["dispositivo_anulado", "tableta_activada"]


def test_a_packet_holds_the_accepted_vinculos_in_force_and_no_other(office: Office) -> None:
    vinculo, device = office.tablet()
    second = office.enlist(SECOND)
    packet = packet_of(office, device)
    assert [each.aspirante.id_solicitante for each in packet.vinculos] == [FIRST]
    assert packet.vinculos[0].periodo == a_periodo(NOW)
    assert packet.secciones == {"gubernatura": ("0101", "0102")}
    assert (packet.version, packet.device, packet.auxiliar) == (7, device.id, vinculo.auxiliar)
    assert packet.server_time == office.clock.now()
    assert (packet.election_key, packet.election_key_id) == ("publica", "nombre")
    assert (packet.auxiliar_name, packet.mode) == (an_alta().full_name, Mode.PRACTICA)
    office.accepting(second.id)
    both = packet_of(office, device).vinculos
    assert [each.aspirante.id_solicitante for each in both] == [FIRST, SECOND]
    assert both[1].periodo is None


def test_a_report_takes_away_the_reporters_own_packet_alone(office: Office) -> None:
    vinculo, device = office.tablet()
    office.accepting(office.enlist(SECOND).id)
    office.changing(FIRST, vinculo.id, DeviceChange("robada"))
    shown = packet_of(office, device).vinculos
    assert [each.aspirante.id_solicitante for each in shown] == [SECOND]
    (second,) = office.vinculos.in_force(vinculo.auxiliar)[1:]
    office.changing(SECOND, second.id, DeviceChange("robada"))
    with pytest.raises(DeviceReported):
        packet_of(office, device)
    assert office.devices.active(vinculo.auxiliar) == device


def test_no_packet_without_a_vinculo_or_for_a_voided_tablet(office: Office) -> None:
    vinculo, device = office.tablet()
    office.ending(FIRST, vinculo.id, Baja("terminó"))
    with pytest.raises(VinculoEnded):
        packet_of(office, device)
    with pytest.raises(VinculoEnded):
        check_visiting(device, office.vinculos, office.reports)
    office.enlist(SECOND)
    check_visiting(device, office.vinculos, office.reports)  # there is an invitation to answer
    office.devices.void(device.id, "cambio")
    with pytest.raises(DeviceVoided):
        packet_of(office, office.devices.kept[device.id])


def test_a_theft_is_reported_once_and_everybody_concerned_is_told_without_names(
    office: Office,
) -> None:
    vinculo, device = office.tablet()
    office.accepting(office.enlist(SECOND).id)
    before = len(office.outbox.mails)
    for _ in range(2):
        office.changing(FIRST, vinculo.id, DeviceChange("robada"))
    told = office.outbox.mails[before:]
    assert [(each.kind, each.to) for each in told] == [
        ("tableta_reportada", "aspira000001@muestra.invalid"),
        ("tableta_reportada", "aspira000002@muestra.invalid"),
        ("tableta_robada", an_alta().correo),
    ]
    assert not any("ASPIRA" in each.letter.text for each in told)
    assert [each.secret for each in told] == [False, False, True]
    assert office.acts.count("tableta_reportada") == 1
    assert office.devices.active(vinculo.auxiliar) == device


def test_what_an_aspirante_asks_of_a_tablet_has_its_conditions(office: Office) -> None:
    vinculo = office.enlist()
    for reason, error in (("otra cosa", DeviceReasonUnknown), ("cambio", VinculoPending)):
        with pytest.raises(error):
            office.changing(FIRST, vinculo.id, DeviceChange(reason))
    office.accepting(vinculo.id)
    with pytest.raises(NoDevice):
        office.changing(FIRST, vinculo.id, DeviceChange("robada"))
    with pytest.raises(NotThere):
        office.changing(SECOND, vinculo.id, DeviceChange("cambio"))
    with pytest.raises(NotThere):
        office.changing.send_code(SECOND, vinculo.id)
    office.admit()
    office.changing.send_code(FIRST, vinculo.id)
    assert not office.codes.read(office.last_code).replaces
    office.changing(FIRST, vinculo.id, DeviceChange("cambio"))
    assert office.codes.read(office.last_code).replaces == "cambio"
    asked = office.acts.index("cambio_de_dispositivo_pedido")
    assert office.bitacora.facts[asked] == {"auxiliar": vinculo.auxiliar, "motivo": "cambio"}
    office.changing(FIRST, vinculo.id, DeviceChange("robada"))
    office.changing.send_code(FIRST, vinculo.id)
    assert office.codes.read(office.last_code).replaces == "robada"


def test_the_auxiliar_suspends_by_link_and_own_data_together(office: Office) -> None:
    vinculo, device = office.tablet()
    office.changing(FIRST, vinculo.id, DeviceChange("robada"))
    link, own = office.last_link, OwnData(an_alta().fecha_nacimiento, an_alta().telefono)
    for wrong in (replace(own, telefono="7470000009"), replace(own, fecha_nacimiento=NOW.date())):
        with pytest.raises(OwnDataWrong):
            office.suspending.by_auxiliar(link, wrong)
    assert office.devices.active(vinculo.auxiliar) == device
    suspended = office.suspending.by_auxiliar(link, own)
    assert suspended.is_suspended
    assert office.bitacora.facts[-1] == {"motivo": "auxiliar"}
    with pytest.raises(LinkOver):
        office.suspending.by_auxiliar(link, own)


def test_the_uti_suspends_once_sets_reports_aside_and_reopens(office: Office) -> None:
    vinculo, device = office.tablet()
    office.changing(FIRST, vinculo.id, DeviceChange("robada"))
    link = office.last_link
    office.suspending.withdraw(device.id, REVISION)
    assert packet_of(office, device).vinculos
    with pytest.raises(LinkOver):
        office.suspending.named(link)
    assert office.acts[-1] == "reporte_retirado"
    assert office.bitacora.facts[-1] == {"motivo": "revision"}
    suspended = office.suspending(device.id, REVISION)
    assert office.suspending(device.id, REVISION) == suspended
    assert office.acts.count("dispositivo_suspendido") == 1
    assert office.outbox.mails[-1].kind == "tableta_suspendida"
    assert not office.suspending.reopen(device.id, REVISION).is_suspended
    assert office.acts[-1] == "dispositivo_reabierto"
    assert office.bitacora.facts[-1] == {"motivo": "revision"}
    assert office.devices.active(vinculo.auxiliar) is None
    with pytest.raises(NotThere):
        office.suspending("d99", REVISION)


@pytest.mark.parametrize("reason", ["cambio", "olvido", "robada"])
def test_a_tablet_out_of_use_is_suspended_and_reopened_as_often_as_needed(
    office: Office, reason: str
) -> None:
    _, device = office.tablet()
    office.devices.void(device.id, reason)
    for _ in range(3):
        assert office.suspending(device.id, REVISION).is_suspended
        assert not office.suspending.reopen(device.id, REVISION).is_suspended
    assert office.devices.kept[device.id].void_reason == reason

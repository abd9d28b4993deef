"""The contract of vínculos, codes, tablets, reports and links: in memory and in both databases."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import count

import pytest

from core.central.unit_of_work import UnitOfWork
from core.domain.access.access_errors import LinkOver
from core.domain.apoyos.apoyo_errors import CodeExpired, CodeUnknown
from core.domain.device.paquete import Activation
from core.domain.registration.auxiliar import Vinculo, VinculoState
from core.errors import NotThere
from core.ports.central_vinculos import (
    CODE_LASTS,
    ActivationCodes,
    Candidates,
    Devices,
    MailLinks,
    StolenReports,
    Vinculos,
)
from core.ports.keyed_request import KeyedRequest
from tests.apoyo_data import FIRST, SECOND, a_proceso, an_alta, register
from tests.fakes.clock import SetClock
from tests.fakes.registration import NOW
from tests.fakes.vinculos import (
    MemoryCandidates,
    MemoryCodes,
    MemoryDevices,
    MemoryLinks,
    MemoryReports,
    MemoryVinculos,
)

MINUTE = timedelta(minutes=1)


@dataclass
class Ports:
    """The ports of auxiliares and tablets, and two registered aspirantes."""

    clock: SetClock
    candidates: Candidates
    vinculos: Vinculos
    codes: ActivationCodes
    devices: Devices
    reports: StolenReports
    links: MailLinks

    def begin(self, aspirante: str = FIRST, key: str = "llave-1", name: str = "AUXILIA") -> Vinculo:
        """Begin a vínculo with the one auxiliar, a minute after whatever came before."""
        self.clock.forward(MINUTE)
        alta = an_alta(nombre=name)
        person = self.vinculos.auxiliar_of(alta.correo) or self.vinculos.open_auxiliar(alta)
        request = KeyedRequest.of(key, alta)
        return self.vinculos.begin(aspirante, person.number, alta, request)


@pytest.fixture
def ports(work: UnitOfWork | None, clock: SetClock) -> Ports:
    numbers = count(1)

    def make() -> str:
        return f"{next(numbers):036d}"

    if work is None:
        return Ports(
            clock,
            MemoryCandidates(),
            MemoryVinculos(clock),
            MemoryCodes(clock, make),
            MemoryDevices(clock),
            MemoryReports(clock),
            MemoryLinks(clock),
        )
    register(work, NOW, FIRST, "gubernatura")
    register(work, NOW, SECOND, "gubernatura")
    return Ports(
        clock,
        work.candidates(a_proceso()),
        work.vinculos,
        work.codes(make),
        work.devices,
        work.reports,
        work.links,
    )


def test_an_aspirante_is_found_with_the_name_of_the_cargo(ports: Ports) -> None:
    found = ports.candidates.find(FIRST)
    assert found is not None
    assert (found.shown.id_solicitante, found.shown.cargo) == (FIRST, "Gubernatura")
    assert found.cargo_id == "gubernatura"
    assert found.correo.endswith("@muestra.invalid")
    assert ports.candidates.find("000009") is None


def test_an_auxiliar_is_one_address_in_any_case_and_each_alta_takes_a_number(ports: Ports) -> None:
    assert ports.vinculos.auxiliar_of("auxilia@muestra.invalid") is None
    first = ports.begin()
    person = ports.vinculos.auxiliar_of("AUXILIA@MUESTRA.invalid")
    assert person == ports.vinculos.auxiliar(first.auxiliar)
    ports.begin(SECOND, "llave-2")
    other = ports.vinculos.open_auxiliar(an_alta(correo="otra@muestra.invalid"))
    assert (first.auxiliar, other.number) == ("000001", "000003")
    with pytest.raises(NotThere):
        ports.vinculos.auxiliar("000099")


def test_a_vinculo_is_found_by_its_id_and_by_the_key_of_its_aspirante(ports: Ports) -> None:
    vinculo = ports.begin()
    assert vinculo.state is VinculoState.PENDING
    assert vinculo.started_at == ports.clock.now()
    assert ports.vinculos.by_id(vinculo.id) == vinculo
    assert ports.vinculos.by_key(FIRST, "llave-1") == vinculo
    assert ports.vinculos.by_key(FIRST, "llave-2") is None
    assert ports.vinculos.by_key(SECOND, "llave-1") is None
    assert ports.vinculos.sent(vinculo.id) == KeyedRequest.of("llave-1", an_alta()).sha256
    assert ports.vinculos.alta(vinculo.id) == an_alta()
    for ask in (ports.vinculos.by_id, ports.vinculos.sent, ports.vinculos.alta):
        with pytest.raises(NotThere):
            ask("nada")
    with pytest.raises(NotThere):
        ports.vinculos.accept("nada")
    with pytest.raises(NotThere):
        ports.vinculos.end("nada", "terminó")


def test_pending_accepted_and_ended_vinculos_are_told_apart_oldest_first(ports: Ports) -> None:
    first, second = ports.begin(), ports.begin(SECOND, "llave-2")
    number, own = first.auxiliar, ports.vinculos
    assert [each.id for each in own.pending(number)] == [first.id, second.id]
    assert not own.in_force(number)
    assert not own.ever_accepted(SECOND, number)
    own.accept(second.id)
    accepted = own.accept(first.id)
    assert accepted.accepted_at == ports.clock.now()
    assert [each.id for each in own.in_force(number)] == [first.id, second.id]
    assert not own.pending(number)
    ports.clock.forward(MINUTE)
    assert own.accept(first.id) == accepted
    ended = own.end(second.id, "terminó")
    assert (ended.ended_at, ended.end_reason) == (ports.clock.now(), "terminó")
    assert [each.id for each in own.in_force(number)] == [first.id]
    assert own.ever_accepted(SECOND, number)
    assert not own.ever_accepted(SECOND, "000099")


def test_the_first_aspirante_who_is_accepted_names_the_auxiliar(ports: Ports) -> None:
    first, second = ports.begin(), ports.begin(SECOND, "llave-2", name="OTRA")
    ports.vinculos.accept(second.id)
    assert ports.vinculos.auxiliar(first.auxiliar).name.startswith("OTRA ")
    ports.vinculos.accept(first.id)
    assert ports.vinculos.auxiliar(first.auxiliar).name.startswith("OTRA ")


def test_a_code_is_read_until_another_takes_its_place_or_it_is_over(ports: Ports) -> None:
    vinculo = ports.begin()
    number = vinculo.auxiliar
    assert not ports.codes.is_waiting(number)
    former, code = ports.codes.issue(vinculo), ports.codes.issue(vinculo, "cambio")
    with pytest.raises(CodeUnknown):
        ports.codes.read(former)
    read = ports.codes.read(code)
    assert (read.auxiliar, read.vinculo) == (number, vinculo.id)
    assert (read.spent, read.replaces) == (False, "cambio")
    assert ports.codes.is_waiting(number)
    ports.clock.forward(CODE_LASTS - MINUTE)
    assert ports.codes.is_waiting(number)
    ports.clock.forward(MINUTE)
    assert not ports.codes.is_waiting(number)
    with pytest.raises(CodeExpired):
        ports.codes.read(code)
    with pytest.raises(CodeUnknown):
        ports.codes.read("nada")


def test_a_spent_code_stays_known_and_its_auxiliars_others_are_void(ports: Ports) -> None:
    vinculo, second = ports.begin(), ports.begin(SECOND, "llave-2")
    code, other = ports.codes.issue(vinculo), ports.codes.issue(second)
    ports.codes.spend(code)
    assert ports.codes.read(code).spent
    assert not ports.codes.is_waiting(vinculo.auxiliar)
    with pytest.raises(CodeUnknown):
        ports.codes.read(other)
    ports.codes.void(vinculo.id)
    assert ports.codes.read(code).spent
    fresh = ports.codes.issue(second)
    ports.codes.void(vinculo.id)
    assert not ports.codes.read(fresh).spent
    ports.codes.void(second.id)
    with pytest.raises(CodeUnknown):
        ports.codes.read(fresh)


def test_an_auxiliar_has_one_device_until_it_is_voided(ports: Ports) -> None:
    number = ports.begin().auxiliar
    assert ports.devices.active(number) is None
    first = ports.devices.admit(number, Activation("", "llave", "ab" * 32, "camera"))
    device = first.device
    assert (device.auxiliar, device.key, device.frames) == (number, "llave", "camera")
    assert device.activated_at == ports.clock.now()
    assert ports.devices.active(number) == ports.devices.find(device.id) == device
    again = ports.devices.admit_again(device)
    assert again.device == device
    assert again.upload_token != first.upload_token
    ports.devices.void(device.id, "robada")
    assert ports.devices.active(number) is None
    voided = ports.devices.find(device.id)
    assert voided is not None
    assert (voided.voided_at, voided.is_suspended) == (ports.clock.now(), True)
    ports.devices.reopen(device.id)
    reopened = ports.devices.find(device.id)
    assert reopened is not None
    assert not reopened.is_suspended
    assert ports.devices.active(number) is None
    ports.clock.forward(MINUTE)
    ports.devices.suspend(device.id)
    anew = ports.devices.find(device.id)
    assert anew is not None
    assert (anew.suspended_at, anew.is_suspended) == (voided.voided_at, True)
    assert ports.devices.find("nada") is None


def test_a_report_is_kept_once_and_all_of_a_device_are_withdrawn(ports: Ports) -> None:
    first, second = ports.begin(), ports.begin(SECOND, "llave-2")
    device = ports.devices.admit(first.auxiliar, Activation("", "llave", "", "file")).device.id
    kept = ports.reports.add(device, first)
    assert (kept.device, kept.vinculo, kept.aspirante) == (device, first.id, FIRST)
    ports.clock.forward(MINUTE)
    assert ports.reports.add(device, first) == kept
    other = ports.reports.add(device, second)
    assert list(ports.reports.of_device(device)) == [kept, other]
    assert not ports.reports.of_device("nada")
    ports.reports.withdraw(device)
    assert not ports.reports.of_device(device)
    assert ports.reports.add(device, first).reported_at == ports.clock.now()


def test_a_link_is_of_one_kind_one_use_and_the_newest_of_its_thing(ports: Ports) -> None:
    former, link = ports.links.issue("k", "v1"), ports.links.issue("k", "v1")
    other = ports.links.issue("k", "v2")
    assert ports.links.about("k", link) == "v1"
    for kind, token in (("k", former), ("otra", link), ("k", "nada")):
        with pytest.raises(LinkOver):
            ports.links.about(kind, token)
    ports.links.use(link)
    with pytest.raises(LinkOver):
        ports.links.about("k", link)
    with pytest.raises(LinkOver):
        ports.links.use(link)
    assert ports.links.about("k", other) == "v2"
    ports.links.void("k", "v2")
    with pytest.raises(LinkOver):
        ports.links.about("k", other)


def test_the_fifth_wrong_answer_uses_a_link_up_and_so_do_fourteen_days(ports: Ports) -> None:
    link = ports.links.issue("k", "v1")
    for _ in range(4):
        ports.links.was_wrong(link)
    assert ports.links.about("k", link) == "v1"
    ports.links.was_wrong(link)
    with pytest.raises(LinkOver):
        ports.links.about("k", link)
    later = ports.links.issue("k", "v1")
    ports.clock.forward(timedelta(days=14) - MINUTE)
    assert ports.links.about("k", later) == "v1"
    ports.clock.forward(MINUTE)
    with pytest.raises(LinkOver):
        ports.links.about("k", later)

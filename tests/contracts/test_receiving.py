"""The contract of envíos, received records and acuses: in memory and in both databases."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

import pytest

from core.central.unit_of_work import UnitOfWork
from core.domain.apoyos.apoyo import Header, RecordId
from core.domain.apoyos.envio import ANNOUNCED_AT_ONCE, Announcement, WaitingRecord, folio
from core.domain.device.paquete import Activation
from core.domain.values.signed import Signed
from core.errors import NotThere
from core.ports.central_apoyos import (
    Acuses,
    Apoyos,
    Envio,
    Envios,
    IssuedAcuse,
    NewApoyo,
    OpenEnvios,
    Received,
    ReceivingApoyos,
    ReceivingEnvios,
)
from core.ports.keyed_request import KeyedRequest
from tests.apoyo_data import FIRST, SECOND, an_alta, register
from tests.fakes.apoyos import a_header
from tests.fakes.clock import SetClock
from tests.fakes.envios import MemoryAcuses, MemoryApoyos, MemoryEnvios
from tests.fakes.registration import NOW

SIGNED = Signed("recibo", "e30", "llave", "firma")
MINUTE = timedelta(minutes=1)


@dataclass
class Ports:
    """The ports of receiving, two auxiliares, and the tablet that signed every record."""

    clock: SetClock
    envios: Envios
    apoyos: Apoyos
    acuses: Acuses
    work: UnitOfWork | None = None
    auxiliares: tuple[str, str] = ("000001", "000002")
    device: str = "d1"
    given: int = 0

    @contextmanager
    def group(self, *headers: Header) -> Iterator[tuple[ReceivingApoyos, ReceivingEnvios]]:
        """Give the ports through which a group of records is received; it is kept at the end."""
        if self.work is None:
            assert isinstance(self.apoyos, MemoryApoyos)
            assert isinstance(self.envios, MemoryEnvios)
            yield self.apoyos, self.envios
            return
        parts = self.work.group(headers)
        yield parts.apoyos, parts.envios
        parts.write()

    def header(self, number: int, envio: Envio) -> Header:
        """Return the header of a record of this envío's pair."""
        return a_header(
            f"{number:032x}",
            aspirante=envio.aspirante,
            auxiliar=envio.auxiliar,
            device=self.device,
        )

    def begin(self, *waiting: WaitingRecord, aspirante: str = FIRST, of: int = 0) -> Envio:
        """Open the next envío of a pair a minute after whatever came before."""
        self.clock.forward(MINUTE)
        told = Announcement(aspirante, waiting, self.clock.now() - MINUTE)
        return self.envios.begin(self.auxiliares[of], told)

    def receive(self, envio: Envio, number: int, sequence: int) -> Received:
        """Keep a record of an envío under that sequence."""
        header = self.header(number, envio)
        with self.group(header) as (apoyos, envios):
            return self.receive_in(apoyos, envios, envio, header, sequence)

    def receive_in(
        self,
        apoyos: ReceivingApoyos,
        envios: ReceivingEnvios,
        envio: Envio,
        header: Header,
        sequence: int,
    ) -> Received:
        """Keep a record of an envío beside the others of a group."""
        assert envios.open_one(envio.aspirante, envio.auxiliar)
        self.given += 1
        name = folio(envio.aspirante, sequence)
        received = Received(header.record_id, "a" * 64, name, envio.auxiliar, SIGNED)
        new = NewApoyo(header, "a" * 64, 100, envio.id, self.clock.now())
        apoyos.add(new, sequence, self.given, received)
        envios.receive(envio.id)
        return received

    def issue(self, envio: Envio, number: int) -> IssuedAcuse:
        """Keep the acuse of an envío under that number."""
        acuse = IssuedAcuse(
            number=number,
            aspirante=envio.aspirante,
            auxiliar=envio.auxiliar,
            envio_id=envio.id,
            envio=envio.number,
            received=0,
            pending=envio.pending,
            pending_as_of=envio.said_at,
            folios=0,
            issued_at=self.clock.now(),
            signed=SIGNED,
        )
        self.acuses.add(acuse)
        return acuse


@pytest.fixture
def ports(work: UnitOfWork | None, clock: SetClock) -> Ports:
    if work is None:
        apoyos, acuses = MemoryApoyos(), MemoryAcuses()
        return Ports(clock, MemoryEnvios(clock, apoyos, acuses), apoyos, acuses)
    register(work, NOW, FIRST, "gubernatura")
    register(work, NOW, SECOND, "gubernatura")
    one = work.vinculos.open_auxiliar(an_alta()).number
    alta = an_alta(correo="otra@muestra.invalid")
    work.vinculos.begin(FIRST, one, alta, KeyedRequest.of("llave", alta))
    other = work.vinculos.open_auxiliar(alta).number
    device = work.devices.admit(one, Activation("", "llave", "", "file")).device.id
    return Ports(clock, work.envios, work.apoyos, work.acuses, work, (one, other), device)


def waiting(number: int) -> WaitingRecord:
    return WaitingRecord(RecordId(f"{number:032x}"), number, "a" * 64, 100)


def test_of_each_pair_one_envio_at_most_is_open_and_they_are_numbered(ports: Ports) -> None:
    one, two = ports.auxiliares
    assert ports.envios.open_one(FIRST, one) is None
    assert ports.envios.last_number(FIRST, one) == 0
    first = ports.begin(waiting(1))
    assert ports.envios.open_one(FIRST, one) == first
    assert ports.envios.open_one(SECOND, one) is None
    assert ports.envios.open_one(FIRST, two) is None
    assert (first.number, first.announced, first.received, first.pending) == (1, 1, 0, 1)
    assert first.said_at == NOW
    ports.envios.close(first.id, "anuncio")
    assert ports.envios.open_one(FIRST, one) is None
    assert ports.begin(waiting(1), waiting(2)).number == 2
    assert ports.begin(waiting(3), of=1).number == 1
    assert ports.begin(waiting(4), aspirante=SECOND).number == 1
    assert ports.envios.last_number(FIRST, one) == 2


def test_what_is_too_much_at_once_is_kept_in_parts_and_counted_once(ports: Ports) -> None:
    many = [waiting(number) for number in range(1, ANNOUNCED_AT_ONCE + 3)]
    envio = ports.begin(*many)
    assert envio.announced == len(many)
    assert len(ports.envios.waiting(envio.id)) == ANNOUNCED_AT_ONCE
    before = waiting(len(many) + 7)
    with ports.group(ports.header(len(many) + 7, envio)) as (_, envios):
        assert envios.open_one(envio.aspirante, envio.auxiliar)
        envios.announce(envio.id, before)
    assert ports.envios.by_id(envio.id).announced == len(many) + 1
    for _ in range(2):
        ports.envios.complete(envio.id, many[-3:-1])
        ports.envios.complete(envio.id, [many[-1], before], is_last=True)
    assert ports.envios.by_id(envio.id).announced == len(many) + 1
    assert set(ports.envios.waiting(envio.id)) == {each.record_id for each in (*many, before)}
    ports.envios.close(envio.id, "anuncio")
    ports.envios.complete(envio.id, [waiting(90_000)], is_last=True)
    assert ports.envios.by_id(envio.id).announced == len(many) + 1


def test_what_was_announced_in_an_envio_is_told_received_or_not(ports: Ports) -> None:
    envio = ports.begin(waiting(1), waiting(2))
    other = ports.begin(waiting(3), of=1)
    with ports.group(*(ports.header(number, envio) for number in (1, 3, 4))) as (_, envios):
        assert envios.open_one(FIRST, envio.auxiliar) == envio
        assert not envios.is_announced(envio.id, waiting(4).record_id)
        envios.announce(envio.id, waiting(4))
        assert envios.is_announced(envio.id, waiting(1).record_id)
        assert envios.is_announced(envio.id, waiting(4).record_id)
        assert not envios.is_announced(envio.id, waiting(3).record_id)
        with pytest.raises(NotThere):
            envios.announce("nada", waiting(5))
    ports.receive(envio, 1, 1)
    told = ports.envios.waiting(envio.id)
    assert told == {each.record_id: each for each in (waiting(1), waiting(2), waiting(4))}
    now = ports.envios.by_id(envio.id)
    assert (now.announced, now.received, now.pending) == (3, 1, 2)
    assert ports.envios.by_id(other.id).received == 0
    with pytest.raises(NotThere):
        ports.envios.by_id("nada")


def test_records_of_a_group_see_what_those_before_them_changed(ports: Ports) -> None:
    envio = ports.begin(waiting(1))
    headers = [ports.header(number, envio) for number in (1, 2, 3)]
    with ports.group(*headers) as (apoyos, envios):
        for sequence, header in enumerate(headers, 1):
            assert apoyos.find(header.record_id) is None
            assert apoyos.next_sequence(FIRST) == sequence
            received = ports.receive_in(apoyos, envios, envio, header, sequence)
            assert apoyos.find(header.record_id) == received
        assert envios.receive(envio.id).received == 4
    assert len(ports.apoyos.find_all([each.record_id for each in headers])) == 3
    assert ports.envios.by_id(envio.id).received == 4


def next_one(envios: OpenEnvios, envio: Envio) -> Envio:
    """Close the open envío of FIRST's pair; return the one that is begun after it."""
    assert envios.open_one(FIRST, envio.auxiliar) == envio
    envios.close(envio.id, "anuncio")
    assert envios.open_one(FIRST, envio.auxiliar) is None
    begun = envios.begin(envio.auxiliar, Announcement(FIRST, (waiting(2), waiting(3)), NOW))
    assert envios.open_one(FIRST, envio.auxiliar) == begun
    assert (begun.number, begun.announced) == (envio.number + 1, 2)
    return begun


def test_an_envio_closes_and_the_next_begins_in_a_group_and_without(ports: Ports) -> None:
    second = next_one(ports.envios, ports.begin(waiting(1)))
    ports.clock.forward(MINUTE)
    with ports.group(ports.header(2, second)) as (_, envios):
        assert envios.open_one(SECOND, second.auxiliar) is None
        other = envios.begin(second.auxiliar, Announcement(SECOND, (), NOW))
        third = next_one(envios, second)
        assert envios.is_announced(third.id, waiting(2).record_id)
        envios.receive(third.id)
    assert other.number == 1
    assert ports.envios.by_id(second.id).closed_at == ports.clock.now()
    now = ports.envios.open_one(FIRST, second.auxiliar)
    assert now
    assert (now.id, now.announced, now.received) == (third.id, 2, 1)
    assert set(ports.envios.waiting(third.id)) == {waiting(2).record_id, waiting(3).record_id}
    assert not ports.envios.is_idle(third.id, ports.clock.now())
    assert ports.envios.is_idle(third.id, ports.clock.now() + MINUTE)


def test_an_envio_is_idle_from_its_last_progress_until_it_closes(ports: Ports) -> None:
    envio = ports.begin(waiting(1))
    began = ports.clock.now()
    assert not ports.envios.is_idle(envio.id, began)  # before the moment, not at it
    assert ports.envios.is_idle(envio.id, began + MINUTE)
    assert [each.id for each in ports.envios.idle_since(began + MINUTE)] == [envio.id]
    assert not ports.envios.idle_since(began)
    ports.clock.forward(MINUTE)
    with ports.group(ports.header(1, envio)) as (_, envios):
        moved = envios.receive(envio.id)
    assert moved == ports.envios.by_id(envio.id)
    assert ports.envios.by_id(envio.id).received == 1
    assert not ports.envios.is_idle(envio.id, began + MINUTE)
    assert not ports.envios.idle_since(began + MINUTE)
    ports.envios.close(envio.id, "inactividad")
    assert not ports.envios.is_idle(envio.id, began + 9 * MINUTE)
    assert not ports.envios.idle_since(began + 9 * MINUTE)
    assert ports.envios.by_id(envio.id).closed_at == ports.clock.now()


def test_closed_envios_wait_for_their_acuse_oldest_first(ports: Ports) -> None:
    younger, older = ports.begin(waiting(1)), ports.begin(waiting(2), of=1)
    ports.begin(waiting(3), aspirante=SECOND)
    assert not ports.envios.without_acuse()
    ports.envios.close(older.id, "anuncio")
    ports.clock.forward(MINUTE)
    ports.envios.close(younger.id, "recibido")
    assert [each.id for each in ports.envios.without_acuse()] == [older.id, younger.id]
    ports.issue(older, 1)
    assert [each.id for each in ports.envios.without_acuse()] == [younger.id]


def sequences(ports: Ports, *envios: Envio) -> list[int]:
    """Return the next sequence of each one's aspirante."""
    headers = [ports.header(9, each) for each in envios]
    with ports.group(*headers) as (apoyos, _):
        return [apoyos.next_sequence(each.aspirante) for each in envios]


def test_records_are_numbered_by_aspirante_and_found_by_their_id(ports: Ports) -> None:
    mine, other = ports.begin(waiting(1)), ports.begin(waiting(2), aspirante=SECOND)
    assert sequences(ports, mine, other) == [1, 1]
    first = ports.receive(mine, 1, 1)
    assert sequences(ports, mine, other) == [2, 1]
    ports.receive(mine, 3, 2)
    assert sequences(ports, mine) == [3]
    theirs = ports.receive(other, 2, 1)
    assert ports.apoyos.find(first.record_id) == first
    assert ports.apoyos.find(waiting(9).record_id) is None
    asked = [first.record_id, theirs.record_id, waiting(9).record_id]
    assert ports.apoyos.find_all(asked) == {
        first.record_id: first,
        theirs.record_id: theirs,
    }
    with ports.group(ports.header(1, mine), ports.header(9, mine)) as (apoyos, _):
        assert apoyos.find(first.record_id) == first
        assert apoyos.find(waiting(9).record_id) is None


def test_many_records_are_found_at_once(ports: Ports) -> None:
    envio = ports.begin(waiting(1))
    kept = [ports.receive(envio, number, number) for number in range(1, 5)]
    asked = [waiting(number).record_id for number in range(1, 1_201)]
    assert ports.apoyos.find_all(asked) == {each.record_id: each for each in kept}
    assert ports.apoyos.find_all([]) == {}


def test_what_came_beyond_a_place_of_the_bitacora_is_told_in_its_order(ports: Ports) -> None:
    assert (ports.apoyos.last_position(), ports.apoyos.since(0)) == (0, [])
    envio = ports.begin(*(waiting(number) for number in range(1, 4)))
    first, second, third = (ports.receive(envio, number, number) for number in range(1, 4))
    assert ports.apoyos.since(0) == [first, second, third]
    last = ports.apoyos.last_position()
    assert ports.apoyos.since(last) == []
    assert ports.apoyos.since(last - 1) == [third]


def test_folios_are_those_of_one_envio_in_their_order(ports: Ports) -> None:
    envio = ports.begin(waiting(1))
    assert not ports.apoyos.folios(envio.id)
    later = ports.receive(envio, 1, 2)
    sooner = ports.receive(envio, 2, 1)
    ports.receive(ports.begin(waiting(3), of=1), 3, 3)
    assert list(ports.apoyos.folios(envio.id)) == [sooner.folio, later.folio]


def test_received_of_a_pair_are_counted_up_to_an_envio(ports: Ports) -> None:
    first = ports.begin(waiting(1))
    ports.receive(first, 1, 1)
    ports.envios.close(first.id, "recibido")
    second = ports.begin(waiting(2), waiting(3))
    ports.receive(second, 2, 2)
    ports.receive(second, 3, 3)
    ports.receive(ports.begin(waiting(4), of=1), 4, 4)
    ports.receive(ports.begin(waiting(5), aspirante=SECOND), 5, 1)
    one, two = ports.auxiliares
    counted = ports.apoyos.received_of_pair
    assert [counted(FIRST, one, up_to) for up_to in (0, 1, 2, 9)] == [0, 1, 3, 3]
    assert (counted(FIRST, two, 1), counted(SECOND, one, 1), counted(SECOND, two, 9)) == (1, 1, 0)


def test_acuses_are_numbered_by_aspirante_and_mailed_up_to_a_number(ports: Ports) -> None:
    runs = [ports.begin(waiting(number)) for number in (1, 2, 3)]
    theirs = ports.begin(waiting(4), aspirante=SECOND)
    assert ports.acuses.next_number(FIRST) == 1
    issued = [ports.issue(envio, number) for number, envio in enumerate(runs, 1)]
    assert (ports.acuses.next_number(FIRST), ports.acuses.next_number(SECOND)) == (4, 1)
    other = ports.issue(theirs, 1)
    assert list(ports.acuses.unmailed_of(FIRST)) == issued
    ports.acuses.mailed(FIRST, 2)
    assert list(ports.acuses.unmailed_of(FIRST)) == issued[2:]
    assert list(ports.acuses.unmailed_of(SECOND)) == [other]
    ports.acuses.mailed(FIRST, 3)
    assert not ports.acuses.unmailed_of(FIRST)
    assert ports.acuses.next_number(FIRST) == 4


def test_whose_acuses_are_due_is_told_to_the_instant(ports: Ports) -> None:
    sooner = ports.issue(ports.begin(waiting(1), aspirante=SECOND), 1)
    later = ports.issue(ports.begin(waiting(2)), 1)
    now = ports.clock.now()
    assert list(ports.acuses.unmailed(later.issued_at, now)) == [FIRST, SECOND]
    assert list(ports.acuses.unmailed(sooner.issued_at, now)) == [SECOND]
    assert not ports.acuses.unmailed(sooner.issued_at - MINUTE, now)
    assert list(ports.acuses.unmailed(NOW - MINUTE, sooner.issued_at)) == [FIRST]  # a clock back
    ports.acuses.mailed(SECOND, 1)
    assert list(ports.acuses.unmailed(later.issued_at, now)) == [FIRST]

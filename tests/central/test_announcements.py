"""What was announced is forgotten once it is of no use; what is awaited is kept, and since when."""

from datetime import timedelta

from core.central.database import open_database
from core.central.unit_of_work import UnitOfWork, Units
from core.domain.apoyos.apoyo import RecordId
from core.domain.apoyos.envio import Announcement, WaitingRecord, folio
from core.domain.device.paquete import Activation
from core.domain.values.signed import Signed
from core.ports.central_apoyos import Envio, NewApoyo, Received
from tests.apoyo_data import FIRST, an_alta, register
from tests.fakes.apoyos import a_header
from tests.fakes.clock import SetClock
from tests.fakes.registration import NOW

_SIGNED = Signed("recibo", "e30", "llave", "firma")


def a_record(number: int, sha256: str = "a") -> WaitingRecord:
    return WaitingRecord(RecordId(f"{number:032x}"), number, sha256 * 64, 100)


def begin(work: UnitOfWork, clock: SetClock, auxiliar: str, *records: WaitingRecord) -> Envio:
    clock.forward(timedelta(minutes=1))
    return work.envios.begin(auxiliar, Announcement(FIRST, records, clock.now()))


def receive(work: UnitOfWork, device: str, envio: Envio, record: WaitingRecord) -> None:
    header = a_header(record.record_id, aspirante=FIRST, auxiliar=envio.auxiliar, device=device)
    group = work.group([header])
    sequence = group.apoyos.next_sequence(FIRST)
    received = Received(
        record.record_id, record.sha256, folio(FIRST, sequence), envio.auxiliar, _SIGNED
    )
    new = NewApoyo(header, record.sha256, 100, envio.id, work.clock.now())
    group.apoyos.add(new, sequence, sequence, received)
    assert group.envios.open_one(FIRST, envio.auxiliar)
    group.envios.receive(envio.id)
    group.write()


def kept(work: UnitOfWork, envio: Envio) -> set[int]:
    return {each.counter for each in work.envios.waiting(envio.id).values()}


def test_of_closed_envios_only_the_first_word_of_what_is_awaited_is_kept(database_url: str) -> None:
    engine, clock = open_database(database_url), SetClock(NOW)
    with Units(engine, clock).writing("prueba") as work:
        register(work, NOW, FIRST, "gubernatura")
        auxiliar = work.vinculos.open_auxiliar(an_alta()).number
        device = work.devices.admit(auxiliar, Activation("", "llave", "", "file")).device.id
        one, two, three, changed = a_record(1), a_record(2), a_record(3), a_record(3, "b")
        first = begin(work, clock, auxiliar, one, two, three)
        receive(work, device, first, one)
        work.envios.close(first.id, "anuncio")
        second = begin(work, clock, auxiliar, two, changed)
        work.envios.close(second.id, "anuncio")
        third = begin(work, clock, auxiliar, two, three, a_record(4))
        receive(work, device, third, a_record(4))
        over = work.announcements.over()
        assert {tuple(each) for each in over} == {
            (first.id, one.record_id),
            (second.id, two.record_id),
        }
        assert work.announcements.forget(over) == 2
        assert not work.announcements.over()
        assert (kept(work, first), kept(work, second)) == ({2, 3}, {3})
        assert kept(work, third) == {2, 3, 4}  # it is open: a repeat is known by all of it
        now = work.envios.by_id(first.id)
        assert (now.announced, now.received, now.pending) == (3, 1, 2)
        group = work.group([a_header(two.record_id, aspirante=FIRST)])
        assert group.envios.first_announced(two.record_id, two.sha256) == NOW + timedelta(minutes=1)
    engine.dispose()


def test_many_are_told_a_thousand_at_once_until_all_were(database_url: str) -> None:
    engine, clock = open_database(database_url), SetClock(NOW)
    with Units(engine, clock).writing("prueba") as work:
        register(work, NOW, FIRST, "gubernatura")
        auxiliar = work.vinculos.open_auxiliar(an_alta()).number
        records = [a_record(number) for number in range(1_200)]
        first = begin(work, clock, auxiliar, *records)
        work.envios.close(first.id, "anuncio")
        second = begin(work, clock, auxiliar, *records)
        work.envios.close(second.id, "anuncio")
        over = work.announcements.over()
        rest = work.announcements.over(over[-1])
        assert (len(over), len(rest)) == (1_000, 200)
        assert {each.envio for each in (*over, *rest)} == {second.id}
        assert not work.announcements.over(rest[-1])
        assert work.announcements.forget(rest) == 200
        assert len(work.envios.waiting(second.id)) == 1_000
    engine.dispose()

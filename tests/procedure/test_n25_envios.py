"""Numeral 25: what an announcement opens and closes, and when an envío that stopped is over."""

from datetime import timedelta

import pytest

from core.domain.apoyos.apoyo import RecordId
from core.domain.apoyos.apoyo_errors import NeverEnlisted
from core.domain.apoyos.envio import ANNOUNCED_AT_ONCE, Announcement, EnvioOpened, WaitingRecord
from core.errors import NotThere
from core.ports.central_apoyos import NewApoyo, Received
from core.ports.central_vinculos import Device
from core.ports.keyed_request import KeyedRequest
from core.procedure.n25_close_idle import CloseIdleEnvio
from core.procedure.n25_open_envio import OpenEnvio, look_up, still_to_keep
from tests.apoyo_data import FIRST, SECOND, an_alta
from tests.fakes.apoyos import a_header
from tests.fakes.clock import SetClock
from tests.fakes.envios import MemoryAcuses, MemoryApoyos, MemoryEnvios
from tests.fakes.registration import NOW, MemoryBitacora, unsigned
from tests.fakes.vinculos import MemoryCandidates, MemoryVinculos

SLOW = timedelta(minutes=7)
"""How far the tablet's clock is behind the server's."""


class Desk:
    """The acts of sending on memory: one auxiliar, who works for FIRST alone."""

    def __init__(self) -> None:
        self.clock, self.bitacora = SetClock(NOW), MemoryBitacora()
        self.apoyos = MemoryApoyos()
        self.envios = MemoryEnvios(self.clock, self.apoyos, MemoryAcuses())
        self.vinculos = MemoryVinculos(self.clock)
        self.auxiliar = self.vinculos.open_auxiliar(an_alta()).number
        self.device = Device("d1", self.auxiliar, "llave", "file", NOW)
        self.vinculo = self.enlist(FIRST)
        self.vinculos.accept(self.vinculo)

    def enlist(self, aspirante: str) -> str:
        request = KeyedRequest.of(aspirante, an_alta())
        return self.vinculos.begin(aspirante, self.auxiliar, an_alta(), request).id

    @property
    def act(self) -> OpenEnvio:
        return OpenEnvio(
            self.envios,
            self.apoyos,
            MemoryCandidates(),
            self.vinculos,
            self.bitacora,
            self.clock,
        )

    def announce(
        self, *numbers: int, aspirante: str = FIRST, held: dict[RecordId, int] | None = None
    ) -> EnvioOpened:
        told = self.told(*numbers, aspirante=aspirante)
        return self.act(
            self.device, told, held or {}, look_up(self.apoyos, self.envios, self.auxiliar, told)
        )

    def told(self, *numbers: int, aspirante: str = FIRST) -> Announcement:
        records = tuple(waiting(each) for each in numbers)
        return Announcement(aspirante, records, self.clock.now() - SLOW)

    def receive(self, number: int, envio: str, *, sha256: str = "a" * 64, by: str = "") -> Received:
        auxiliar = by or self.auxiliar
        header = a_header(waiting(number).record_id, aspirante=FIRST, auxiliar=auxiliar)
        signed = unsigned("recibo", number)
        received = Received(header.record_id, sha256, f"folio {number}", auxiliar, signed)
        new = NewApoyo(header, sha256, 100, envio, self.clock.now())
        self.apoyos.add(new, number, number, received)
        self.envios.receive(envio)
        return received

    def close_idle(self, envio: str) -> bool:
        act = CloseIdleEnvio(self.envios, self.bitacora, self.clock, timedelta(minutes=30))
        return act(envio)


def waiting(number: int) -> WaitingRecord:
    return WaitingRecord(RecordId(f"{number:032x}"), number, "a" * 64, 100)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_an_announcement_opens_the_next_envio_with_what_waits(desk: Desk) -> None:
    held = {waiting(2).record_id: 40}
    opened = desk.announce(1, 2, held=held)
    assert (opened.number, opened.receipts) == (1, ())
    assert opened.have == {waiting(1).record_id: 0, waiting(2).record_id: 40}
    assert set(desk.envios.waiting(opened.envio)) == set(opened.have)
    assert desk.bitacora.acts == [("envio_abierto", FIRST)]
    assert desk.bitacora.facts == [{"auxiliar": desk.auxiliar, "numero": "1", "anunciados": "2"}]


def test_the_former_envio_closes_with_what_it_lacks_before_the_next_opens(desk: Desk) -> None:
    first = desk.announce(1, 2)
    desk.receive(1, first.envio)
    second = desk.announce(2, 3)
    assert second.number == 2
    assert desk.apoyos.runs[first.envio].why == "anuncio"
    assert [act for act, _ in desk.bitacora.acts] == [
        "envio_abierto",
        "envio_cerrado",
        "envio_abierto",
    ]
    assert desk.bitacora.facts[1] == {
        "auxiliar": desk.auxiliar,
        "numero": "1",
        "pendientes": "1",
        "motivo": "anuncio",
    }


def test_the_same_announcement_of_which_no_byte_came_is_the_same_envio(desk: Desk) -> None:
    first = desk.announce(1, 2)
    assert desk.announce(2, 1) == EnvioOpened(first.envio, 1, first.have, ())
    assert len(desk.bitacora.acts) == 1


def test_a_long_announcement_is_kept_in_parts_and_one_that_was_cut_is_gone_on_with(
    desk: Desk,
) -> None:
    count = 2 * ANNOUNCED_AT_ONCE + 1
    told = desk.told(*range(1, count + 1))
    opened = desk.announce(*range(1, count + 1))
    assert len(desk.envios.waiting(opened.envio)) == ANNOUNCED_AT_ONCE
    again = desk.announce(*range(1, count + 1))
    assert (again.envio, again.number) == (opened.envio, 1)
    parts = list(still_to_keep(told, opened))
    assert [(len(some), is_last) for some, is_last in parts] == [
        (ANNOUNCED_AT_ONCE, False),
        (1, True),
    ]
    for _ in range(2):
        for some, is_last in parts:
            desk.envios.complete(opened.envio, some, is_last=is_last)
    assert desk.envios.waiting(opened.envio) == {each.record_id: each for each in told.waiting}
    assert desk.envios.by_id(opened.envio).announced == count
    assert desk.announce(*range(1, count + 1)).envio == opened.envio
    assert list(still_to_keep(desk.told(1, 2), desk.announce(1, 2))) == []


@pytest.mark.parametrize("numbers", [(1,), (1, 2, 3), (1, 3)])
def test_another_announcement_is_another_envio(desk: Desk, numbers: tuple[int, ...]) -> None:
    desk.announce(1, 2)
    assert desk.announce(*numbers).number == 2


def test_the_same_announcement_after_bytes_came_is_another_envio(desk: Desk) -> None:
    desk.announce(1, 2)
    assert desk.announce(1, 2, held={waiting(1).record_id: 1}).number == 2


def test_what_was_received_is_receipted_again_and_waits_no_more(desk: Desk) -> None:
    first = desk.announce(1)
    received = desk.receive(1, first.envio)
    second = desk.announce(1, 2)
    assert second.receipts == (received.receipt,)
    assert set(second.have) == {waiting(2).record_id}
    assert set(desk.envios.waiting(second.envio)) == {waiting(2).record_id}


def test_where_nothing_waits_no_envio_opens_and_the_former_one_closes(desk: Desk) -> None:
    first = desk.announce(1)
    received = desk.receive(1, first.envio)
    assert desk.announce(1) == EnvioOpened("", 1, {}, (received.receipt,))
    assert desk.apoyos.runs[first.envio].closed_at == desk.clock.now()
    assert desk.announce() == EnvioOpened("", 1, {}, ())
    assert [act for act, _ in desk.bitacora.acts] == ["envio_abierto", "envio_cerrado"]


def test_before_the_first_envio_nothing_that_waits_has_number_zero(desk: Desk) -> None:
    assert desk.announce() == EnvioOpened("", 0, {}, ())
    assert not desk.bitacora.acts


@pytest.mark.parametrize("other", [{"sha256": "b" * 64}, {"by": "000099"}])
def test_no_receipt_is_told_for_other_bytes_or_to_another_auxiliar(
    desk: Desk, other: dict[str, str]
) -> None:
    first = desk.announce(1)
    desk.receive(1, first.envio, **other)
    again = desk.announce(1, 2)
    assert again.receipts == ()
    assert waiting(1).record_id in again.have


def test_a_record_named_twice_waits_once(desk: Desk) -> None:
    opened = desk.announce(1, 1)
    assert desk.envios.by_id(opened.envio).announced == 1


def test_what_arrives_after_it_was_looked_up_is_not_waited_for(desk: Desk) -> None:
    first = desk.announce(1, 2, 3)
    early = desk.receive(1, first.envio)
    told = desk.told(1, 2, 3)
    looked_up = look_up(desk.apoyos, desk.envios, desk.auxiliar, told)
    late = desk.receive(2, first.envio)
    desk.receive(9, first.envio)
    opened = desk.act(desk.device, told, {}, looked_up)
    assert opened.receipts == (early.receipt, late.receipt)
    assert opened.have == {waiting(3).record_id: 0}


def test_the_hour_of_an_envio_is_the_one_that_the_device_said(desk: Desk) -> None:
    opened = desk.announce(1)
    assert desk.envios.by_id(opened.envio).said_at == NOW - SLOW


def test_an_hour_that_cannot_be_is_the_servers(desk: Desk) -> None:
    of_1999 = Announcement(FIRST, (waiting(1),), NOW - timedelta(days=9_000))
    opened = desk.act(
        desk.device, of_1999, {}, look_up(desk.apoyos, desk.envios, desk.auxiliar, of_1999)
    )
    assert desk.envios.by_id(opened.envio).said_at == NOW


def test_nothing_is_announced_for_nobody_or_without_a_vinculo(desk: Desk) -> None:
    with pytest.raises(NotThere):
        desk.announce(1, aspirante="000009")
    with pytest.raises(NeverEnlisted):
        desk.announce(1, aspirante=SECOND)
    desk.enlist(SECOND)  # invited, and not accepted
    with pytest.raises(NeverEnlisted):
        desk.announce(1, aspirante=SECOND)
    assert not desk.bitacora.acts
    assert not desk.apoyos.runs


def test_what_waits_is_announced_after_the_vinculo_ended_too(desk: Desk) -> None:
    desk.vinculos.end(desk.vinculo, "terminó")
    assert desk.announce(1).number == 1


def test_an_envio_without_progress_closes_once(desk: Desk) -> None:
    opened = desk.announce(1, 2)
    desk.clock.forward(timedelta(minutes=30))
    assert not desk.close_idle(opened.envio)
    desk.clock.forward(timedelta(seconds=1))
    assert desk.close_idle(opened.envio)
    assert desk.bitacora.acts[1:] == [("envio_cerrado", FIRST)]
    assert desk.bitacora.facts[-1]["motivo"] == "inactividad"
    assert desk.bitacora.facts[-1]["pendientes"] == "2"
    assert not desk.close_idle(opened.envio)
    assert len(desk.bitacora.acts) == 2


def test_an_envio_that_moved_stays_open(desk: Desk) -> None:
    opened = desk.announce(1)
    desk.clock.forward(timedelta(minutes=29))
    desk.envios.receive(opened.envio)
    desk.clock.forward(timedelta(minutes=29))
    assert not desk.close_idle(opened.envio)
    assert desk.envios.by_id(opened.envio).closed_at is None

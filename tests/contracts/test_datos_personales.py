"""The contract of requests, breaches and notices that were read: in memory, in both databases."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from core.central.at_rest import AtRest
from core.central.unit_of_work import UnitOfWork
from core.domain.access.aviso import AvisoReadOnTablet
from core.domain.datos_personales.datos_personales import (
    Cumplimiento,
    Derecho,
    Desahogo,
    NewSolicitud,
    NewVulneracion,
    Respuesta,
    Sentido,
    SolicitudState,
    Titular,
)
from core.domain.device.paquete import Activation
from core.errors import NotThere
from core.ports.central_datos import (
    AvisosRead,
    AvisosReadOnTablets,
    Solicitudes,
    Vulneraciones,
)
from tests.apoyo_data import FIRST, SECOND, an_alta, register
from tests.fakes.clock import SetClock
from tests.fakes.datos import (
    MemoryAvisosRead,
    MemoryAvisosReadOnTablets,
    MemorySolicitudes,
    MemoryVulneraciones,
)

DAY, DUE, LATER = date(2026, 10, 30), date(2026, 11, 30), date(2026, 12, 14)


@dataclass
class Ports:
    """The ports of the law of personal data."""

    solicitudes: Solicitudes
    vulneraciones: Vulneraciones
    avisos: AvisosRead
    on_tablets: AvisosReadOnTablets
    device: str = "d1"
    auxiliar: str = "000045"


@pytest.fixture
def ports(work: UnitOfWork | None, clock: SetClock) -> Ports:
    if work is None:
        return Ports(
            MemorySolicitudes(),
            MemoryVulneraciones(clock),
            MemoryAvisosRead(clock),
            MemoryAvisosReadOnTablets(clock),
        )
    for number in (FIRST, SECOND):
        register(work, clock.now(), number, "gubernatura")
    seal = AtRest.derived(b"llave de muestra", b"prueba")
    auxiliar = work.vinculos.open_auxiliar(an_alta()).number
    device = work.devices.admit(auxiliar, Activation("c", "llave", "", "camera")).device.id
    return Ports(
        work.solicitudes(seal),
        work.vulneraciones,
        work.avisos_read,
        work.avisos_read_on_tablets,
        device,
        auxiliar,
    )


def a_request(day: date = DAY) -> NewSolicitud:
    return NewSolicitud(
        Derecho.ACCESO, Titular.AUXILIAR, "Ana MUESTRA", "a@muestra.example", "INE", "Todo", day
    )


def test_a_request_keeps_what_is_done_about_it(ports: Ports) -> None:
    asked = a_request()
    new = ports.solicitudes.add(asked, DUE, "Ley")
    assert new == ports.solicitudes.by_id(new.id)
    assert (new.folio, new.asked, new.received_by) == ("SDP-2026-0001", asked, "prueba")
    assert (new.due_on, new.ground, new.state) == (DUE, "Ley", SolicitudState.POR_CONTESTAR)
    ports.solicitudes.extend(new.id, "es mucho", LATER)
    longer = ports.solicitudes.by_id(new.id)
    assert longer == replace(new, extended="es mucho", due_on=LATER)
    ports.solicitudes.answer(new.id, Respuesta(Sentido.PROCEDENTE, "Sí", DUE), LATER)
    answered = ports.solicitudes.by_id(new.id)
    given = {"answered_on": DUE, "sentido": Sentido.PROCEDENTE, "answer": "Sí"}
    assert answered == replace(longer, **given)
    assert answered.state is SolicitudState.POR_CUMPLIR
    ports.solicitudes.fulfil(new.id, Cumplimiento("Se entregó", LATER))
    done = ports.solicitudes.by_id(new.id)
    assert done == replace(answered, fulfilled_on=LATER, fulfilled="Se entregó", due_on=None)
    assert done.state is SolicitudState.CONCLUIDA


def test_a_request_keeps_what_it_lacked_and_what_came_of_it(ports: Ports) -> None:
    new, other = (ports.solicitudes.add(a_request(), DUE, "Ley") for _ in range(2))
    assert new.state is SolicitudState.POR_CONTESTAR
    for each in (new, other):
        ports.solicitudes.prevent(each.id, "su firma", DAY, LATER)
    asked = ports.solicitudes.by_id(new.id)
    assert asked == replace(new, prevented="su firma", prevented_on=DAY, due_on=LATER)
    assert asked.state is SolicitudState.PREVENIDA
    ports.solicitudes.remedy(new.id, Desahogo("la firma", DUE), LATER)
    whole = ports.solicitudes.by_id(new.id)
    assert whole == replace(asked, remedied="la firma", remedied_on=DUE)
    assert whole.state is SolicitudState.POR_CONTESTAR
    ports.solicitudes.drop(other.id, LATER)
    gone = ports.solicitudes.by_id(other.id)
    assert (gone.dropped_on, gone.due_on, gone.prevented) == (LATER, None, "su firma")
    assert gone.state is SolicitudState.NO_PRESENTADA


def test_folios_are_numbered_in_their_year(ports: Ports) -> None:
    days = (DAY, DAY, date(2027, 1, 4))
    folios = [ports.solicitudes.add(a_request(day), DUE, "Ley").folio for day in days]
    assert folios == ["SDP-2026-0001", "SDP-2026-0002", "SDP-2027-0001"]
    with pytest.raises(NotThere):
        ports.solicitudes.by_id(99)


def test_a_breach_is_known_better_with_time(ports: Ports, clock: SetClock) -> None:
    now = clock.now()
    told = NewVulneracion(now, "Se perdió", "Nombres", "Auxiliares", 0, "Se cambió", "")
    until = now + timedelta(hours=72)
    new = ports.vulneraciones.add(told, until)
    assert new == ports.vulneraciones.by_id(new.id)
    assert (new.told, new.noted_by, new.noted_at, new.told_by) == (told, "prueba", now, until)
    assert not new.is_told
    better = replace(
        told, people=3, owners_told_at=now, owners_told_by="correo", authority_told_at=now
    )
    ports.vulneraciones.change(new.id, better, until)
    assert ports.vulneraciones.by_id(new.id) == replace(new, told=better)
    assert ports.vulneraciones.by_id(new.id).is_told
    with pytest.raises(NotThere):
        ports.vulneraciones.by_id(99)


def test_who_read_which_text_is_kept(ports: Ports, clock: SetClock) -> None:
    one, other = "a" * 64, "b" * 64
    assert ports.avisos.read_at(FIRST, one) is None
    ports.avisos.note(FIRST, "1", one)
    clock.forward(timedelta(days=1))
    ports.avisos.note(FIRST, "2", other)
    assert ports.avisos.read_at(FIRST, one) == clock.now() - timedelta(days=1)
    assert ports.avisos.read_at(FIRST, other) == clock.now()
    assert ports.avisos.read_at(SECOND, one) is None


def test_what_an_auxiliar_read_on_a_tablet_is_kept_as_it_was_first_told(
    ports: Ports, clock: SetClock
) -> None:
    before = clock.now() - timedelta(days=2)
    one = AvisoReadOnTablet("1", "a" * 64, before)
    ahead = AvisoReadOnTablet("2", "b" * 64, clock.now() + timedelta(days=9))
    assert ports.on_tablets.read(ports.auxiliar, one.sha256) is None
    assert ports.on_tablets.note(ports.auxiliar, ports.device, one)
    again = replace(one, read_at=clock.now())
    assert not ports.on_tablets.note(ports.auxiliar, ports.device, again)
    assert ports.on_tablets.read(ports.auxiliar, one.sha256) == one
    assert ports.on_tablets.note(ports.auxiliar, ports.device, ahead)
    kept = ports.on_tablets.read(ports.auxiliar, ahead.sha256)
    assert kept == replace(ahead, read_at=clock.now()), "no hour that has not come"

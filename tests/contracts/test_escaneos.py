"""The contract of the scanned documents of expedientes: in memory and in both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.central.tables.actas import StoredActa
from core.central.unit_of_work import UnitOfWork
from core.domain.registration.escaneo import EscaneoState, EscaneoType
from core.domain.registration.escaneo_content import SeenContent
from core.errors import NotThere
from core.ports.central_escaneos import Escaneos
from tests.apoyo_data import FIRST, SECOND, register
from tests.escaneos import a_scan
from tests.fakes.clock import SetClock
from tests.fakes.escaneo import MemoryEscaneos

PDF = SeenContent(EscaneoType.PDF, active=True)
ONE, TWO = "1" * 32, "2" * 32


@pytest.fixture
def ports(work: UnitOfWork | None, clock: SetClock) -> Escaneos:
    if work is None:
        return MemoryEscaneos(clock)
    for number in (FIRST, SECOND):
        register(work, clock.now(), number, "gubernatura")
    return work.escaneos


def test_one_is_announced_kept_and_ended_and_never_gone(ports: Escaneos, clock: SetClock) -> None:
    told = a_scan(b"uno", id=ONE)
    assert ports.find(ONE) is None
    ports.announce(FIRST, told)
    known = ports.find(ONE)
    assert known is not None
    assert (known.aspirante, known.new, known.announced_at) == (FIRST, told, clock.now())
    assert (known.shown, known.blob, known.blob_size) == (None, "", 0)
    assert (ports.of(FIRST), ports.count(FIRST), ports.count(SECOND)) == ((), 1, 0)
    ports.stage(ONE, "b" * 64, 31)
    clock.forward(timedelta(minutes=1))
    kept = ports.keep(ONE, PDF)
    assert (kept.by, kept.at, kept.state) == ("prueba", clock.now(), EscaneoState.VIGENTE)
    assert (kept.title, kept.day, kept.pages, kept.size) == (
        *(told.title, told.day, told.pages),
        told.size,
    )
    assert (kept.type, kept.active, kept.sha256) == (EscaneoType.PDF, True, told.sha256)
    known = ports.find(ONE)
    assert known is not None
    assert (known.shown, known.blob, known.blob_size) == (kept, "b" * 64, 31)
    clock.forward(timedelta(minutes=1))
    ports.announce(FIRST, a_scan(b"dos", id=TWO, replaces=ONE, reason="Mejor copia"))
    after = ports.keep(TWO, replace(PDF, type=EscaneoType.PNG, active=False))
    ended = ports.end(ONE, "  Mejor   copia ", replaced_by=TWO)
    assert ended == replace(
        kept,
        state=EscaneoState.REEMPLAZADO,
        ended_by="prueba",
        ended_at=clock.now(),
        end_reason="Mejor copia",
        replaced_by=TWO,
    )
    assert ports.of(FIRST) == (after, ended)
    assert ports.of(SECOND) == ()
    assert ports.end(TWO, "Es de otra persona").state is EscaneoState.RETIRADO
    ports.drop(ONE)
    assert ports.find(ONE) is not None, "what was kept is not forgotten"


def test_what_was_only_announced_is_found_and_forgotten(ports: Escaneos, clock: SetClock) -> None:
    ports.announce(FIRST, a_scan(b"uno", id=ONE))
    ports.announce(FIRST, a_scan(b"dos", id=TWO))
    ports.keep(TWO, PDF)
    assert list(ports.announced_before(clock.now())) == []
    clock.forward(timedelta(seconds=1))
    assert [each.new.id for each in ports.announced_before(clock.now())] == [ONE]
    ports.drop(ONE)
    ports.drop(ONE)
    assert (list(ports.announced_before(clock.now())), ports.find(ONE)) == ([], None)
    assert ports.count(FIRST) == 1
    for call in (lambda: ports.stage(ONE, "b" * 64, 1), lambda: ports.keep(ONE, PDF)):
        with pytest.raises(NotThere):
            call()
    with pytest.raises(NotThere):
        ports.end(ONE, "Nada")


def test_those_of_a_closed_expediente_are_found_and_erased(
    ports: Escaneos, work: UnitOfWork | None, clock: SetClock
) -> None:
    ports.announce(FIRST, a_scan(b"uno", id=ONE, title="INE de Ana MUESTRA"))
    ports.keep(ONE, PDF)
    ports.announce(FIRST, a_scan(b"dos", id=TWO, replaces=ONE, reason="Salió movida la de Ana"))
    ports.keep(TWO, PDF)
    ports.end(ONE, "Salió movida la de Ana", replaced_by=TWO)
    ports.announce(SECOND, a_scan(b"tres", id="3" * 32))
    ports.keep("3" * 32, PDF)
    if isinstance(ports, MemoryEscaneos):
        ports.actas[FIRST] = clock.now()
    else:
        assert work is not None
        work.session.add(StoredActa(aspirante=FIRST, issued_at=clock.now(), content=b"{}"))
    assert list(ports.closed_before(clock.now())) == []
    clock.forward(timedelta(seconds=1))
    assert [each.new.id for each in ports.closed_before(clock.now())] == [ONE, TWO]
    ports.erase(ONE)
    ports.erase(TWO)
    assert list(ports.closed_before(clock.now())) == []
    shown = ports.of(FIRST)
    assert {each.state for each in shown} == {EscaneoState.BORRADO}
    assert {each.erased_at for each in shown} == {clock.now()}
    said = " ".join(f"{each.title} {each.end_reason}" for each in shown)
    known = [ports.find(each) for each in (ONE, TWO)]
    said += " ".join(each.new.reason for each in known if each is not None)
    assert "Ana" not in said
    assert shown[0].sha256, "what it was is proved by its hash"
    with pytest.raises(NotThere):
        ports.erase("9" * 32)

"""Scanned documents of an expediente: announced, attached, replaced, withdrawn, copied."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from core.domain.apoyos.acta import ActaCierre
from core.domain.apoyos.acta_errors import ActaIssued
from core.domain.errors import TextMissing
from core.domain.registration.escaneo import (
    AWAITED,
    MOST_BYTES,
    MOST_OF_ONE,
    Escaneo,
    EscaneoRetiro,
    EscaneoState,
    EscaneoType,
    NewEscaneo,
)
from core.domain.registration.escaneo_content import SeenContent
from core.domain.registration.escaneo_errors import (
    EscaneoEmpty,
    EscaneoEnded,
    EscaneoErased,
    EscaneoLate,
    EscaneoMalformed,
    EscaneosTooMany,
    EscaneoThere,
    EscaneoTold,
    EscaneoTooLong,
)
from core.domain.registration.registration_errors import InTheFuture
from core.errors import NotThere
from core.ports.central_registration import KnownAspirante
from core.procedure.n04_announce_escaneo import AnnounceEscaneo
from core.procedure.n04_attach_escaneo import AttachEscaneo
from core.procedure.n04_copy_escaneo import CopyEscaneo
from core.procedure.n04_erase_escaneo import EraseEscaneo
from core.procedure.n04_withdraw_escaneo import WithdrawEscaneo
from tests.apoyo_data import FIRST, SECOND, a_periodo
from tests.escaneos import a_scan
from tests.fakes.acta import FIGURES, MemoryActas
from tests.fakes.clock import SetClock
from tests.fakes.escaneo import MemoryEscaneos
from tests.fakes.registration import (
    NOW,
    TODAY,
    MemoryAspirantes,
    MemoryBitacora,
    MemoryConstancias,
    a_registro,
)

ONE, TWO, THREE = "1" * 32, "2" * 32, "3" * 32
PDF = SeenContent(EscaneoType.PDF, active=False)
WHY = EscaneoRetiro("Es de otra persona")


@dataclass
class Desk:
    """Two aspirantes in memory, and the four acts."""

    def __post_init__(self) -> None:
        self.clock, self.bitacora, self.actas = SetClock(NOW), MemoryBitacora(), MemoryActas()
        self.escaneos = MemoryEscaneos(self.clock)
        self.aspirantes = MemoryAspirantes(MemoryConstancias())
        for number in (FIRST, SECOND):
            self.aspirantes.kept[number] = KnownAspirante(number, a_registro(), NOW, same_day=True)
        self.attach = AttachEscaneo(self.escaneos, self.actas, self.bitacora, self.clock)
        self.withdraw = WithdrawEscaneo(self.escaneos, self.actas, self.bitacora)
        self.copy = CopyEscaneo(self.escaneos, self.bitacora)

    def announce(self, new: NewEscaneo, number: str = FIRST) -> bool:
        act = AnnounceEscaneo(self.aspirantes, self.actas, self.escaneos, lambda: TODAY)
        return act(number, new).held

    def attached(self, content: bytes = b"uno", **changes: Any) -> Escaneo:  # noqa: ANN401
        new = a_scan(content, **changes)
        self.announce(new)
        self.clock.forward(timedelta(seconds=1))
        return self.attach(new.id, PDF)

    def close(self) -> None:
        acta = ActaCierre(FIRST, "gubernatura", a_periodo(NOW), FIGURES, NOW, "eva")
        self.actas.kept[FIRST] = acta

    def said(self) -> list[str]:
        return [act for act, _subject in self.bitacora.acts]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_nothing_is_in_force_before_its_bytes_are_stored(desk: Desk) -> None:
    told = a_scan(b"uno", id=ONE, title="  Oficio \n 7  ")
    assert not desk.announce(told)
    assert (desk.escaneos.of(FIRST), desk.said()) == ((), [])
    assert not desk.announce(told), "an answer that was lost"
    kept = desk.attach(ONE, PDF)
    assert (kept.title, kept.state) == ("Oficio 7", EscaneoState.VIGENTE)
    assert desk.announce(told), "its bytes are here"
    assert desk.attach(ONE, PDF) == kept
    assert desk.said() == ["escaneo_agregado"]
    assert desk.bitacora.acts[-1] == ("escaneo_agregado", FIRST)
    facts = {"escaneado": "manifestacion", "hojas": "2", "huella": told.sha256}
    assert desk.bitacora.facts[-1] == facts, "and not its title, which names people"


def test_what_is_told_is_checked_before_twenty_megabytes_are_sent(desk: Desk) -> None:
    desk.attached(b"uno", id=ONE)
    refused: list[tuple[type[Exception], NewEscaneo, str]] = [
        (NotThere, a_scan(b"dos"), "000999"),
        (InTheFuture, a_scan(b"dos", day=TODAY + timedelta(days=1)), FIRST),
        (EscaneoTold, a_scan(b"uno", id=ONE, pages=3), FIRST),
        (EscaneoTold, a_scan(b"uno", id=ONE), SECOND),
        (EscaneoThere, a_scan(b"uno", id=TWO), FIRST),
        (NotThere, a_scan(b"dos", replaces=THREE, reason="Mejor"), FIRST),
    ]
    for wrong, new, number in refused:
        with pytest.raises(wrong):
            desk.announce(new, number)
    assert not desk.announce(a_scan(b"uno", id=TWO), SECOND), "another expediente may have it"


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"title": " "}, TextMissing),
        ({"title": "x" * 201}, EscaneoMalformed),
        ({"size": 0}, EscaneoEmpty),
        ({"size": MOST_BYTES + 1}, EscaneoTooLong),
        ({"pages": 0}, EscaneoMalformed),
        ({"pages": 2_001}, EscaneoMalformed),
        ({"id": "A" * 32}, EscaneoMalformed),
        ({"sha256": "0" * 63}, EscaneoMalformed),
        ({"replaces": "x", "reason": "Mejor"}, EscaneoMalformed),
        ({"replaces": TWO}, TextMissing),
    ],
)
def test_what_no_document_is_told_of_is_refused(
    changes: dict[str, Any], wrong: type[Exception]
) -> None:
    with pytest.raises(wrong):
        a_scan(b"uno", **changes)
    with pytest.raises(TextMissing):
        EscaneoRetiro(" ")


def test_an_expediente_has_an_end(desk: Desk) -> None:
    for number in range(MOST_OF_ONE):
        desk.announce(a_scan(b"%d" % number))
    with pytest.raises(EscaneosTooMany):
        desk.announce(a_scan(b"uno mas"))
    desk.announce(a_scan(b"otro"), SECOND)


def test_one_takes_the_place_of_another_with_a_reason(desk: Desk) -> None:
    desk.attached(b"uno", id=ONE)
    after = desk.attached(b"dos", id=TWO, replaces=ONE, reason="Se lee mejor")
    newest, ended = desk.escaneos.of(FIRST)
    assert newest == after
    assert (ended.state, ended.replaced_by) == (EscaneoState.REEMPLAZADO, TWO)
    assert ended.end_reason == "Se lee mejor"
    assert desk.said() == ["escaneo_agregado", "escaneo_reemplazado"]
    assert desk.bitacora.facts[-1]["fundamento"] == "Se lee mejor"
    with pytest.raises(EscaneoEnded):
        desk.announce(a_scan(b"tres", id=THREE, replaces=ONE, reason="Otra vez"))
    desk.attached(b"uno", id=THREE)  # the former file again: it is in force no more


def test_two_who_end_the_same_one_are_told(desk: Desk) -> None:
    desk.attached(b"uno", id=ONE)
    for number, content in ((TWO, b"dos"), (THREE, b"tres")):
        desk.announce(a_scan(content, id=number, replaces=ONE, reason="Se lee mejor"))
    desk.attach(TWO, PDF)
    with pytest.raises(EscaneoEnded):
        desk.attach(THREE, PDF)
    for gone in (ONE, ONE):
        with pytest.raises(EscaneoEnded):
            desk.withdraw(gone, WHY)
    assert desk.withdraw(TWO, WHY).state is EscaneoState.RETIRADO
    assert desk.said().count("escaneo_retirado") == 1


def test_the_same_file_sent_by_two_is_attached_once(desk: Desk) -> None:
    for number in (ONE, TWO):
        desk.announce(a_scan(b"uno", id=number))
    desk.attach(ONE, PDF)
    with pytest.raises(EscaneoThere):
        desk.attach(TWO, PDF)


def test_what_is_announced_is_awaited_for_a_day(desk: Desk) -> None:
    desk.announce(a_scan(b"uno", id=ONE))
    desk.clock.forward(AWAITED)
    with pytest.raises(EscaneoLate):
        desk.attach(ONE, PDF)
    with pytest.raises(NotThere):
        desk.attach(TWO, PDF)


def test_the_acta_closes_the_expediente(desk: Desk) -> None:
    desk.attached(b"uno", id=ONE)
    desk.announce(a_scan(b"dos", id=TWO))
    desk.close()
    for act in (
        lambda: desk.announce(a_scan(b"tres", id=THREE)),
        lambda: desk.attach(TWO, PDF),
        lambda: desk.withdraw(ONE, WHY),
    ):
        with pytest.raises(ActaIssued):
            act()
    assert desk.copy(ONE).new.id == ONE, "it may be read"


def test_whoever_takes_a_copy_is_noted(desk: Desk) -> None:
    kept = desk.attached(b"uno", id=ONE)
    desk.announce(a_scan(b"dos", id=TWO))
    desk.withdraw(ONE, WHY)
    assert desk.copy(ONE).shown == replace(
        kept,
        state=EscaneoState.RETIRADO,
        ended_by="prueba",
        ended_at=desk.clock.now(),
        end_reason=WHY.reason,
    )
    assert desk.said()[-2:] == ["escaneo_retirado", "escaneo_copiado"]
    assert [each["huella"] for each in desk.bitacora.facts[-2:]] == [kept.sha256] * 2
    for nothing in (TWO, THREE):
        with pytest.raises(NotThere):
            desk.copy(nothing)
        with pytest.raises(NotThere):
            desk.withdraw(nothing, WHY)


def test_of_one_whose_term_ended_the_fact_stays_and_no_copy_leaves(desk: Desk) -> None:
    kept = desk.attached(id=ONE, title="INE de Ana MUESTRA")
    known = desk.escaneos.find(ONE)
    assert known is not None
    EraseEscaneo(desk.escaneos, desk.bitacora)(known)
    (shown,) = desk.escaneos.of(FIRST)
    assert (shown.state, shown.title) == (EscaneoState.BORRADO, "Manifestación de intención")
    assert desk.bitacora.acts[-1] == ("escaneo_borrado", FIRST)
    facts = {"escaneado": "manifestacion", "huella": kept.sha256}
    assert desk.bitacora.facts[-1] == facts, "and not its title, which names people"
    with pytest.raises(EscaneoErased):
        desk.copy(ONE)

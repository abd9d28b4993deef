"""Numeral 9, in the worker: every opened record is judged by the padrón, duplicates by order."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

import pytest

from core.domain.apoyos.conteo import CountRecord, Doubt, Outcome, without_duplicates
from core.domain.verification.resultado import PadronAnswer, Resultado
from core.ports.central_padron import Judged, JudgedAlone, KeyedHashes, KnownRecord
from core.procedure.n09_verify_in_padron import VerifyInPadron
from tests.apoyo_data import FIRST, SECOND, a_periodo
from tests.fakes.padron import MemoryPadron, MemoryTerritory
from tests.fakes.registration import NOW

T = TypeVar("T")
R = TypeVar("R")
ANA, EVA, CIC_OF_EVA = "a1" * 16, "e2" * 16, "c3" * 16
IN_LIST = PadronAnswer("1", "LN", "", "0101")


def a_padron() -> MemoryPadron:
    """Return one that knows Ana by her clave, and Eva's CIC."""
    return MemoryPadron({ANA: IN_LIST}, {CIC_OF_EVA: EVA})


def a_territory() -> MemoryTerritory:
    """Return that of one cargo with one sección."""
    periodos = {("gubernatura", ""): a_periodo(NOW)}
    return MemoryTerritory({"gubernatura": frozenset({"0101"})}, periodos)


def known(position: int, clave: str = ANA, cic: str = "", **changes: object) -> KnownRecord:
    record = CountRecord(
        folio=f"folio {position}",
        aspirante=FIRST,
        cargo="gubernatura",
        position=position,
        started_at=NOW,
        saved_at=NOW,
        received_at=NOW,
        clave=clave,
    )
    return KnownRecord(replace(record, **changes), KeyedHashes(clave, cic))  # type: ignore[arg-type]


def verify(*records: KnownRecord) -> dict[str, Judged]:
    act = VerifyInPadron(a_padron(), a_territory())
    return among_all(act(records))


def among_all(alone: Iterable[JudgedAlone]) -> dict[str, Judged]:
    """Return each verdict, duplicates resolved, as where it is kept."""
    answers = {each.folio: each.answer for each in alone}
    outcomes = without_duplicates([(each.record, each.outcome) for each in alone], answers)
    return {folio: Judged(folio, outcomes[folio], answers[folio]) for folio in outcomes}


def results(judged: dict[str, Judged]) -> dict[str, Resultado]:
    return {folio: each.outcome.resultado for folio, each in judged.items()}


def test_each_verdict_comes_with_the_answer_that_it_rests_on() -> None:
    judged = verify(known(1), known(2, EVA))
    assert results(judged) == {"folio 1": Resultado.FOUND, "folio 2": Resultado.NOT_FOUND}
    assert judged["folio 1"].answer == IN_LIST
    assert judged["folio 2"].answer == PadronAnswer("", "", "", "")


def test_the_first_received_counts_whatever_the_order_of_the_recount() -> None:
    judged = verify(known(3, aspirante=SECOND), known(2), known(1))
    assert results(judged) == {
        "folio 1": Resultado.FOUND,
        "folio 2": Resultado.DUPLICATE_SAME,
        "folio 3": Resultado.DUPLICATE_OTHER,
    }


def test_what_did_not_open_is_not_looked_up_and_says_why() -> None:
    padron = a_padron()
    unopenable = KnownRecord(known(1).record, KeyedHashes(doubt=Doubt.UNOPENABLE))
    (judged,) = VerifyInPadron(padron, a_territory())([unopenable])
    assert not padron.asked
    assert judged.outcome.resultado is Resultado.INCONSISTENT
    assert judged.outcome.cause == Doubt.UNOPENABLE.value
    assert judged.answer.estatus == ""


def test_the_padrons_doubt_makes_it_inconsistent_and_an_earlier_doubt_goes_first() -> None:
    (both,) = verify(known(1, cic=CIC_OF_EVA)).values()
    assert both.outcome.cause == Doubt.KEYS_DISAGREE.value
    (first,) = verify(known(1, cic=CIC_OF_EVA, doubt=Doubt.DEVICE_STOLEN)).values()
    assert first.outcome.cause == Doubt.DEVICE_STOLEN.value
    assert first.outcome.resultado is Resultado.IN_REVIEW


@pytest.mark.parametrize("changes", [{"cargo": "otra"}, {"saved_at": NOW - timedelta(days=2)}])
def test_outside_its_period_it_is_late_and_counts_for_no_other(changes: dict[str, object]) -> None:
    judged = verify(known(1, **changes), known(2))
    assert results(judged) == {"folio 1": Resultado.LATE, "folio 2": Resultado.FOUND}


def test_what_is_set_aside_gets_no_verdict_and_is_nobodys_first() -> None:
    def without_first(
        items: Iterable[T], name: Callable[[T], str], do: Callable[[T], R]
    ) -> Iterator[R]:
        return (do(each) for each in items if name(each) != "folio 1")

    act = VerifyInPadron(a_padron(), a_territory(), without_first)
    judged = among_all(act([known(1), known(2), known(3)]))
    assert results(judged) == {"folio 2": Resultado.FOUND, "folio 3": Resultado.DUPLICATE_SAME}


def test_a_verdict_changes_by_what_a_record_is_by_itself_and_not_by_the_others() -> None:
    (alone,) = VerifyInPadron(a_padron(), a_territory())([known(1)])
    assert alone.changes(None)
    for same in (Resultado.FOUND, Resultado.DUPLICATE_SAME, Resultado.DUPLICATE_OTHER):
        assert not alone.changes(Judged(alone.folio, Outcome(same), IN_LIST))
    assert alone.changes(Judged(alone.folio, Outcome(Resultado.BAJA), IN_LIST))
    other = IN_LIST._replace(seccion="0202")
    assert alone.changes(Judged(alone.folio, Outcome(Resultado.FOUND), other))
    (late,) = VerifyInPadron(a_padron(), a_territory())([known(1, cargo="otra")])
    assert not late.changes(Judged(late.folio, late.outcome, IN_LIST))
    assert late.changes(Judged(late.folio, replace(late.outcome, cause="otra"), IN_LIST))


def test_of_nothing_nothing_is_judged() -> None:
    assert verify() == {}

"""Counting: every result, and that a recount never changes a unit."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.apoyos.apoyo import ClockState
from core.domain.apoyos.conteo import (
    LATE_ARRIVED,
    LATE_SAVED,
    CountRecord,
    Decision,
    Doubt,
    Ground,
    Outcome,
    judge,
    persons,
    totals,
)
from core.domain.proceso.periodo import Periodo
from core.domain.proceso.proceso import ProcesoSettings
from core.domain.verification.resultado import PadronAnswer, Resultado

START = datetime(2026, 11, 1, 6, tzinfo=UTC)
END = datetime(2026, 11, 30, 6, tzinfo=UTC)
SENDING = END + timedelta(hours=24)
PERIODO = Periodo(START, END, SENDING, "Acuerdo MUESTRA 1")
LN = PadronAnswer("r1", "LN", "", "0101")
SECCIONES = {"gubernatura": frozenset({"0101", "0102"}), "distrito-1": frozenset({"0101"})}


def a_record(number: int = 1, **changes: object) -> CountRecord:
    saved = START + timedelta(days=1)
    record = CountRecord(
        folio=f"000001-{number:05d}-0",
        aspirante="000001",
        cargo="gubernatura",
        position=number,
        started_at=saved - timedelta(minutes=4),
        saved_at=saved,
        received_at=saved + timedelta(hours=1),
        clave=f"clave{number}",
        cic=f"cic{number}",
    )
    return replace(record, **changes)  # type: ignore[arg-type]


def ground(*answers: PadronAnswer | None, **changes: object) -> Ground:
    padron = {f"000001-{k:05d}-0": each for k, each in enumerate(answers, 1) if each is not None}
    made = Ground(padron=padron, secciones=SECCIONES, periodo_of=lambda _cargo, _aspirante: PERIODO)
    return replace(made, **changes)  # type: ignore[arg-type]


def alone(record: CountRecord, on: Ground) -> Outcome:
    return judge([record], on)[record.folio]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (LN, Outcome(Resultado.FOUND)),
        (LN._replace(seccion="0999"), Outcome(Resultado.OUTSIDE)),
        (LN._replace(estatus="PADRON"), Outcome(Resultado.NOT_IN_LIST)),
        (LN._replace(estatus="BAJA", cause="Defunción"), Outcome(Resultado.BAJA, "Defunción")),
        (PadronAnswer("", "", "", ""), Outcome(Resultado.NOT_FOUND)),
        (None, Outcome(Resultado.NOT_FOUND)),
    ],
)
def test_the_padron_decides_what_a_record_alone_is(
    answer: PadronAnswer | None, expected: Outcome
) -> None:
    assert alone(a_record(), ground(answer)) == expected


def test_without_geography_nothing_is_refused_and_nothing_counts() -> None:
    outcome = alone(a_record(), ground(LN, secciones={}))
    assert outcome.resultado is Resultado.IN_REVIEW


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"saved_at": END - timedelta(microseconds=1)}, ""),
        ({"saved_at": END, "started_at": END - timedelta(minutes=1)}, LATE_SAVED),
        ({"saved_at": END + timedelta(hours=1), "started_at": END}, LATE_SAVED),
        ({"saved_at": START - timedelta(microseconds=1)}, LATE_SAVED),
        ({"received_at": SENDING - timedelta(microseconds=1)}, ""),
        ({"received_at": SENDING}, LATE_ARRIVED),
    ],
)
def test_the_two_ends_of_the_periodo_are_to_the_microsecond(
    changes: dict[str, object], expected: str
) -> None:
    assert alone(a_record(**changes), ground(LN)).cause == expected


def test_a_capture_begun_inside_has_the_minutes_of_grace_and_no_other_has() -> None:
    on = ground(LN, settings=ProcesoSettings(grace_minutes=5))
    saved = END + timedelta(minutes=4)
    begun = a_record(started_at=END - timedelta(seconds=1), saved_at=saved)
    assert alone(begun, on).resultado is Resultado.FOUND
    assert alone(replace(begun, started_at=END), on).resultado is Resultado.LATE
    after = replace(begun, saved_at=END + timedelta(minutes=5))
    assert alone(after, on).resultado is Resultado.LATE


def test_only_what_was_announced_in_time_has_the_margin_of_sending() -> None:
    on = ground(LN, settings=ProcesoSettings(sending_margin_minutes=30))
    late = a_record(received_at=SENDING + timedelta(minutes=29))
    assert alone(late, on).cause == LATE_ARRIVED
    announced = replace(late, announced_at=SENDING - timedelta(seconds=1))
    assert alone(announced, on).resultado is Resultado.FOUND
    assert alone(replace(announced, announced_at=SENDING), on).cause == LATE_ARRIVED
    assert alone(announced, ground(LN)).cause == LATE_ARRIVED


def test_without_a_periodo_nothing_counts() -> None:
    on = ground(LN, periodo_of=lambda _cargo, _aspirante: None)
    assert alone(a_record(), on).resultado is Resultado.LATE


def test_a_doubtful_clock_counts_only_if_arrival_proves_the_hour() -> None:
    record = a_record(clock=ClockState.TO_CONFIRM, saved_at=START - timedelta(days=900))
    assert alone(record, ground(LN)).resultado is Resultado.FOUND
    late = alone(replace(record, received_at=END), ground(LN))
    assert late == Outcome(Resultado.IN_REVIEW, Doubt.CLOCK.value)


@pytest.mark.parametrize("doubt", [each for each in Doubt if each is not Doubt.NONE])
def test_what_is_doubtful_never_counts(doubt: Doubt) -> None:
    outcome = alone(a_record(doubt=doubt), ground(LN))
    assert outcome.cause == doubt.value
    assert outcome.resultado in (Resultado.INCONSISTENT, Resultado.IN_REVIEW)


def test_the_first_received_counts_and_the_rest_are_duplicates_of_it() -> None:
    records = [a_record(1), a_record(2), a_record(3, aspirante="000002")]
    results = [each.resultado for each in judge(records, ground(LN, LN, LN)).values()]
    assert results == [Resultado.FOUND, Resultado.DUPLICATE_SAME, Resultado.DUPLICATE_OTHER]


def test_for_another_cargo_the_same_citizen_counts_again() -> None:
    records = [a_record(1), a_record(2, aspirante="000002", cargo="distrito-1")]
    assert totals(judge(records, ground(LN, LN))) == {Resultado.FOUND.value: 2}


def test_a_first_that_is_not_valid_takes_nobodys_place() -> None:
    records = [a_record(1, saved_at=END), a_record(2)]
    assert judge(records, ground(LN, LN))[records[1].folio].resultado is Resultado.FOUND


def test_a_decision_is_counted_anew() -> None:
    records = [a_record(1), a_record(2)]
    first, second = (each.folio for each in records)
    objected = Decision(first, Resultado.OBJECTED, "MUESTRA")
    outcomes = judge(records, ground(LN, LN, decisions=(objected,)))
    assert outcomes[first] == Outcome(Resultado.OBJECTED, "MUESTRA")
    assert outcomes[second].resultado is Resultado.FOUND
    restored = (objected, Decision(first, Resultado.FOUND))
    outcomes = judge(records, ground(LN, LN, decisions=restored))
    assert outcomes[second].resultado is Resultado.DUPLICATE_SAME


def test_without_a_row_the_clave_and_then_the_cic_tell_who_it_is() -> None:
    one = a_record(1, clave="k", cic="c")
    by_clave = a_record(2, clave="k", cic="x")
    by_cic = a_record(3, clave="", cic="c")
    other = a_record(4, clave="z", cic="y")
    named = persons([by_cic, other, one, by_clave], {one.folio: LN})
    assert named[one.folio] == named[by_clave.folio] == named[by_cic.folio] == "row r1"
    assert named[other.folio] not in ("row r1", "")


def test_two_rows_are_two_people_whatever_the_cic_says() -> None:
    records = [a_record(1, cic="c"), a_record(2, cic="c")]
    answers = (LN, LN._replace(row="r2"))
    assert totals(judge(records, ground(*answers))) == {Resultado.FOUND.value: 2}


def test_two_records_without_any_key_are_two_people() -> None:
    records = [a_record(1, clave="", cic=""), a_record(2, clave="", cic="")]
    assert len(set(persons(records, {}).values())) == 2


answers = st.builds(
    PadronAnswer,
    row=st.sampled_from(["r1", "r2", "r3"]),
    estatus=st.sampled_from(["LN", "LN", "LN", "PADRON", "BAJA", ""]),
    cause=st.just(""),
    seccion=st.sampled_from(["0101", "0102", "0999"]),
)
many = st.lists(
    st.tuples(
        answers,
        st.sampled_from(["000001", "000002"]),
        st.sampled_from(["gubernatura", "distrito-1"]),
        st.booleans(),
    ),
    max_size=12,
)


@given(many, st.randoms(use_true_random=False))
def test_a_recount_in_any_order_gives_the_same_and_a_citizen_counts_once(
    drawn: list[tuple[PadronAnswer, str, str, bool]], chance: object
) -> None:
    records = [
        a_record(k, aspirante=aspirante, cargo=cargo, saved_at=END if late else START)
        for k, (_, aspirante, cargo, late) in enumerate(drawn, 1)
    ]
    on = ground(*(each[0] for each in drawn))
    outcomes = judge(records, on)
    shuffled = list(records)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert judge(shuffled, on) == outcomes
    assert sum(totals(outcomes).values()) == len(records)
    counted = [
        (record.cargo, drawn[record.position - 1][0].row)
        for record in records
        if outcomes[record.folio].resultado.counts
    ]
    assert len(counted) == len(set(counted))


@given(many)
def test_every_duplicate_has_one_that_counts_before_it(
    drawn: list[tuple[PadronAnswer, str, str, bool]],
) -> None:
    records = [a_record(k, aspirante=each[1], cargo=each[2]) for k, each in enumerate(drawn, 1)]
    outcomes = judge(records, ground(*(each[0] for each in drawn)))
    for record in records:
        result = outcomes[record.folio].resultado
        if result not in (Resultado.DUPLICATE_SAME, Resultado.DUPLICATE_OTHER):
            continue
        row = drawn[record.position - 1][0].row
        firsts = [
            each
            for each in records[: record.position - 1]
            if outcomes[each.folio].resultado.counts
            and (each.cargo, drawn[each.position - 1][0].row) == (record.cargo, row)
        ]
        assert len(firsts) == 1
        same = firsts[0].aspirante == record.aspirante
        assert (result is Resultado.DUPLICATE_SAME) == same


def test_one_result_alone_counts() -> None:
    assert [each for each in Resultado if each.counts] == [Resultado.FOUND]

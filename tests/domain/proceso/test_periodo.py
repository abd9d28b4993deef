"""Periods: what may be done when (numerals 12 and 26)."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.errors import PeriodoInverted
from core.domain.proceso.periodo import SENDING_MARGIN, Periodo, PeriodoAct, Window, in_force

START = datetime(2026, 11, 2, 6, tzinfo=UTC)
END = datetime(2026, 12, 17, 6, tzinfo=UTC)
PERIODO = Periodo(START, END, END + SENDING_MARGIN, "Acuerdo ficticio 1")
_MOMENTS = st.datetimes(
    min_value=datetime(2026, 10, 1), max_value=datetime(2027, 1, 31), timezones=st.just(UTC)
)


def test_the_sending_margin_is_24_hours_and_not_the_next_day() -> None:
    assert timedelta(seconds=86_400) == SENDING_MARGIN


@pytest.mark.parametrize(
    ("moment", "window"),
    [
        (START - timedelta(microseconds=1), Window.BEFORE),
        (START, Window.CAPTURE),
        (END - timedelta(microseconds=1), Window.CAPTURE),
        (END, Window.SENDING_ONLY),
        (END + SENDING_MARGIN - timedelta(microseconds=1), Window.SENDING_ONLY),
        (END + SENDING_MARGIN, Window.CLOSED),
    ],
)
def test_each_edge_belongs_to_the_window_that_begins_there(
    moment: datetime, window: Window
) -> None:
    assert PERIODO.window_at(moment) is window


@given(st.lists(_MOMENTS, min_size=2))
def test_windows_only_go_forward(moments: list[datetime]) -> None:
    order = list(Window)
    seen = [order.index(PERIODO.window_at(moment)) for moment in sorted(moments)]
    assert all(before <= after for before, after in pairwise(seen))


@given(_MOMENTS, _MOMENTS, _MOMENTS)
def test_a_period_that_exists_is_in_order(a: datetime, b: datetime, c: datetime) -> None:
    if a < b <= c:
        assert Periodo(a, b, c, "x").starts_at == a
    else:
        with pytest.raises(PeriodoInverted):
            Periodo(a, b, c, "x")


def _act(version: int, aspirante: str = "") -> PeriodoAct:
    return PeriodoAct("dip-5", aspirante, PERIODO, f"acuerdo {version}", version)


def test_the_last_act_of_a_cargo_is_in_force() -> None:
    later = PeriodoAct("dip-5", "", Periodo(START, END, END, "ampliación"), "2", 2)
    assert in_force([_act(1), later], cargo="dip-5", aspirante="000001") == later.periodo


def test_what_a_court_gave_one_aspirante_wins_over_a_later_act_for_all() -> None:
    own = PeriodoAct("dip-5", "000001", Periodo(START, END, END, "sentencia"), "s", 1)
    assert in_force([own, _act(2)], cargo="dip-5", aspirante="000001") == own.periodo
    assert in_force([own, _act(2)], cargo="dip-5", aspirante="000002") == PERIODO


def test_a_cargo_without_an_act_has_no_period() -> None:
    assert in_force([_act(1)], cargo="gob", aspirante="000001") is None

"""The rule of dispersion: what it asks of each unit, of how many, and what may be said of it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.errors import TextMissing
from core.domain.proceso.dispersion import (
    Dispersion,
    DispersionWrong,
    ReglaDispersion,
    SeccionIn,
    Unidad,
    UnitCount,
    UnitNotSmaller,
    part_of,
    unit_counts,
)
from core.domain.proceso.proceso import Ambito, Cargo
from core.errors import RuleBroken

HALF = ReglaDispersion(Unidad.SECCION, 100, "MUESTRA, artículo 9", units_share=5_000, of_all=200)


def dispersion(*units: UnitCount, rule: ReglaDispersion = HALF) -> Dispersion:
    return Dispersion(rule, units, date(2026, 5, 1), date(2026, 11, 1))


def unit(number: str, asked: int | None, counted: int) -> UnitCount:
    return UnitCount(number, "", None if asked is None else asked * 100, asked, counted)


@given(st.integers(1, 10**8), st.integers(1, 10_000))
def test_a_part_is_the_least_number_that_reaches_its_share(whole: int, share: int) -> None:
    asked = part_of(whole, share)
    assert asked * 10_000 >= whole * share
    assert asked == 1 or (asked - 1) * 10_000 < whole * share


def test_a_unit_with_an_empty_list_is_not_met_by_nobody() -> None:
    assert part_of(0, 100) == 1


@pytest.mark.parametrize(("total", "asked"), [(1, 1), (2, 1), (3, 2), (118, 59), (119, 60)])
def test_half_of_the_units_is_rounded_up(total: int, asked: int) -> None:
    assert HALF.units_of(total) == asked


def test_units_sum_up_their_secciones_and_one_without_list_hides_its_own_unit_alone() -> None:
    secciones = (
        SeccionIn("0101", "002", 1_501),
        SeccionIn("0102", "002", 500),
        SeccionIn("0103", "001", 900),
        SeccionIn("0104", "001", None),
        SeccionIn("0105", "001", 7),
    )
    rule = ReglaDispersion(Unidad.MUNICIPIO, 100, "MUESTRA", units=2)
    found = unit_counts(secciones, {"0101": 20, "0103": 4, "0999": 5}, {"002": "VILLA"}, rule)
    assert found == (
        UnitCount("001", "", None, None, 4),
        UnitCount("002", "VILLA", 2_001, 21, 20),
    )
    assert [each.missing for each in found] == [None, 1]


def test_what_is_met_and_missing_is_said_and_what_is_not_known_is_not_guessed() -> None:
    met, short, dark = unit("1", 5, 5), unit("2", 5, 4), unit("3", None, 9)
    assert dispersion(met, met, short, short).is_met is True
    one = dispersion(met, short, short)
    assert (one.asked, one.met, one.unknown, one.is_met) == (2, 1, 0, False)
    assert dispersion(met, short, dark).is_met is None
    assert dispersion(met, met, dark).is_met is True
    assert dispersion(short, short, short, dark).is_met is False
    assert dispersion().is_met is None


def test_of_too_few_units_no_number_of_them_is_enough() -> None:
    rule = ReglaDispersion(Unidad.DISTRITO, 100, "MUESTRA", units=3)
    assert dispersion(unit("1", 1, 1), unit("2", 1, 1), rule=rule).is_met is False


def test_the_share_of_the_whole_is_told_where_every_list_is_known() -> None:
    assert dispersion(unit("1", 5, 0), unit("2", 6, 0)).whole_asked == 22
    assert dispersion(unit("1", 5, 0), unit("2", None, 0)).whole_asked is None
    none = ReglaDispersion(Unidad.SECCION, 100, "MUESTRA", units=1)
    assert dispersion(unit("1", 5, 0), rule=none).whole_asked is None


@pytest.mark.parametrize(
    ("rule", "ambito", "wrong"),
    [
        (ReglaDispersion(Unidad.SECCION, 0, "MUESTRA", units=1), Ambito.ENTIDAD, DispersionWrong),
        (ReglaDispersion(Unidad.SECCION, 10_001, "M", units=1), Ambito.ENTIDAD, DispersionWrong),
        (ReglaDispersion(Unidad.SECCION, 100, "MUESTRA"), Ambito.ENTIDAD, DispersionWrong),
        (
            ReglaDispersion(Unidad.SECCION, 100, "MUESTRA", units=1, units_share=1),
            Ambito.ENTIDAD,
            DispersionWrong,
        ),
        (
            ReglaDispersion(Unidad.SECCION, 100, "MUESTRA", units_share=10_001),
            Ambito.ENTIDAD,
            DispersionWrong,
        ),
        (
            ReglaDispersion(Unidad.SECCION, 100, "MUESTRA", units=-1, units_share=1),
            Ambito.ENTIDAD,
            DispersionWrong,
        ),
        (ReglaDispersion(Unidad.SECCION, 100, " ", units=1), Ambito.ENTIDAD, TextMissing),
        (ReglaDispersion(Unidad.DISTRITO, 100, "M", units=1), Ambito.DISTRITO, UnitNotSmaller),
        (ReglaDispersion(Unidad.MUNICIPIO, 100, "M", units=1), Ambito.MUNICIPIO, UnitNotSmaller),
    ],
)
def test_a_rule_that_nobody_can_meet_or_without_ground_is_refused(
    rule: ReglaDispersion, ambito: Ambito, wrong: type[RuleBroken]
) -> None:
    with pytest.raises(wrong):
        Cargo("c", "Cargo", ambito, "09", "001", 9, rule).check()


def test_every_demarcacion_may_be_asked_for_by_what_is_smaller() -> None:
    for ambito in Ambito:
        Cargo("c", "Cargo", ambito, "09", "001", 9, HALF).check()

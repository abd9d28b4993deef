"""What is left, where and by which hour: by the packet and the last signed hour, not the clock."""

from datetime import timedelta

import pytest

from tests.capture_kiosk import world
from tests.capture_kiosk.test_today_and_words import a_today
from tests.fakes.clock import SetClock

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.mark.parametrize(
    ("bound", "left"),
    [
        (None, world.PERIODO.capture_ends_at - world.NOW),
        (world.NOW - HOUR, world.PERIODO.capture_ends_at - world.NOW),
        (world.PERIODO.capture_ends_at - HOUR, HOUR),
        (world.PERIODO.capture_ends_at + HOUR, -HOUR),
    ],
)
def test_what_is_left_is_counted_from_the_later_of_clock_and_signed_hour(
    bound: object, left: timedelta
) -> None:
    today = a_today(SetClock(world.NOW))
    today.bound = bound  # type: ignore[assignment]
    assert today.left(today.packet.vinculos[0]) == left


def test_the_demarcacion_is_that_of_the_cargo_of_each() -> None:
    today = a_today(SetClock(world.NOW))
    today.packet = world.packet(secciones={"dip5": ("2981", "2982"), "pres": ("0101",)})
    ana, raul = today.packet.vinculos
    assert today.circumstances(ana).secciones == ("2981", "2982")
    assert today.circumstances(raul).secciones == ("0101",)
    assert today.circumstances(None).secciones == ()
    today.packet = world.packet(secciones={"pres": ("0101",)})
    assert today.circumstances(ana).secciones == ()


@pytest.mark.parametrize(
    ("bound", "skew", "said"),
    [
        (None, None, ""),
        (5 * MINUTE, None, ""),
        (6 * MINUTE, None, "Dice las 10:42 y ya eran las 24 nov 2026, 10:48."),
        (-timedelta(days=3), None, ""),
        (None, 5 * MINUTE, ""),
        (None, 6 * MINUTE, "Dice las 10:42 y en el servidor son las 10:36."),
        (None, -6 * MINUTE, ""),
    ],
)
def test_a_clock_that_is_far_from_the_signed_hour_is_said(
    bound: timedelta | None, skew: timedelta | None, said: str
) -> None:
    today = a_today(SetClock(world.NOW))
    today.bound, today.skew = None if bound is None else world.NOW + bound, skew
    assert today.clock_doubt == said

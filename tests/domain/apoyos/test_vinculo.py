"""Whose record it is when a vínculo ended or a tablet was changed."""

from datetime import UTC, datetime, timedelta

import pytest

from core.domain.apoyos.apoyo import ClockState
from core.domain.apoyos.conteo import Doubt
from core.domain.apoyos.vinculo import doubt_of_vinculo
from core.domain.device.dispositivo import OutOfUse, doubt_of_device
from core.domain.registration.auxiliar import Vinculo

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def a_vinculo(
    start: timedelta, end: timedelta | None = None, accepted: timedelta | None = timedelta()
) -> Vinculo:
    """Return one of `start`, accepted so long after it, or never."""
    ended_at = None if end is None else NOW + end
    accepted_at = None if accepted is None else NOW + start + accepted
    return Vinculo("v", "000001", "000001", NOW + start, ended_at, "", accepted_at)


@pytest.mark.parametrize(
    ("vinculos", "saved", "received", "expected"),
    [
        ([], 0, 0, Doubt.NO_VINCULO),
        ([a_vinculo(-HOUR)], 0, 0, Doubt.NONE),
        ([a_vinculo(HOUR)], 0, 2, Doubt.NONE),
        ([a_vinculo(-HOUR, HOUR)], 0, 24.99, Doubt.NONE),
        ([a_vinculo(-HOUR, HOUR)], 0, 25, Doubt.LATE_AFTER_BAJA),
        ([a_vinculo(-HOUR, HOUR)], 1, 2, Doubt.NO_VINCULO),
        ([a_vinculo(-HOUR, HOUR), a_vinculo(3 * HOUR)], 2, 4, Doubt.NO_VINCULO),
        ([a_vinculo(-HOUR, HOUR), a_vinculo(3 * HOUR)], 3, 4, Doubt.NONE),
        ([a_vinculo(-HOUR, None, None)], 0, 0, Doubt.NO_VINCULO),
        ([a_vinculo(-HOUR, HOUR, None)], 0, 0, Doubt.NO_VINCULO),
        ([a_vinculo(-HOUR, HOUR), a_vinculo(2 * HOUR, None, HOUR)], 2.5, 4, Doubt.NO_VINCULO),
        ([a_vinculo(-HOUR, HOUR), a_vinculo(2 * HOUR, None, HOUR)], 3, 4, Doubt.NONE),
    ],
)
def test_a_record_counts_under_the_vinculo_that_covers_its_saving(
    vinculos: list[Vinculo], saved: float, received: float, expected: Doubt
) -> None:
    found = doubt_of_vinculo(
        vinculos, saved_at=NOW + saved * HOUR, received_at=NOW + received * HOUR
    )
    assert found is expected


@pytest.mark.parametrize(
    ("reason", "saved", "received", "expected"),
    [
        ("", 0, 9, Doubt.NONE),
        ("cambio", -1, 9, Doubt.NONE),
        ("cambio", 0, 9, Doubt.DEVICE_VOIDED),
        ("olvido", 1, 9, Doubt.DEVICE_VOIDED),
        ("cambio", -1, 23.99, Doubt.NONE),
        ("cambio", -1, 24, Doubt.LATE_AFTER_CHANGE),
        ("olvido", 0, 99, Doubt.DEVICE_VOIDED),
        ("robada", -2, -1, Doubt.NONE),
        ("robada", -1, 9, Doubt.NONE),
        ("robada", 0, 9, Doubt.DEVICE_STOLEN),
        ("robada", 1, -1, Doubt.NONE),
    ],
)
def test_a_voided_device_makes_later_records_doubtful(
    reason: str, saved: int, received: float, expected: Doubt
) -> None:
    found = _of_device(saved, received, voided=0 if reason else None, reason=reason)
    assert found is expected


@pytest.mark.parametrize(
    ("announced", "expected"), [(-1, Doubt.NONE), (0, Doubt.LATE_AFTER_CHANGE)]
)
def test_what_the_server_was_told_of_before_the_change_may_come_at_any_time(
    announced: int, expected: Doubt
) -> None:
    assert _of_device(-1, 99, voided=0, reason="cambio", announced=announced) is expected


def test_a_theft_after_a_change_excuses_nothing_of_what_was_saved_since_the_change() -> None:
    for theft in ({"suspended": 4}, {"reported": 4}):
        assert _of_device(2, 9, voided=0, reason="cambio", **theft) is Doubt.DEVICE_VOIDED
        assert _of_device(-1, 9, voided=0, reason="cambio", **theft) is Doubt.NONE


@pytest.mark.parametrize(
    ("saved", "received", "reported", "expected"),
    [
        (-1, 9, None, Doubt.NONE),
        (-1, 9, 0, Doubt.NONE),
        (0, 9, 0, Doubt.DEVICE_STOLEN),
        (0, 9, 1, Doubt.NONE),
    ],
)
def test_a_report_speaks_of_the_records_of_who_reported_it_from_then_on(
    saved: int, received: int, reported: int | None, expected: Doubt
) -> None:
    assert _of_device(saved, received, reported=reported) is expected


def test_whichever_was_first_decides_the_report_or_the_suspension() -> None:
    first_reported = _of_device(1, 9, voided=2, reason="robada", reported=0)
    first_suspended = _of_device(1, 9, voided=0, reason="robada", reported=2)
    assert (first_reported, first_suspended) == (Doubt.DEVICE_STOLEN, Doubt.DEVICE_STOLEN)


def test_a_stolen_tablet_with_a_doubtful_clock_has_no_time_of_its_own() -> None:
    doubtful = ClockState.TO_CONFIRM
    assert _of_device(-1, 9, reported=0, clock=doubtful) is Doubt.DEVICE_STOLEN
    assert _of_device(-2, -1, reported=0, clock=doubtful) is Doubt.NONE
    assert _of_device(-1, 9, clock=doubtful) is Doubt.NONE


def _of_device(
    saved: float,
    received: float,
    *,
    voided: float | None = None,
    reason: str = "",
    reported: float | None = None,
    suspended: float | None = None,
    announced: float | None = None,
    clock: ClockState = ClockState.TRUSTED,
) -> Doubt:
    """Return the doubt of a record; all times in hours from NOW."""
    return doubt_of_device(
        OutOfUse(
            changed_at=None if reason == "robada" else _at(voided),
            suspended_at=_at(voided if reason == "robada" else suspended),
            reported_at=_at(reported),
        ),
        saved_at=NOW + saved * HOUR,
        received_at=NOW + received * HOUR,
        announced_at=_at(announced),
        clock=clock,
    )


def _at(hours: float | None) -> datetime | None:
    return None if hours is None else NOW + hours * HOUR

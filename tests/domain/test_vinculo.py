"""Whose record it is when a vínculo ended or a tablet was changed."""

from datetime import UTC, datetime, timedelta

import pytest

from core.domain.auxiliar import Vinculo
from core.domain.conteo import Doubt
from core.domain.dispositivo import doubt_of_device
from core.domain.vinculo import doubt_of_vinculo

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def a_vinculo(start: timedelta, end: timedelta | None = None) -> Vinculo:
    ended_at = None if end is None else NOW + end
    return Vinculo("v", "000001", "000001", NOW + start, ended_at)


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
        ("robada", -2, -1, Doubt.NONE),
        ("robada", -1, 0, Doubt.DEVICE_STOLEN),
    ],
)
def test_a_voided_device_makes_later_records_doubtful(
    reason: str, saved: int, received: int, expected: Doubt
) -> None:
    found = doubt_of_device(
        saved_at=NOW + saved * HOUR,
        received_at=NOW + received * HOUR,
        voided_at=NOW if reason else None,
        reason=reason,
    )
    assert found is expected

"""A cut in the future, or older or much smaller than the last, is asked about."""

from datetime import UTC, date, datetime

import pytest

from core.domain.verification.padron import CutDoubt, PadronCut, odd_cut

TODAY = date(2026, 11, 24)
LAST = PadronCut("c", date(2026, 11, 2), datetime(2026, 11, 3, tzinfo=UTC), 1000, "0" * 64)


@pytest.mark.parametrize(
    ("cut_on", "rows", "last", "doubts"),
    [
        (TODAY, 1000, LAST, ()),
        (date(2026, 11, 2), 800, LAST, ()),
        (date(2026, 11, 25), 1000, LAST, (CutDoubt.FUTURE,)),
        (date(2026, 11, 1), 1000, LAST, (CutDoubt.OLDER,)),
        (TODAY, 799, LAST, (CutDoubt.SMALLER,)),
        (date(2026, 11, 1), 1, LAST, (CutDoubt.OLDER, CutDoubt.SMALLER)),
        (date(2026, 11, 1), 1, None, ()),
        (date(2027, 1, 1), 1, None, (CutDoubt.FUTURE,)),
    ],
)
def test_what_is_odd(
    cut_on: date, rows: int, last: PadronCut | None, doubts: tuple[CutDoubt, ...]
) -> None:
    assert odd_cut(cut_on, rows, last, TODAY) == doubts

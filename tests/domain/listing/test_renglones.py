"""How long a list is said to be."""

import pytest

from core.domain.listing.renglones import COUNTED_UP_TO, how_many, one_more

_BEYOND = COUNTED_UP_TO + 1


@pytest.mark.parametrize(
    ("total", "said"),
    [
        (0, "0"),
        (1_042, "1,042"),
        (10_000, "10,000"),
        (_BEYOND, "más de 10,000"),
        (2 << 20, "2,097,152"),
    ],
)
def test_a_list_is_said_to_be_as_long_as_it_was_counted(total: int, said: str) -> None:
    assert how_many(total) == said


def test_one_more_row_is_never_counted_beyond_what_is_counted() -> None:
    assert [one_more(each) for each in (0, 9_999, 10_000, _BEYOND)] == [1, 10_000, _BEYOND, _BEYOND]

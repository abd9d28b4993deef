"""The folio: the one name of a record that people use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.apoyos.envio import folio, folio_is_whole


def test_a_folio_has_the_form_of_the_design() -> None:
    assert folio("000137", 42).startswith("000137-00042-")


@given(st.integers(0, 999_999), st.integers(1, 99_999))
def test_a_folio_is_whole(aspirante: int, sequence: int) -> None:
    assert folio_is_whole(folio(f"{aspirante:06d}", sequence))


@given(st.integers(0, 999_999), st.integers(1, 99_999), st.data())
def test_one_digit_changed_is_noticed(aspirante: int, sequence: int, data: st.DataObject) -> None:
    text = folio(f"{aspirante:06d}", sequence)
    places = [place for place, character in enumerate(text) if character.isdigit()]
    place = data.draw(st.sampled_from(places))
    other = data.draw(st.sampled_from([d for d in "0123456789" if d != text[place]]))
    assert not folio_is_whole(text[:place] + other + text[place + 1 :])


def test_what_is_no_folio_is_not_whole() -> None:
    assert not folio_is_whole("")
    assert not folio_is_whole("000137")


@pytest.mark.parametrize("text", ["²-1", "٠٠٠١٢٣-٠٠٠٠٤-٥", "-", "", "000123-00004-٥"])
def test_what_has_not_the_form_of_a_folio_is_none(text: str) -> None:
    assert not folio_is_whole(text)

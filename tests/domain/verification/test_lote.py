"""References of a batch: chance, and a letter that tells an altered one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.verification.lote import Estatus, RespuestaDerfe, new_reference, read_reference
from core.domain.verification.lote_errors import (
    EstatusOfAnswerUnknown,
    ReferenceAltered,
    SeccionOfAnswerMissing,
)

LETTERS = "BCDFGHJKLMNPQRSTVWX"


def test_a_reference_reads_as_it_was_made_whatever_a_spreadsheet_did_to_it() -> None:
    made = new_reference()
    assert len(made) == 17
    assert read_reference(f" {made[:8]} {made[8:].lower()} ") == made
    assert len({new_reference() for _ in range(100)}) == 100


@given(st.integers(0, 16), st.sampled_from(LETTERS))
def test_one_other_letter_is_always_told(place: int, letter: str) -> None:
    made = new_reference()
    altered = made[:place] + letter + made[place + 1 :]
    if altered == made:
        assert read_reference(altered) == made
        return
    with pytest.raises(ReferenceAltered):
        read_reference(altered)


@given(st.integers(0, 16), st.integers(0, 16))
def test_two_letters_that_changed_places_are_always_told(one: int, other: int) -> None:
    made = new_reference()
    letters = list(made)
    letters[one], letters[other] = letters[other], letters[one]
    if (altered := "".join(letters)) == made:
        return
    with pytest.raises(ReferenceAltered):
        read_reference(altered)


@pytest.mark.parametrize("text", ["", "A" * 17, "B" * 16, "B" * 18, "1E10", "Ñ" * 17])
def test_what_is_no_reference_is_altered(text: str) -> None:
    with pytest.raises(ReferenceAltered):
        read_reference(text)


def test_what_the_derfe_says_has_its_words_and_who_is_listed_a_seccion() -> None:
    assert Estatus.said("no_localizado") is Estatus.UNKNOWN
    with pytest.raises(EstatusOfAnswerUnknown):
        Estatus.said("VIGENTE")
    with pytest.raises(SeccionOfAnswerMissing):
        RespuestaDerfe(new_reference(), Estatus.LISTED, "", "")
    assert RespuestaDerfe(new_reference(), Estatus.REMOVED, "Defunción", "").seccion == ""

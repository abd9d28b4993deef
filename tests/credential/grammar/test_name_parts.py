"""The letters of clave and CURP tell which printed row is which part of a name."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.credential.grammar.free_text import Row
from core.credential.grammar.name_parts import arranged, disagreements, letters_of
from core.credential.grammar.names import settle_names
from core.muestra.people import MODELS, make_person


@given(st.integers(0, 10**6), st.sampled_from(MODELS))
def test_the_codes_of_a_card_give_the_letters_of_its_name(seed: int, model: str) -> None:
    person = make_person(Random(seed), model)
    text = person.text
    letters = letters_of(text("clave_elector"), text("curp"))
    parts = text("apellido_paterno"), text("apellido_materno"), text("nombre")
    assert "?" not in letters
    assert disagreements(parts, letters) == 0


@pytest.mark.parametrize(
    ("rows", "parts"),
    [
        (("PEREZ", "LUNA", "ANA"), ("PEREZ", "LUNA", "ANA")),
        (("RUBRO COMPLETO", "PEREZ", "LUNA", "ANA"), ("PEREZ", "LUNA", "ANA")),
        (("PEREZ", "LUNA", "ANA", "MARIA"), ("PEREZ", "LUNA", "ANA MARIA")),
        (("PEREZ", "LUNA", "ANA", "GA6DCD"), ("PEREZ", "LUNA", "ANA")),
    ],
)
def test_rows_are_arranged_as_the_codes_say(
    rows: tuple[str, ...], parts: tuple[str, str, str]
) -> None:
    letters = letters_of("PRLNAN80010109M100", "PELA800101MDFRNN09")
    found = arranged(rows, letters)
    assert found is not None
    assert found[:2] == parts[:2]
    assert found[2].startswith(parts[2])


def test_what_the_codes_do_not_tell_is_not_told_apart() -> None:
    rows = [Row(text, 9.0, (), (), 0.9) for text in ("PEREZ", "LUNA", "ANA")]
    letters = letters_of("PRLNAN80010109M100", "PELA800101MDFRNN09")
    assert settle_names(rows, None, "", letters).told_apart
    assert not settle_names(rows, None, "").told_apart
    assert not settle_names(rows[1:], None, "", letters).told_apart

"""The letters of clave and CURP tell which printed row is which part of a name."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.credential.grammar.free_text import Row
from core.credential.grammar.name_parts import arranged, disagreements, letters_of
from core.credential.grammar.names import settle_names
from core.muestra.people import MODELS, make_person
from tests.credential.grammar.test_ctc import lattice_of


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
        (("ANA", "PEREZ", "LUNA"), ("PEREZ", "LUNA", "ANA")),
        (("ANA", "MARIA", "PEREZ", "LUNA"), ("PEREZ", "LUNA", "ANA MARIA")),
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


@pytest.mark.parametrize(
    ("rows", "third", "parts"),
    [(("PEREZ", "LUNA", "REFUGIO"), "PEREZ<LUNA<<J<REFUGIO", ("PEREZ", "LUNA", "J REFUGIO")),
     (("PEREZ", "DE LA", "ANA"), "PEREZ<DE<LA<O<<ANA", ("PEREZ", "DE LA O", "ANA")),
     (("O", "LUNA", "ANA"), "O<LUNA<<ANA", ("O", "LUNA", "ANA")),
     (("PEREZ", "LUNA", "ANA"), "PEREZ<LUNA<<ANA<SOFIA", ("PEREZ", "LUNA", "ANA")),
     (("DEL ANGEL", "QUINTANILLA", "REFUGIO"), "DEL<ANGEL<QUINTANILLA<<J<REFUG",
      ("DEL ANGEL", "QUINTANILLA", "J REFUGIO"))],
)  # fmt: skip
def test_a_letter_that_only_the_mrz_shows_is_taken_from_it(
    rows: tuple[str, ...], third: str, parts: tuple[str, str, str]
) -> None:
    line = third.ljust(30, "<")
    printed = [Row(text, 9.0, (), (lattice_of(text),), 0.9) for text in rows]
    assert settle_names(printed, lattice_of(line), line).parts == parts


@pytest.mark.parametrize(
    ("rows", "third", "parts"),
    [(("CHELIROLLO", "CAÑEDAL", "YURODAL", "YUDEÑEDAL"), "CHELIROLLO<CAXEDAL<<YURODAL<YU",
      ("CHELIROLLO", "CAÑEDAL", "YURODAL YUDEÑEDAL")),
     (("DELACRUZ", "PENA", "JOSE REFUG1O"), "DE<LA<CRUZ<PEXA<<JOSE<REFUGIO",
      ("DE LA CRUZ", "PEÑA", "JOSE REFUGIO")),
     (("LUNA", "LUNAS", "ANA"), "LUNA<LUNAS<<ANA", ("LUNA", "LUNAS", "ANA"))],
)  # fmt: skip
def test_a_word_of_the_mrz_mends_the_one_in_its_place_alone(
    rows: tuple[str, ...], third: str, parts: tuple[str, str, str]
) -> None:
    letters = letters_of("CHCXYR89011016H998", "CECY890110HMNHXR48") if len(rows) > 3 else ""
    line = third.ljust(30, "<")
    printed = [Row(text, 9.0, (), (lattice_of(text),), 0.9) for text in rows]
    assert settle_names(printed, lattice_of(line), line, letters).parts == parts

"""Numbers of a front that did not show are told by what else the card says, and never sure."""

import pytest

from core.credential.fields.coded import SettledCodes
from core.credential.fields.readings import borrowed_numbers
from core.credential.grammar.joint_decoding import Code
from core.domain.credencial.lectura import SURE, Family, FieldReading

_CARD = {
    "mrz1": "IDMEX1026685611<<2256393917160",
    "mrz2": "9604261M2612317MEX<00<<93930<2",
    "curp": "JUTO960426MNLRZL04",
}


def _settled(texts: dict[str, str], *, differ: bool = False) -> SettledCodes:
    codes = {
        name: Code(text, 20.0, text, (name,), (), checked=True) for name, text in texts.items()
    }
    return SettledCodes(codes, sides_differ=differ)


def test_what_the_back_and_the_codes_say_of_a_front_is_borrowed() -> None:
    found = borrowed_numbers({}, _settled(_CARD), Family.EF)
    assert {name: one.value for name, one in found.items()} == {
        "seccion": "2256", "vigencia": "2026", "emision": "2016", "fecha_nacimiento": "26/04/1996",
    }  # fmt: skip
    assert all(one.confidence < SURE and one.notes == ("borrowed",) for one in found.values())


def test_what_was_read_and_what_the_family_does_not_print_is_not_borrowed() -> None:
    read = {"seccion": FieldReading("2250", 0.99)}
    found = borrowed_numbers(read, _settled(_CARD), Family.CD)
    assert found.keys() == {"vigencia", "emision"}


def test_of_a_term_in_one_field_both_years_are_borrowed() -> None:
    found = borrowed_numbers({}, _settled(_CARD), Family.GH)
    assert (found["emision"].value, found["vigencia"].value) == ("2016", "2026")
    assert found["emision"].confidence < SURE


def test_sides_of_two_people_lend_each_other_nothing() -> None:
    assert borrowed_numbers({}, _settled(_CARD, differ=True), Family.EF) == {}


@pytest.mark.parametrize(("letter", "year"), [("0", "1904"), ("A", "2004")])
def test_the_century_of_a_birth_is_told_by_the_curp(letter: str, year: str) -> None:
    texts = {"curp": f"JUTO040426MNLRZL{letter}4"}
    found = borrowed_numbers({}, _settled(texts), Family.EF)
    assert found["fecha_nacimiento"].value == f"26/04/{year}"

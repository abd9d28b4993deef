"""Fictitious people: their codes agree, their pictures come back from their seed."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.credencial.clave_elector import ClaveElector
from core.domain.credencial.cross_checks import clave_disagreements, name_letters
from core.domain.credencial.curp import Curp
from core.domain.credencial.mrz import Mrz
from core.muestra.make import make_sample
from core.muestra.people import MODELS, Asked, make_person


@given(st.integers(0, 10**6), st.sampled_from(MODELS))
def test_every_code_is_well_formed_and_confirms_the_others(seed: int, model: str) -> None:
    person = make_person(Random(seed), model)
    curp, clave = Curp(person.text("curp")), ClaveElector(person.text("clave_elector"))
    assert clave_disagreements(clave.text, curp.text) == ()
    letters = name_letters(
        *(person.text(k) for k in ("apellido_paterno", "apellido_materno", "nombre"))
    )
    assert "".join(curp.text[place] for place in (0, 1, 2, 3, 13, 14, 15)) == letters
    assert person.text("ocr").startswith(person.text("seccion"))
    lines = person.lines("mrz")
    assert (len(lines) == 3) is (model != "C")
    if lines:
        assert all(len(line) == 30 for line in lines)
        assert Mrz(*lines).checks == (True, True, True, True)


@pytest.mark.sampled(1)
@pytest.mark.parametrize("level", ["easy", "severe"])
def test_the_same_seed_gives_the_same_pictures(level: str) -> None:
    one, other = make_sample(9, level, "G"), make_sample(9, level, "G")
    assert one.front.jpeg == other.front.jpeg
    assert one.truth == other.truth
    assert make_sample(10, level, "G").front.jpeg != one.front.jpeg


@given(st.integers(0, 10**6), st.sampled_from(MODELS), st.sampled_from(["", "X"]))
def test_a_card_with_sexo_x_says_so_where_the_card_speaks(
    seed: int, model: str, record: str
) -> None:
    person = make_person(Random(seed), model, Asked(paterno="O", sexo="X", record=record))
    plain = make_person(Random(seed), model)
    assert person.text("sexo") == "X"
    clave, curp = ClaveElector(person.text("clave_elector")), Curp(person.text("curp"))
    assert clave.sexo == curp.sexo == (record or plain.text("sexo"))
    assert clave_disagreements(clave.text, curp.text) == ()
    if lines := person.lines("mrz"):
        assert Mrz(*lines).sexo == "X"
        assert Mrz(*lines).checks == (True, True, True, True)

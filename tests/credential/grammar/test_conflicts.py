"""What a picture plainly shows is not mended by another rule than the card's own."""

from datetime import date

import pytest

from core.credential.grammar.confidence import of_code
from core.credential.grammar.ctc import spell
from core.credential.grammar.evidence import Evidence, strangers
from core.credential.grammar.joint_decoding import decode_jointly
from core.credential.grammar.lexicon import lexicon
from core.credential.grammar.names import tilde_doubt
from core.credential.grammar.patterns import CLAVE, CURP
from core.domain.credencial.lectura import SURE
from tests.credential.grammar.test_ctc import lattice_of

ON = date(2026, 11, 28)
CURP_TEXT, CLAVE_TEXT = "SIEP850505MDFNJR09", "SNEJPR85050509M100"


def _evidence(clave: str, curp: str = CURP_TEXT) -> Evidence:
    evidence = Evidence()
    evidence.add("clave_elector", spell(lattice_of(clave), CLAVE), CLAVE)
    evidence.add("curp", spell(lattice_of(curp), CURP), CURP)
    return evidence


@pytest.mark.parametrize("place", range(2, 6))
@pytest.mark.parametrize("sign", ["V", "W"])
def test_a_letter_of_another_rule_stays_as_printed_and_is_not_sure(place: int, sign: str) -> None:
    clave = CLAVE_TEXT[:place] + sign + CLAVE_TEXT[place + 1 :]
    codes = decode_jointly(_evidence(clave), ON)
    assert codes["clave_elector"].text == clave
    assert of_code(codes["clave_elector"]) < SURE
    assert codes["curp"].text == CURP_TEXT
    assert of_code(codes["curp"]) >= SURE


@pytest.mark.parametrize("letters", ["VP", "LR", "JS"])
def test_both_letters_of_a_word_follow_one_rule(letters: str) -> None:
    clave = CLAVE_TEXT[:4] + letters + CLAVE_TEXT[6:]
    assert decode_jointly(_evidence(clave), ON)["clave_elector"].text == clave


def test_a_lookalike_does_not_make_another_rule_of_a_blur() -> None:
    codes = decode_jointly(_evidence(CLAVE_TEXT[:4] + "B" + CLAVE_TEXT[5:]), ON)
    assert codes["clave_elector"].text == CLAVE_TEXT


def test_a_code_of_somebody_else_is_noticed() -> None:
    assert strangers(_evidence(CLAVE_TEXT, "MUFN010228HNESCMA5")) >= 4


@pytest.mark.parametrize("name", ["BANUELOS", "RIANO", "LUNA ZZANOVO"])
def test_an_n_that_may_be_an_n_with_tilde_is_doubted(name: str) -> None:
    assert tilde_doubt(name, lexicon("nombres"))


@pytest.mark.parametrize("name", ["LUNA", "BAÑUELOS", "FERNANDO", "ORTEGA MARTINEZ"])
def test_a_known_name_is_not_doubted_for_its_n(name: str) -> None:
    assert not tilde_doubt(name, lexicon("nombres"))

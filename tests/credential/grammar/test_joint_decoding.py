"""Codes weighed together: what one place blurs, another shows, and the digits decide."""

from datetime import date

import pytest

from core.credential.grammar.ctc import spell
from core.credential.grammar.evidence import Evidence, contradictions
from core.credential.grammar.joint_decoding import decode_jointly
from core.credential.grammar.patterns import CLAVE, CURP, MRZ1, MRZ2, NUMBERS
from core.domain.credencial.curp import check_digit
from tests.credential.grammar.test_ctc import lattice_of

ON = date(2026, 11, 28)
CURP_TEXT, CLAVE_TEXT = "SIEP850505MDFNJR09", "SNEJPR85050509M100"
FIRST, SECOND = "IDMEX1234567897<<0001123456789", "8505051M3312315MEX<01<<12345<4"


def _evidence(**blurred: dict[int, tuple[str, float]]) -> Evidence:
    evidence = Evidence()
    texts = {"curp": CURP_TEXT, "clave_elector": CLAVE_TEXT, "mrz1": FIRST, "mrz2": SECOND}
    patterns = {"curp": CURP, "clave_elector": CLAVE, "mrz1": MRZ1, "mrz2": MRZ2}
    for name, text in texts.items():
        lattice = lattice_of(text, blur=blurred.get(name))
        evidence.add(name, spell(lattice, patterns[name]), patterns[name])
    return evidence


def test_clear_codes_stay_and_are_sure() -> None:
    codes = decode_jointly(_evidence(), ON)
    assert codes["curp"].text == CURP_TEXT
    assert codes["clave_elector"].text == CLAVE_TEXT
    assert codes["curp"].margin > 8
    assert not codes["curp"].mended


def test_a_letter_that_the_clave_shows_mends_the_curp() -> None:
    codes = decode_jointly(_evidence(curp={13: ("M", 0.6)}), ON)
    assert codes["curp"].seen[13] == "M"
    assert codes["curp"].text == CURP_TEXT
    assert codes["curp"].mended


def test_the_composite_digit_mends_the_ocr_that_nothing_else_protects() -> None:
    codes = decode_jointly(_evidence(mrz1={25: ("8", 0.6)}), ON)
    assert codes["mrz1"].seen[25] == "8"
    assert codes["mrz1"].text == FIRST


def test_what_nothing_confirms_stays_unsure_and_offers_its_rival() -> None:
    codes = decode_jointly(_evidence(clave_elector={16: ("8", 0.45)}), ON)
    clave = codes["clave_elector"]
    assert clave.margin < 1
    assert CLAVE_TEXT[:16] + "8" + CLAVE_TEXT[17:] in clave.rivals


def test_two_people_contradict_each_other() -> None:
    other = Evidence()
    other.add("curp", spell(lattice_of("MUFN010228HNESCMA5"), CURP), CURP)
    other.add("mrz2", spell(lattice_of(SECOND), MRZ2), MRZ2)
    assert contradictions(other) >= 3
    assert contradictions(_evidence()) == 0


@pytest.mark.parametrize("record", ["M", "X"])
@pytest.mark.parametrize("mrz", ["X", "<"])
def test_a_sexo_x_is_kept_whatever_the_birth_record_says(record: str, mrz: str) -> None:
    first = CURP_TEXT[:10] + record + CURP_TEXT[11:17]
    texts = {
        "curp": (first + check_digit(first), CURP),
        "clave_elector": (CLAVE_TEXT[:14] + record + CLAVE_TEXT[15:], CLAVE),
        "mrz1": (FIRST, MRZ1),
        "mrz2": (SECOND[:7] + mrz + SECOND[8:], MRZ2),
        "sexo": ("X", NUMBERS["sexo"]),
    }
    evidence = Evidence()
    for name, (text, pattern) in texts.items():
        evidence.add(name, spell(lattice_of(text), pattern), pattern)
    codes = decode_jointly(evidence, ON)
    assert {name: codes[name].text for name in texts} == {
        name: one[0] for name, one in texts.items()
    }
    assert contradictions(evidence) == 0


def test_an_h_or_m_that_is_hard_to_see_is_told_by_the_codes() -> None:
    evidence = _evidence()
    evidence.add(
        "sexo", spell(lattice_of("M", blur={0: ("H", 0.55)}), NUMBERS["sexo"]), NUMBERS["sexo"]
    )
    assert decode_jointly(evidence, ON)["sexo"].text == "M"


@pytest.mark.parametrize(("year", "on"), [("11", 2029), ("12", 2031), ("40", 2060), ("99", 2026)])
def test_the_letter_of_a_birth_from_2000_on_follows_the_day_of_reading(year: str, on: int) -> None:
    letter = "0" if year == "99" else "A"
    first = f"SIEP{year}0505MDFNJR{letter}"
    text = first + check_digit(first)
    evidence = Evidence()
    evidence.add("curp", spell(lattice_of(text), CURP), CURP)
    code = decode_jointly(evidence, date(on, 6, 1))["curp"]
    assert code.text == text
    assert code.checked

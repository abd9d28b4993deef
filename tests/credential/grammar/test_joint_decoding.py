"""Codes weighed together: what one place blurs, another shows, and the digits decide."""

from core.credential.grammar.ctc import spell
from core.credential.grammar.evidence import Evidence, contradictions
from core.credential.grammar.joint_decoding import decode_jointly
from core.credential.grammar.patterns import CLAVE, CURP, MRZ1, MRZ2
from tests.credential.grammar.test_ctc import lattice_of

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
    codes = decode_jointly(_evidence())
    assert codes["curp"].text == CURP_TEXT
    assert codes["clave_elector"].text == CLAVE_TEXT
    assert codes["curp"].margin > 8
    assert not codes["curp"].mended


def test_a_letter_that_the_clave_shows_mends_the_curp() -> None:
    codes = decode_jointly(_evidence(curp={13: ("M", 0.6)}))
    assert codes["curp"].seen[13] == "M"
    assert codes["curp"].text == CURP_TEXT
    assert codes["curp"].mended


def test_the_composite_digit_mends_the_ocr_that_nothing_else_protects() -> None:
    codes = decode_jointly(_evidence(mrz1={25: ("8", 0.6)}))
    assert codes["mrz1"].seen[25] == "8"
    assert codes["mrz1"].text == FIRST


def test_what_nothing_confirms_stays_unsure_and_offers_its_rival() -> None:
    codes = decode_jointly(_evidence(clave_elector={16: ("8", 0.45)}))
    clave = codes["clave_elector"]
    assert clave.margin < 1
    assert CLAVE_TEXT[:16] + "8" + CLAVE_TEXT[17:] in clave.rivals


def test_two_people_contradict_each_other() -> None:
    other = Evidence()
    other.add("curp", spell(lattice_of("MUFN010228HNESCMA5"), CURP), CURP)
    other.add("mrz2", spell(lattice_of(SECOND), MRZ2), MRZ2)
    assert contradictions(other) >= 3
    assert contradictions(_evidence()) == 0

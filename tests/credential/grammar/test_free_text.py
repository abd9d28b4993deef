"""Rows of free text: no clear sign is lost at their edges."""

import pytest

from core.credential.grammar.confidence import of_row
from core.credential.grammar.free_text import read_row
from core.credential.grammar.lexicon import lexicon
from core.credential.grammar.names import name_row, tilde_doubt
from core.credential.grammar.seen_line import SeenLine
from core.credential.grammar.spelling import DIGITS, LETTERS
from core.credential.ocr.engine import COLUMN
from core.domain.credencial.lectura import SURE
from tests.credential.grammar.test_ctc import lattice_of

_NAMES = lexicon("nombres")


@pytest.mark.parametrize("row", ["JREFUGIO", "XMARTINEZ", "GARCIAX"])
def test_a_clear_letter_at_the_edge_of_a_row_is_not_lost_for_a_known_word(row: str) -> None:
    assert name_row([lattice_of(row)]).text.replace(" ", "") == row


def test_a_sign_at_the_edge_that_is_hardly_seen_is_dirt() -> None:
    dirty = lattice_of("IMARTINEZ", blur={0: ("L", 0.45)})
    assert read_row([dirty], LETTERS + "Ñ ", _NAMES).text == "MARTINEZ"


@pytest.mark.parametrize(("gap", "text"), [(0.3, "J REFUGIO"), (0.02, "REFUGIO")])
def test_a_first_letter_that_blur_makes_doubtful_is_an_initial_where_it_stands_off(
    gap: float, text: str
) -> None:
    seen = SeenLine("JREFUGIO", (gap, 0.0, 0.0, 0.02, 0.0, 0.01, 0.0))
    assert name_row([lattice_of("JREFUGIO", blur={0: ("I", 0.2)})], seen).text == text


def test_a_name_glued_to_its_initial_is_doubted() -> None:
    assert tilde_doubt("JREFUGIO", _NAMES)
    assert not tilde_doubt("REFUGIO", _NAMES)


def test_where_a_letter_at_the_edge_may_be_dirt_the_row_is_unsure() -> None:
    doubtful = lattice_of("JREFUGIO", blur={0: ("I", 0.3)})
    row = read_row([doubtful], LETTERS + "Ñ ", _NAMES)
    assert row.text == "REFUGIO"
    assert row.rivals[0] == "JREFUGIO"
    assert of_row(row) < SURE


@pytest.mark.parametrize(
    ("read", "printed"),
    [("AV BRUG0SAV0 12", "AV BRUGOSAVO 12"), ("CALLE XOL0TRO 12", "CALLE XOLOTRO 12"),
     ("AV 5 DPTO1A", "AV 5 DPTO1A"), ("MZ10 LT 3", "MZ10 LT 3")],
)  # fmt: skip
def test_a_zero_among_letters_is_an_o_where_blur_may_make_one_of_it(
    read: str, printed: str
) -> None:
    blur = {at: ("O", 0.2) for at, sign in enumerate(read) if sign == "0"}
    row = read_row([lattice_of(read, blur=blur)], LETTERS + DIGITS + "Ñ ", lexicon("domicilio"))
    assert row.text == printed


@pytest.mark.parametrize(("share", "told"), [(0.3, "unsure"), (0.04, "unsure"), (0.001, "sure")])
def test_a_sign_that_may_be_missed_makes_a_row_unsure(share: float, told: str) -> None:
    lattice = lattice_of("XREFUGIO")
    for step, kept in ((0, share), (1, 0.0)):  # a sign that is hardly there, then a space
        lattice[step] = 1e-6
        lattice[step, 0] = 0.99 - kept
    lattice[0, COLUMN["J"]] += share
    row = name_row([lattice])
    assert row.text == "REFUGIO"
    assert ("sure" if of_row(row) >= SURE else "unsure") == told
    assert ("JREFUGIO" in row.rivals) == (told == "unsure")

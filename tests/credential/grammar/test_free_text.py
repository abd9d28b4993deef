"""Rows of free text: no clear sign is lost at their edges."""

import pytest

from core.credential.grammar.confidence import of_row
from core.credential.grammar.free_text import read_row
from core.credential.grammar.lexicon import lexicon
from core.credential.grammar.names import name_row, tilde_doubt
from core.credential.grammar.spelling import LETTERS
from core.domain.credencial.lectura import SURE
from tests.credential.grammar.test_ctc import lattice_of

_NAMES = lexicon("nombres")


@pytest.mark.parametrize("row", ["JREFUGIO", "XMARTINEZ", "GARCIAX"])
def test_a_clear_letter_at_the_edge_of_a_row_is_not_lost_for_a_known_word(row: str) -> None:
    assert name_row([lattice_of(row)]).text.replace(" ", "") == row


def test_a_sign_at_the_edge_that_is_hardly_seen_is_dirt() -> None:
    dirty = lattice_of("IMARTINEZ", blur={0: ("L", 0.45)})
    assert read_row([dirty], LETTERS + "Ñ ", _NAMES).text == "MARTINEZ"


def test_a_name_glued_to_its_initial_is_doubted() -> None:
    assert tilde_doubt("JREFUGIO", _NAMES)
    assert not tilde_doubt("REFUGIO", _NAMES)


def test_where_a_letter_at_the_edge_may_be_dirt_the_row_is_unsure() -> None:
    doubtful = lattice_of("JREFUGIO", blur={0: ("I", 0.3)})
    row = read_row([doubtful], LETTERS + "Ñ ", _NAMES)
    assert row.text == "REFUGIO"
    assert row.rivals[0] == "JREFUGIO"
    assert of_row(row) < SURE

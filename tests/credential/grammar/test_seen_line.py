"""A tilde that the ink shows makes an Ñ of the N of a word that no list knows."""

import pytest

from core.credential.grammar.free_text import read_row
from core.credential.grammar.gaps import UNSURE_GAP
from core.credential.grammar.lexicon import lexicon
from core.credential.grammar.names import NAME_SIGNS
from core.credential.grammar.seen_line import SeenLine, with_tildes
from tests.credential.grammar.test_ctc import lattice_of

_WORDS = lexicon("nombres")


def _seen(text: str, *tildes: int) -> SeenLine:
    bare = text.replace(" ", "")
    return SeenLine(bare, (0.0,) * (len(bare) - 1), merged=True, tildes=frozenset(tildes))


@pytest.mark.parametrize(
    ("read", "tildes", "shown"),
    [("YUNEVO", (2,), "YUÑEVO"), ("DE XONENENA", (4, 8), "DE XOÑENEÑA"), ("YUNEVO", (), "YUNEVO"),
     ("ELENA", (3,), "ELENA"), ("BRUNTO", (3,), "BRUNTO")],
)  # fmt: skip
def test_a_tilde_is_taken_between_vowels_of_a_word_that_is_not_known(
    read: str, tildes: tuple[int, ...], shown: str
) -> None:
    assert with_tildes(read, _seen(read, *tildes), _WORDS) == shown


def test_a_line_that_was_mended_to_another_length_keeps_its_letters() -> None:
    assert with_tildes("YUNEVOS", _seen("YUNEVO", 2), _WORDS) == "YUNEVOS"


def test_a_row_to_which_a_tilde_was_given_is_not_sure() -> None:
    row = read_row([lattice_of("YUNEVO")], NAME_SIGNS, _WORDS, ink=_seen("YUNEVO", 2))
    assert row.text == "YUÑEVO"
    assert row.margin <= UNSURE_GAP
    assert "YUNEVO" in row.rivals

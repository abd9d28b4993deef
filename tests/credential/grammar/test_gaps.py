"""Gaps that close print swallowed are restored where the picture does not speak against it."""

import pytest

from core.credential.grammar.gaps import GAP, parted
from core.credential.grammar.lexicon import lexicon

_WORDS = lexicon("domicilio", "municipios", "nombres")


def _free(text: str) -> float:
    """Weigh a gap as a picture does that shows little of it."""
    return (GAP + 1) * text.count(" ")


def _dear(text: str) -> float:
    """Weigh a gap as a picture does that plainly shows none."""
    return (GAP - 1) * text.count(" ")


@pytest.mark.parametrize(
    ("glued", "apart"),
    [("PROL HIDALGO MZ13 LT7", "PROL HIDALGO MZ 13 LT 7"),
     ("FRANCISCOI MADERO", "FRANCISCO I MADERO"),
     ("CARQ TERRAZAS 12", "C ARQ TERRAZAS 12"), ("EJLAESPERANZA 94324", "EJ LA ESPERANZA 94324")],
)  # fmt: skip
def test_a_word_made_of_known_ones_is_parted(glued: str, apart: str) -> None:
    assert parted(glued, _WORDS, _free) == apart
    assert parted(glued, _WORDS, _dear) == glued


@pytest.mark.parametrize("row", ["C XOCOTEPEC 12", "COL BUENAVISTA 04330", "C TEPEYAHUAC B12"])
def test_a_known_word_and_one_of_unknown_parts_stay(row: str) -> None:
    assert parted(row, _WORDS, _free) == row


def test_of_several_ways_the_likeliest_to_the_eye_is_taken() -> None:
    seen = {"FRACC VILLANUEVA": -9.0, "FRACC VILLA NUEVA": -5.0, "FRACCVILLANUEVA": 0.0}
    assert parted("FRACCVILLANUEVA", _WORDS, lambda text: seen[text]) == "FRACC VILLA NUEVA"

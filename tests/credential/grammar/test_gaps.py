"""Gaps that close print swallowed are restored where the picture does not speak against it."""

import pytest

from core.credential.grammar.gaps import GAP, SeenLine, is_glued, parted, respaced, shows_all
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


def _seen(shown: str, *, wide: float = 0.2, within: float = 0.0, merged: bool = False) -> SeenLine:
    """Return the gaps of a line that shows its words as they stand in `shown`."""
    words = shown.split()
    widths: list[float] = []
    for word in words:
        widths += [within] * (len(word) - 1) + [wide]
    return SeenLine("".join(words), tuple(widths[:-1]), merged)


@pytest.mark.parametrize(
    ("read", "shown"),
    [("ANGELJAVIER", "ANGEL JAVIER"), ("PRIV MATAMOROS 547EDIF 7", "PRIV MATAMOROS 547 EDIF 7"),
     ("FRACCVILLANUEVA 07695", "FRACC VILLA NUEVA 07695"), ("DELXOLOTRO", "DEL XOLOTRO")],
)  # fmt: skip
def test_a_gap_that_the_picture_shows_plainly_is_one(read: str, shown: str) -> None:
    assert respaced(read, _seen(shown), _WORDS) == (shown, False)
    assert shows_all(shown, read, _seen(shown))


def test_a_narrow_gap_parts_known_words_and_makes_others_doubtful() -> None:
    assert respaced("DELVALLE", _seen("DEL VALLE", wide=0.14), _WORDS) == ("DEL VALLE", False)
    assert respaced("XOLOTRO", _seen("XOLO TRO", wide=0.14), _WORDS) == ("XOLOTRO", True)


def test_a_gap_that_was_read_and_is_not_seen_is_doubted_unless_the_signs_touch() -> None:
    assert respaced("SAN TADEO", _seen("SANTADEO"), _WORDS) == ("SAN TADEO", True)
    assert respaced("SAN TADEO", _seen("SANTADEO", merged=True), _WORDS) == ("SAN TADEO", False)


def test_signs_with_room_around_them_and_mended_lengths_tell_nothing() -> None:
    assert respaced("MZ 311", _seen("MZ 31 1"), _WORDS) == ("MZ 311", False)
    assert respaced("SAN TADEOS", _seen("SANTADEO"), _WORDS) == ("SAN TADEOS", False)


@pytest.mark.parametrize(("row", "glued"), [("PRIV 547EDIF 7", True), ("AV 5 12B", False),
                                            ("LOTE12", True), ("B-12", False)])  # fmt: skip
def test_a_number_glued_to_a_word_is_told(row: str, glued: bool) -> None:  # noqa: FBT001
    assert is_glued(row) is glued


def test_a_gap_as_wide_as_the_others_of_its_row_is_one_between_unknown_words() -> None:
    seen = _seen("CGA MAGOCOS 48167", wide=0.148, within=0.03)
    assert respaced("CGAMAGOCOS 48167", seen, _WORDS) == ("CGA MAGOCOS 48167", False)
    loose = _seen("CGA MAGOCOS 48167", wide=0.148, within=0.09)
    assert respaced("CGAMAGOCOS 48167", loose, _WORDS) == ("CGAMAGOCOS 48167", True)


def test_a_letter_that_stands_off_in_a_blurred_row_is_doubted_and_not_cut_off() -> None:
    merged = _seen("C ALLALLO", wide=0.2, merged=True)
    assert respaced("CALLALLO", merged, _WORDS) == ("CALLALLO", True)
    wide = _seen("C ALLALLO", wide=0.4, merged=True)
    assert respaced("CALLALLO", wide, _WORDS) == ("C ALLALLO", False)

"""A sheet is turned upright by what stands on it."""

from random import Random

import numpy as np
import pytest
from PIL import Image

from core.credential.imaging.picture import decode
from core.credential.imaging.sheet import Sheet
from core.credential.layout.back_words import holds_back_word
from core.credential.layout.read_side import read_side
from core.credential.reader import CredentialReader
from core.domain.credencial.lectura import SideName
from core.muestra.canvas import HEIGHT, WIDTH, Canvas, Typeface
from core.muestra.paper import paper
from tests.credential.cards import card


@pytest.mark.sampled(2)
@pytest.mark.parametrize("model", ["C", "G"])
@pytest.mark.parametrize("level", ["easy", "hard"])
@pytest.mark.parametrize("quarters", [0, 2])
def test_a_back_is_turned_upright(
    reader: CredentialReader, model: str, level: str, quarters: int
) -> None:
    shot = card(3, level, model).back
    true = np.array(shot.corners, np.float32)
    text = read_side(Sheet.of(decode(shot.jpeg), np.roll(true, quarters, axis=0)), reader.engine)
    assert text.side is SideName.BACK
    assert np.abs(text.sheet.corners - true).max() < 1


def _old_back(title: str) -> Image.Image:
    """Return a back whose digits stand along its right edge, under a title in a dark band."""
    canvas = Canvas(paper(Random(5), bright=225), Typeface.drawn(Random(5)))
    canvas.image.paste((70, 60, 80), (0, 0, WIDTH, HEIGHT // 11))
    canvas.text((0.05, 0.045), title, 0.042, (235, 235, 235))
    canvas.standing((0.91, 0.8), "2449805168984", 0.055, (20, 20, 24))
    return canvas.image


@pytest.mark.parametrize("quarters", [0, 2])
def test_digits_along_the_right_edge_turn_no_back_whose_title_is_read(
    reader: CredentialReader, quarters: int
) -> None:
    picture = np.asarray(_old_back("ELECCIONES FEDERALES"))[:, :, ::-1].copy()
    corners = np.array([[0, 0], [WIDTH, 0], [WIDTH, HEIGHT], [0, HEIGHT]], np.float32)
    text = read_side(Sheet.of(picture, np.roll(corners, quarters, axis=0)), reader.engine)
    assert text.side is SideName.BACK
    assert np.abs(text.sheet.corners - corners).max() < 1


def test_a_line_that_holds_a_word_of_every_back_outweighs_one_as_long_that_holds_none() -> None:
    assert holds_back_word("ELECCIONES FEDERALES")
    assert holds_back_word("TACHADURAS O ENMENDADURA5")
    assert not holds_back_word("ELECS FLES")

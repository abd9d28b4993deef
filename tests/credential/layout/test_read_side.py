"""A sheet is turned upright by what stands on it."""

import numpy as np
import pytest

from core.credential.imaging.picture import decode
from core.credential.imaging.sheet import Sheet
from core.credential.layout.read_side import read_side
from core.credential.reader import CredentialReader
from core.domain.credencial.lectura import SideName
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

"""An MRZ is taken without searching only where it stands as it should and every digit checks."""

import pytest

from core.credential.imaging.picture import Picture
from core.credential.layout.back import spell_line
from core.credential.layout.mrz_at_once import mrz_at_once
from core.credential.ocr.engine import COLUMN, Lattice, TextBox, greedy
from core.credential.reader import CredentialReader
from core.domain.credencial.lectura import SideName
from tests.credential.cards import card, laid
from tests.credential.layout.test_realign import LEFT_LOST

_CIC = slice(5, 14)


@pytest.mark.sampled(2)
@pytest.mark.parametrize("model", ["D", "E", "G"])
def test_a_back_that_lies_well_is_read_without_searching(
    reader: CredentialReader, model: str
) -> None:
    sample = card(3, "easy", model)
    text = mrz_at_once(laid(sample.back), reader.engine)
    assert text is not None
    assert text.side is SideName.BACK
    spelled = [spell_line(one.lattice, line) for line, one in enumerate(text.tokens)]
    assert [one.text for one in spelled if one] == sample.person.fields["mrz"]


@pytest.mark.parametrize(
    ("side", "model", "move", "quarters"),
    [
        ("back", "G", None, 2),
        ("back", "G", LEFT_LOST, 0),
        ("back", "C", None, 0),
        ("front", "G", None, 0),
    ],
)
def test_what_shows_no_mrz_in_its_place_is_left_to_the_search(
    reader: CredentialReader, side: str, model: str, move: list[list[float]] | None, quarters: int
) -> None:
    sample = card(3, "easy", model)
    shot = sample.back if side == "back" else sample.front
    assert mrz_at_once(laid(shot, move, quarters), reader.engine) is None


class _OneDigitOff:
    """A real engine that takes one digit of the CIC for the next."""

    name = "one digit off"

    def __init__(self, reader: CredentialReader) -> None:
        self._engine = reader.engine

    def find_lines(self, picture: Picture, longest: int) -> list[TextBox]:
        return self._engine.find_lines(picture, longest)

    def read_lines(self, lines: list[Picture]) -> list[Lattice]:
        return [self._altered(one) for one in self._engine.read_lines(lines)]

    def _altered(self, lattice: Lattice) -> Lattice:
        digit = greedy(lattice)[0].replace(" ", "")[_CIC][:1]
        if not digit.isdigit():
            return lattice
        own, other = COLUMN[digit], COLUMN[str((int(digit) + 1) % 10)]
        altered = lattice.copy()
        altered[:, [own, other]] = lattice[:, [other, own]]
        return altered


def test_a_digit_that_does_not_check_is_left_to_the_search(reader: CredentialReader) -> None:
    sheet = laid(card(3, "easy", "G").back)
    assert mrz_at_once(sheet, reader.engine) is not None
    assert mrz_at_once(sheet, _OneDigitOff(reader)) is None

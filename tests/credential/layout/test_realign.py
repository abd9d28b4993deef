"""A sheet laid wrongly is laid again by what is printed on it."""

from dataclasses import replace

import numpy as np
import pytest

from core.credential.imaging.geometry import overlap
from core.credential.imaging.picture import decode
from core.credential.layout.back import parse_back, spell_line
from core.credential.layout.label_anchors import told_by_labels
from core.credential.layout.mrz_anchors import strays, told_by_mrz
from core.credential.layout.mrz_rows import whole_lines
from core.credential.layout.read_side import SideText, read_side
from core.credential.layout.realign import realign
from core.credential.reader import CredentialReader
from core.muestra.camera import Shot
from tests.credential.cards import card, laid

_UNSURE = 1.0


def _laid(reader: CredentialReader, shot: Shot, move: list[list[float]]) -> SideText:
    """Return the text of a sheet whose corners are moved by shares of the card's diagonal."""
    return read_side(laid(shot, move), reader.engine)


LEFT_LOST = [[0.08, 0.0], [0.0, 0.0], [0.0, 0.0], [0.05, 0.0]]
TOO_WIDE = [[-0.1, -0.05], [0.0, 0.0], [0.06, 0.04], [0.0, 0.0]]


@pytest.mark.sampled(1)
@pytest.mark.parametrize("model", ["C", "E", "G"])
@pytest.mark.parametrize("move", [LEFT_LOST, TOO_WIDE])
def test_labels_tell_where_a_front_lies(
    reader: CredentialReader, model: str, move: list[list[float]]
) -> None:
    shot = card(3, "easy", model).front
    wrong = _laid(reader, shot, move if model != "C" else TOO_WIDE)
    told = told_by_labels(wrong)
    assert told is not None
    true = np.array(shot.corners)
    assert overlap(told, true) > max(0.93, overlap(wrong.sheet.corners, true) + 0.05)
    again = realign(decode(shot.jpeg), wrong, _UNSURE, reader.engine)
    assert overlap(again.sheet.corners, true) > 0.98


def test_a_front_with_plain_edges_is_not_laid_again(reader: CredentialReader) -> None:
    shot = card(3, "easy", "G").front
    wrong = _laid(reader, shot, TOO_WIDE)
    assert realign(decode(shot.jpeg), wrong, 1.8, reader.engine) is wrong


def test_a_few_labels_tell_nothing(reader: CredentialReader) -> None:
    text = _laid(reader, card(3, "easy", "G").front, TOO_WIDE)
    few = [token for token in text.tokens if token.label in ("nombre", "domicilio", "sexo")]
    assert told_by_labels(SideText(text.sheet, tuple(few), text.side, text.family)) is None


def test_one_label_that_was_misread_does_not_turn_the_card(reader: CredentialReader) -> None:
    shot = card(3, "easy", "G").front
    text = _laid(reader, shot, TOO_WIDE)
    tokens = [
        token if token.label != "sexo" else replace(token, points=token.points * 0.5)
        for token in text.tokens
    ]
    told = told_by_labels(SideText(text.sheet, tuple(tokens), text.side, text.family))
    assert told is not None
    assert overlap(told, np.array(shot.corners)) > 0.93


def test_the_mrz_tells_where_a_back_lies(reader: CredentialReader) -> None:
    shot = card(3, "easy", "G").back
    wrong = _laid(reader, shot, TOO_WIDE)
    told = told_by_mrz(wrong)
    assert told is not None
    again = realign(decode(shot.jpeg), wrong, _UNSURE, reader.engine)
    assert strays(again) < strays(wrong)
    assert overlap(again.sheet.corners, np.array(shot.corners)) > 0.97


def test_a_back_that_lies_as_it_should_is_left_alone(reader: CredentialReader) -> None:
    text = _laid(reader, card(3, "easy", "G").back, [[0.0, 0.0]] * 4)
    assert told_by_mrz(text) is None


def test_a_line_of_the_mrz_found_in_part_or_not_at_all_is_read_whole(
    reader: CredentialReader,
) -> None:
    sample = card(3, "easy", "G")
    text = _laid(reader, sample.back, [[0.0, 0.0]] * 4)
    whole = parse_back(text.tokens).mrz
    lines = sample.person.lines("mrz")
    for missing in range(3):
        back = parse_back([one for one in text.tokens if one is not whole[missing]])
        assert missing not in back.mrz
        whole_lines(back, text.sheet, reader.engine)
        spelling = spell_line(back.mrz[missing].lattice, missing)
        assert spelling is not None
        assert spelling.text == lines[missing]

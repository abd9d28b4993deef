"""A side is seen once: judged and put together from what was seen, as often as one likes."""

from dataclasses import replace
from datetime import date

import pytest

from core.credential.reader import CredentialReader, SeenSide
from core.domain.credencial.lectura import CredentialReading, FindingCode, SideName
from tests.credential.cards import card, seen

FRONT, BACK = SideName
ON = date(2026, 11, 24)


def untimed(reading: CredentialReading) -> CredentialReading:
    return replace(reading, ms={})


@pytest.fixture(scope="module")
def swapped() -> tuple[SeenSide, SeenSide]:
    """Return both sides of a card, each taken as the other: something is told of either."""
    return seen(3, "easy", "G", BACK, FRONT), seen(3, "easy", "G", FRONT, BACK)


def test_sides_seen_apart_say_what_reading_them_says(reader: CredentialReader) -> None:
    sample = card(3, "easy", "E")
    front, back = seen(3, "easy", "E", FRONT), seen(3, "easy", "E", BACK)
    said = untimed(reader.read(sample.front.jpeg, sample.back.jpeg, ON))
    assert untimed(reader.assemble(front, back, ON)) == said
    assert said.value("curp") == sample.person.text("curp")


def test_a_front_alone_is_put_together_as_it_is_read(reader: CredentialReader) -> None:
    sample = card(3, "easy", "E")
    front = seen(3, "easy", "E", FRONT)
    said = untimed(reader.read(sample.front.jpeg, None, ON))
    assert untimed(reader.assemble(front, None, ON)) == said


def test_what_was_seen_may_be_judged_and_put_together_again(
    reader: CredentialReader, swapped: tuple[SeenSide, SeenSide]
) -> None:
    judged = [side.judgement() for side in swapped]
    first = untimed(reader.assemble(*swapped, ON))
    assert untimed(reader.assemble(*swapped, ON)) == first
    assert [side.judgement() for side in swapped] == judged
    assert len(set(first.findings)) == len(first.findings)
    wrong = [found.side for found in first.findings if found.code is FindingCode.WRONG_SIDE]
    assert wrong == [SideName.FRONT, SideName.BACK]


def test_a_side_is_judged_from_what_was_seen(
    reader: CredentialReader, swapped: tuple[SeenSide, SeenSide]
) -> None:
    sample = card(3, "easy", "G")
    judged = reader.judge_side(sample.back.jpeg, SideName.FRONT)
    assert swapped[0].judgement() == judged
    assert judged.refused


def test_a_wiped_side_holds_no_pixel(reader: CredentialReader) -> None:
    own = reader.see(card(3, "easy", "G").front.jpeg, SideName.FRONT)
    assert own.text is not None
    sheet = own.text.sheet
    assert all(pixels.any() for pixels in (*sheet.pyramid, sheet.flat))
    own.wipe()
    assert not any(pixels.any() for pixels in (*sheet.pyramid, sheet.flat))

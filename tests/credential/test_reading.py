"""Whole credentials of every family, drawn and photographed here, read back."""

from dataclasses import dataclass
from datetime import date

import pytest

from core.credential.as_json import as_json
from core.credential.imaging.picture import Picture
from core.credential.layout.read_side import LOOK
from core.credential.ocr.engine import Lattice, OcrEngine, TextBox
from core.credential.reader import CredentialReader
from core.domain.credencial.lectura import FIELDS, FindingCode, Severity, SideName
from core.muestra.make import Sample
from tests.credential.cards import card, reading, seen

FRONT, BACK = SideName
ON = date(2026, 11, 24)


def _truth(sample: Sample) -> dict[str, str]:
    return {
        key: "\n".join(value) if isinstance(value, list) else value
        for key, value in sample.person.fields.items()
    }


@pytest.mark.parametrize(("model", "family"), [("C", "C/D"), ("E", "E/F"), ("G", "G/H")])
def test_every_field_of_an_easy_card_is_read(model: str, family: str) -> None:
    read, truth = reading(3, "easy", model, ON), _truth(card(3, "easy", model))
    assert {key: read.value(key) for key in truth} == truth
    assert read.model_family.value == family
    assert not read.refused
    assert set(read.fields) == set(FIELDS)


def test_most_of_a_medium_card_is_read_and_each_value_has_its_strip() -> None:
    read, sample = reading(11, "medium", "H", ON), card(11, "medium", "H")
    truth = {key: value for key, value in _truth(sample).items() if value}
    right = [key for key, value in truth.items() if read.value(key) == value]
    assert len(right) >= 0.8 * len(truth)
    assert read.fields["curp"].strip is not None
    assert read.fields["curp"].strip.startswith(b"\xff\xd8")


def test_the_corners_begin_at_the_cards_own_top_left() -> None:
    sample = card(3, "easy", "G")
    corners = reading(3, "easy", "G", ON).corners
    for side, shot in ((SideName.FRONT, sample.front), (SideName.BACK, sample.back)):
        found = corners[side]
        assert found is not None
        for one, other in zip(found, shot.corners, strict=True):
            assert one == pytest.approx(other, abs=12)


def test_an_expired_card_is_told_and_not_refused() -> None:
    told = {found.code: found.severity for found in reading(3, "easy", "C", ON).findings}
    assert told[FindingCode.EXPIRED] is Severity.WARN
    earlier = reading(3, "easy", "C", date(2012, 1, 1))
    assert FindingCode.EXPIRED not in {found.code for found in earlier.findings}


def test_sides_of_two_people_are_told_apart(reader: CredentialReader) -> None:
    front, back = seen(3, "easy", "G", FRONT), seen(4, "easy", "G", BACK)
    read = reader.assemble(front, back, ON)
    assert FindingCode.SIDES_DIFFER in {found.code for found in read.findings}
    one, other = card(3, "easy", "G").person, card(4, "easy", "G").person
    assert read.value("clave_elector") == one.text("clave_elector")
    assert read.value("cic") == other.text("cic")


def test_sides_in_the_wrong_order_are_refused(reader: CredentialReader) -> None:
    front, back = seen(3, "easy", "G", BACK, FRONT), seen(3, "easy", "G", FRONT, BACK)
    read = reader.assemble(front, back, ON)
    wrong = [found for found in read.findings if found.code is FindingCode.WRONG_SIDE]
    assert {found.side for found in wrong} == {FRONT, BACK}
    assert read.refused


def test_the_same_side_twice_is_refused(reader: CredentialReader) -> None:
    front, again = seen(3, "easy", "G", FRONT), seen(3, "easy", "G", FRONT, BACK)
    read = reader.assemble(front, again, ON)
    assert FindingCode.SAME_SIDE_TWICE in {found.code for found in read.findings}


def test_the_json_has_every_key_and_lists_where_there_are_lines() -> None:
    person = card(3, "easy", "E").person
    found = as_json(reading(3, "easy", "E", ON))
    assert set(found) == {
        "fields", "corners", "model_family", "findings", "confidence", "alternatives", "ms",
    }  # fmt: skip
    assert found["fields"]["domicilio"] == person.lines("domicilio")
    assert found["fields"]["mrz"] == person.lines("mrz")
    assert all(0 <= share <= 1 for share in found["confidence"].values())


@dataclass(frozen=True)
class HalfBlind:
    """The real engine, which at one size misses the upper half, as it was seen to."""

    engine: OcrEngine
    name: str = "half blind"

    def find_lines(self, picture: Picture, longest: int) -> list[TextBox]:
        found = self.engine.find_lines(picture, longest)
        middle = picture.shape[0] / 2
        return [one for one in found if longest != LOOK or one.points[:, 1].mean() > middle]

    def read_lines(self, lines: list[Picture]) -> list[Lattice]:
        return self.engine.read_lines(lines)


def test_a_clear_card_that_the_detector_half_misses_is_looked_at_again(
    reader: CredentialReader,
) -> None:
    sample = card(3, "easy", "C")
    read = CredentialReader(HalfBlind(reader.engine)).read(sample.front.jpeg, sample.back.jpeg, ON)
    names = ("nombre", "apellido_paterno", "apellido_materno", "domicilio")
    assert {key: read.value(key) for key in names} == {key: _truth(sample)[key] for key in names}

"""What is sealed is what was seen: both pictures of each side, and every value with its origin."""

from dataclasses import replace
from datetime import timedelta

import pytest

from capture_kiosk.capture.capture_flow import CaptureFlow
from capture_kiosk.capture.draft import Taken
from capture_kiosk.capture.form import field_values
from capture_kiosk.capture.record import apoyo_of
from core.domain.apoyos.apoyo import CredentialType, FieldValue, Provenance, Side
from core.domain.credencial.lectura import FIELDS, Family, FieldReading, SideName
from core.domain.errors import RuleBroken
from tests.capture_kiosk import drafts, world


def taken(side: SideName, turn: int = 1) -> Taken:
    """Return pictures that no other side and no other turn has."""
    name = f"{side.value} {turn}".encode()
    return Taken(bytearray(b"cuadro " + name), bytearray(b"tarjeta " + name))


def photographed(turn: int = 1) -> CaptureFlow:
    """Return a capture with both sides taken, not read."""
    flow = drafts.a_flow()
    flow.agree(world.NOW)
    flow.choose_type(CredentialType.GH)
    for side in SideName:
        flow.keep_side(side, taken(side, turn), Family.GH, by_hand=False)
    return flow


def test_each_side_keeps_its_own_frame_and_its_own_card() -> None:
    flow = photographed()
    flow.keep_reading(drafts.a_reading())
    made = apoyo_of(drafts.to_review(flow).draft, {})
    assert made.front == Side(b"cuadro front 1", b"tarjeta front 1")
    assert made.back == Side(b"cuadro back 1", b"tarjeta back 1")


def test_the_cards_that_a_reading_laid_flat_are_kept_and_the_frames_stay() -> None:
    flow = photographed()
    better = replace(drafts.a_reading(), rectified_front=b"mejor", rectified_back=b"igual")
    flow.keep_reading(better)
    made = apoyo_of(drafts.to_review(flow).draft, {})
    assert made.front == Side(b"cuadro front 1", b"mejor")
    assert made.back == Side(b"cuadro back 1", b"igual")


def test_every_value_of_the_form_is_sealed_under_its_own_key() -> None:
    more = {key: f"{key}\nleído" for key in FIELDS if key not in drafts.VALUES}
    read = drafts.a_reading(
        **{key: FieldReading(text, 0.97, "front") for key, text in more.items()}
    )
    assert len({each.value for each in read.fields.values()}) == len(FIELDS)
    flow = photographed()
    flow.keep_reading(read)
    assert apoyo_of(drafts.to_review(flow).draft, {}).fields == {
        key: FieldValue(each.value, each.value, Provenance.READ, each.confidence)
        for key, each in read.fields.items()
    }


@pytest.mark.parametrize("given", [False, True])
def test_the_hours_of_the_notice_and_of_the_answer_are_those_of_the_taps(*, given: bool) -> None:
    flow = drafts.a_flow()
    agreed, answered = world.NOW + timedelta(minutes=2), world.NOW + timedelta(minutes=5)
    drafts.to_data(flow)
    flow.agree(agreed)
    flow.confirm_data()
    flow.answer_face(given=given, now=answered, picture=b"rostro")
    flow.sign(drafts.a_signature())
    made = apoyo_of(flow.draft, {})
    assert (made.notice.agreed_at, made.face.answered_at) == (agreed, answered)


def test_two_supports_share_no_picture_and_no_ink() -> None:
    made = []
    for turn in (1, 2):
        flow = photographed(turn)
        flow.keep_reading(drafts.a_reading())
        drafts.to_review(flow)
        flow.sign(replace(drafts.a_signature(), picture=f"tinta {turn}".encode()))
        made.append(apoyo_of(flow.draft, {}))
    for turn, each in enumerate(made, 1):
        pictures = (each.front, each.back)
        assert [one.frame for one in pictures] == [
            f"cuadro {side} {turn}".encode() for side in ("front", "back")
        ]
        assert each.signature.picture == f"tinta {turn}".encode()


@pytest.mark.parametrize("side", list(SideName))
def test_a_side_taken_again_takes_the_place_of_the_former_and_the_form_is_asked_anew(
    side: SideName,
) -> None:
    flow = photographed()
    flow.keep_reading(drafts.a_reading())
    flow.confirm_data()
    flow.keep_side(side, taken(side, 2), Family.GH, by_hand=False)
    assert flow.draft.reading is None
    assert not flow.draft.data_confirmed
    flow.keep_reading(drafts.a_reading())
    made = apoyo_of(drafts.to_review(flow).draft, {})
    kept = {SideName.FRONT: made.front, SideName.BACK: made.back}
    assert kept[side].frame == f"cuadro {side.value} 2".encode()
    other = next(each for each in SideName if each is not side)
    assert kept[other].frame == f"cuadro {other.value} 1".encode()


@pytest.mark.parametrize(
    ("read", "seen"), [(Family.EF, Family.EF), (Family.UNKNOWN, Family.GH), (Family.CD, Family.CD)]
)
def test_a_reading_that_knows_better_changes_what_was_seen_and_never_what_was_tapped(
    read: Family, seen: Family
) -> None:
    flow = photographed()
    flow.keep_reading(replace(drafts.a_reading(), model_family=read))
    made = apoyo_of(drafts.to_review(flow).draft, {})
    assert (made.type_seen, made.type_chosen) == (seen.value, CredentialType.GH)


@pytest.mark.parametrize(
    ("read", "written", "kept"),
    [
        ("ACUÑA", None, FieldValue("ACUÑA", "ACUÑA", Provenance.READ, 0.6)),
        ("ACUÑA", "ACUÑA", FieldValue("ACUÑA", "ACUÑA", Provenance.READ, 0.6)),
        ("ACUNA", "ACUÑA", FieldValue("ACUÑA", "ACUNA", Provenance.EDITED, 0.6)),
        ("ACUÑA", "", FieldValue("", "ACUÑA", Provenance.EDITED, 0.6)),
        ("", "ACUÑA", FieldValue("ACUÑA", "", Provenance.TYPED, 0.6)),
    ],
)
def test_a_value_is_kept_with_what_was_read_of_it_and_how_surely(
    read: str, written: str | None, kept: FieldValue
) -> None:
    flow = photographed()
    flow.keep_reading(drafts.a_reading(apellido_materno=FieldReading(read, 0.6, "front")))
    if written is not None:
        flow.write("apellido_materno", written)
    values = field_values(flow.draft)
    assert values["apellido_materno"] == kept
    assert set(values) == set(FIELDS)
    assert values["nombre"] == FieldValue("LUIS FERNANDO", "LUIS FERNANDO", Provenance.READ, 0.99)


def test_each_corrected_value_keeps_what_was_read_of_itself_and_the_others_stay() -> None:
    read = {key: FieldReading(f"{key} leído", 0.7, "front") for key in FIELDS}
    for corrected in FIELDS:
        flow = photographed()
        flow.keep_reading(drafts.a_reading(**read))
        flow.write(corrected, f"{corrected} escrito")
        as_read = {
            key: FieldValue(one.value, one.value, Provenance.READ, 0.7) for key, one in read.items()
        }
        edited = FieldValue(f"{corrected} escrito", f"{corrected} leído", Provenance.EDITED, 0.7)
        assert field_values(flow.draft) == as_read | {corrected: edited}


def test_what_nobody_read_is_typed() -> None:
    flow = photographed()
    for key, value in drafts.VALUES.items():
        flow.write(key, value)
    values = field_values(flow.draft)
    typed = {key: each for key, each in values.items() if each.value}
    assert {each.provenance for each in typed.values()} == {Provenance.TYPED}
    assert {each.read for each in typed.values()} == {""}


def test_the_form_is_not_confirmed_without_the_least_data() -> None:
    flow = photographed()
    with pytest.raises(RuleBroken):
        flow.confirm_data()


def test_a_no_keeps_no_picture_whatever_the_camera_gave() -> None:
    flow = drafts.to_data(drafts.a_flow())
    flow.confirm_data()
    flow.answer_face(given=False, now=world.NOW, picture=b"rostro")
    assert flow.draft.face is not None
    assert flow.draft.face.picture is None
    flow.answer_face(given=True, now=world.NOW, picture=b"rostro")
    assert flow.draft.face.picture == b"rostro"

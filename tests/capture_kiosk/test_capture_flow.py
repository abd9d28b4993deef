"""Numerals 13 to 23 as states: order, ways back, and what is destroyed."""

from collections.abc import Callable

import pytest

from capture_kiosk.capture.capture_flow import DASHES, CaptureFlow, CaptureStep
from capture_kiosk.capture.draft import Taken
from capture_kiosk.capture.record import NOT_ASKED, apoyo_of, facts_of
from core.domain.apoyos.apoyo import CredentialType, FrameSourceKind, Provenance
from core.domain.credencial.lectura import Family, FieldReading, SideName
from core.domain.errors import InkMissing, LeastDataMissing, OutsideWindow
from core.domain.proceso.periodo import Window
from core.domain.proceso.proceso import ProcesoSettings
from tests.capture_kiosk import drafts, world


def test_the_steps_come_in_the_order_of_the_law() -> None:
    flow = drafts.a_flow()
    seen = [flow.step]
    flow.agree(world.NOW)
    seen.append(flow.step)
    flow.choose_type(CredentialType.EF)
    seen.append(flow.step)
    for side in (SideName.FRONT, SideName.BACK):
        flow.keep_side(side, Taken(bytearray(b"f"), bytearray()), Family.EF, by_hand=False)
        seen.append(flow.step)
    flow.keep_reading(drafts.a_reading())
    flow.confirm_data()
    seen.append(flow.step)
    flow.answer_face(given=False, now=world.NOW)
    seen.append(flow.step)
    flow.sign(drafts.a_signature())
    seen.append(flow.step)
    assert seen == list(CaptureStep)
    assert flow.ready_to_save


@pytest.mark.parametrize("window", [Window.BEFORE, Window.SENDING_ONLY, Window.CLOSED])
def test_outside_the_period_nothing_begins(window: Window) -> None:
    flow, packet = CaptureFlow(drafts.nothing), world.packet()
    with pytest.raises(OutsideWindow):
        flow.begin(packet.vinculos[0], window, world.NOW)
    assert flow.step is None


def test_without_the_question_the_face_is_never_asked() -> None:
    packet = world.packet(readings=ProcesoSettings(ask_for_face=False))
    flow = drafts.to_data(drafts.a_flow(packet))
    flow.confirm_data()
    assert flow.step is CaptureStep.SIGNATURE
    flow.sign(drafts.a_signature())
    assert flow.ready_to_save
    made = apoyo_of(flow.draft, {})
    assert (made.face.given, made.face.picture) == (False, None)
    assert NOT_ASKED in made.findings


def test_cancelling_overwrites_the_pictures_and_forgets_the_draft() -> None:
    flow = drafts.to_data(drafts.a_flow())
    frames = [taken.frame for taken in flow.draft.sides.values()]
    flow.cancel()
    assert all(not any(frame) for frame in frames)
    assert flow.step is None
    with pytest.raises(LookupError):
        _ = flow.draft


def take_by_hand(flow: CaptureFlow) -> None:
    """Keep a picture that nobody will read."""
    taken = Taken(bytearray(b"f"), bytearray())
    flow.keep_side(SideName.BACK, taken, Family.UNKNOWN, by_hand=True)


@pytest.mark.parametrize("destroy", [CaptureFlow.cancel, take_by_hand])
def test_where_pictures_are_destroyed_what_the_reader_saw_is_forgotten(
    destroy: Callable[[CaptureFlow], None],
) -> None:
    forgotten: list[str] = []
    flow = drafts.to_data(drafts.a_flow(forget=lambda: forgotten.append("all")))
    forgotten.clear()  # beginning forgets too
    destroy(flow)
    assert forgotten == ["all"]


def test_a_picture_that_will_be_read_is_not_forgotten() -> None:
    forgotten: list[str] = []
    flow = drafts.a_flow(forget=lambda: forgotten.append("all"))
    forgotten.clear()
    drafts.to_review(drafts.to_data(flow))
    assert forgotten == []


def test_going_back_from_the_notice_cancels() -> None:
    flow = drafts.a_flow()
    flow.back()
    assert flow.step is None


def test_a_step_to_come_is_not_jumped_to() -> None:
    flow = drafts.a_flow()
    flow.go_to(CaptureStep.SIGNATURE)
    assert flow.step is CaptureStep.NOTICE


def again(flow: CaptureFlow, side: SideName) -> None:
    """Take one side anew."""
    flow.go_to(CaptureStep.FRONT if side is SideName.FRONT else CaptureStep.BACK)
    taken = Taken(bytearray(b"again"), bytearray(b"card"))
    flow.keep_side(side, taken, Family.EF, by_hand=False)


@pytest.mark.parametrize("side", list(SideName))
def test_one_side_taken_again_keeps_the_other_and_is_read_anew(side: SideName) -> None:
    flow = drafts.to_review(drafts.to_data(drafts.a_flow()))
    flow.write("nombre", "LUISA")
    other = next(each for each in SideName if each is not side)
    kept = flow.draft.sides[other]
    again(flow, side)
    assert flow.step is CaptureStep.DATA
    assert flow.draft.sides[other] is kept
    assert flow.draft.sides[side].frame == b"again"
    assert flow.draft.reading is None
    assert flow.draft.values == {"nombre": "LUISA"}
    assert not flow.ready_to_save


def test_both_sides_taken_again_may_be_another_card_and_forget_what_was_typed() -> None:
    flow = drafts.to_review(drafts.to_data(drafts.a_flow()))
    flow.write("nombre", "LUISA")
    for side in SideName:
        again(flow, side)
    assert not flow.draft.values


def test_from_the_data_to_the_camera_and_back_nothing_is_lost() -> None:
    flow = drafts.to_review(drafts.to_data(drafts.a_flow()))
    flow.write("nombre", "LUISA")
    sides, reading = dict(flow.draft.sides), flow.draft.reading
    flow.go_to(CaptureStep.FRONT)
    flow.keep_as_it_was()
    assert flow.step is CaptureStep.BACK
    flow.keep_as_it_was()
    assert flow.step is CaptureStep.REVIEW
    assert (flow.draft.sides, flow.draft.reading) == (sides, reading)
    assert flow.draft.values == {"nombre": "LUISA"}


def test_what_is_not_there_cannot_be_kept_as_it_was() -> None:
    flow = drafts.a_flow()
    flow.keep_as_it_was()
    assert flow.step is CaptureStep.NOTICE


def test_another_type_asks_for_the_data_again() -> None:
    flow = drafts.to_review(drafts.to_data(drafts.a_flow()))
    flow.go_to(CaptureStep.TYPE)
    flow.choose_type(CredentialType.OTHER)
    assert flow.step is CaptureStep.DATA


def test_a_change_from_the_review_returns_to_the_review() -> None:
    flow = drafts.to_review(drafts.to_data(drafts.a_flow()))
    flow.go_to(CaptureStep.SIGNATURE)
    flow.sign(drafts.a_signature("No sabe firmar"))
    assert flow.step is CaptureStep.REVIEW


def test_another_aspirante_asks_for_notice_and_signature_again() -> None:
    flow = drafts.to_review(drafts.to_data(drafts.a_flow()))
    flow.change_aspirante(flow.packet.vinculos[1])
    assert flow.step is CaptureStep.NOTICE
    flow.agree(world.NOW)
    assert flow.step is CaptureStep.SIGNATURE
    flow.sign(drafts.a_signature())
    assert facts_of(flow.draft, FrameSourceKind.FILE).aspirante == world.RAUL.id_solicitante


def test_without_the_least_data_the_form_is_not_left() -> None:
    reading = drafts.a_reading(cic=FieldReading(), ocr=FieldReading())
    flow = drafts.to_data(drafts.a_flow(), reading)
    with pytest.raises(LeastDataMissing):
        flow.confirm_data()
    assert flow.step is CaptureStep.DATA


def test_what_was_read_and_what_was_corrected_are_both_kept() -> None:
    flow = drafts.to_data(drafts.a_flow(), drafts.a_reading(domicilio=FieldReading()))
    flow.write("clave_elector", "ANACLS94011201H058")
    flow.write("domicilio", "CALZ DEL HUESO 900")
    made = apoyo_of(drafts.to_review(flow).draft, {"app": "x"})
    clave = made.fields["clave_elector"]
    assert (clave.read, clave.value) == ("ANACLS94011201H059", "ANACLS94011201H058")
    assert clave.provenance is Provenance.EDITED
    assert made.fields["domicilio"].provenance is Provenance.TYPED
    assert made.fields["nombre"].provenance is Provenance.READ


def test_both_the_type_that_was_seen_and_the_one_tapped_are_kept() -> None:
    flow = drafts.a_flow()
    flow.agree(world.NOW)
    flow.choose_type(CredentialType.OTHER)
    for side in (SideName.FRONT, SideName.BACK):
        taken = Taken(bytearray(b"f"), bytearray(), ("blur",), ("blur",))
        flow.keep_side(side, taken, Family.GH, by_hand=True)
    for key, value in drafts.VALUES.items():
        flow.write(key, value)
    made = apoyo_of(drafts.to_review(flow).draft, {})
    assert (made.type_seen, made.type_chosen) == ("G/H", CredentialType.OTHER)
    assert made.continued_anyway == ("blur",)


def test_nothing_is_sealed_without_a_signature() -> None:
    flow = drafts.to_data(drafts.a_flow())
    with pytest.raises(InkMissing):
        apoyo_of(flow.draft, {})


def test_every_step_has_its_dashes() -> None:
    assert [DASHES[step] for step in CaptureStep] == [1, 1, 2, 3, 4, 5, 6, 7]

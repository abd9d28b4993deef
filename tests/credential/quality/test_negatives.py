"""Pictures that must not pass, each refused under the code that says what to do."""

from random import Random

import numpy as np
import pytest

from core.credential.pair import unsure
from core.credential.reader import CredentialReader
from core.cv import cv2
from core.domain.credencial.lectura import (
    SURE,
    FieldReading,
    FindingCode,
    Severity,
    SideName,
    finding,
)
from core.messages import explain_code
from core.muestra.negatives import KINDS, fitting_code, make_negative
from core.muestra.strangers import DOCUMENTS

_ALIKE = {"photocopy": 4, "screen": 4, "two_cards": 5, "cut": 0}
"""Seeds on which the picture is as plain a case as a person would call one."""


@pytest.mark.sampled(4)
@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_that_must_not_pass_is_refused_with_its_code(
    reader: CredentialReader, kind: str
) -> None:
    shot = make_negative(_ALIKE.get(kind, 2), kind, side="front")
    judged = reader.judge_side(shot.jpeg, SideName.FRONT)
    refusals = {found.code.value for found in judged.findings if found.refuses}
    assert fitting_code(kind) in refusals
    assert judged.refused


def test_every_finding_has_a_sentence_that_says_what_to_do() -> None:
    for code in FindingCode:
        told = explain_code(code.value)
        assert told.code == code.value
        assert told.title != explain_code("falla_no_prevista").title
        assert told.action


def test_only_tilt_and_glare_depend_on_their_strength() -> None:
    for code in FindingCode:
        weak, strong = finding(code, None), finding(code, None, strong=True)
        differs = weak.severity is not strong.severity
        assert differs is (code in (FindingCode.TILT, FindingCode.GLARE))
    assert finding(FindingCode.DAMAGED, None).severity is Severity.WARN
    assert finding(FindingCode.BLUR, None).refuses


def test_a_mild_finding_warns_and_no_more() -> None:
    assert not any(finding(code, SideName.BACK, mild=True).refuses for code in FindingCode)


@pytest.mark.parametrize("sure", [0.5, 0.95, 1.0])
def test_beside_another_document_no_value_is_sure(sure: float) -> None:
    fields = {"ocr": FieldReading("1234567890123", sure), "cic": FieldReading()}
    assert all(one.confidence < SURE for one in unsure(fields).values())
    assert unsure(fields)["ocr"].value == "1234567890123"


@pytest.mark.sampled(3)
@pytest.mark.parametrize("number", range(len(DOCUMENTS)))
def test_a_scan_trimmed_to_another_document_is_told_as_one(
    reader: CredentialReader, number: int
) -> None:
    drawn = np.asarray(DOCUMENTS[number](Random(700)))[:, :, ::-1]
    scan = cv2.imencode(".jpg", cv2.resize(drawn, (1012, 638)))[1].tobytes()
    refusals = {one.code for one in reader.judge_side(scan, SideName.FRONT).findings if one.refuses}
    assert refusals == {FindingCode.OTHER_DOCUMENT}


def test_an_empty_scan_of_that_form_is_no_document(reader: CredentialReader) -> None:
    blank = cv2.imencode(".jpg", np.full((638, 1012, 3), 230, np.uint8))[1].tobytes()
    codes = {one.code for one in reader.judge_side(blank, SideName.FRONT).findings}
    assert codes == {FindingCode.NO_CREDENTIAL}

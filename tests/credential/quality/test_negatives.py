"""Pictures that must not pass, each refused under the code that says what to do."""

import pytest

from core.credential.pair import unsure
from core.credential.reader import CredentialReader
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

_ALIKE = {"photocopy": 4, "screen": 4, "two_cards": 5, "cut": 0}
"""Seeds on which the picture is as plain a case as a person would call one."""


@pytest.mark.sampled(6)
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

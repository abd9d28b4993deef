"""Pictures that must not pass, each refused under the code that says what to do."""

from random import Random

import numpy as np
import pytest

from core.credential.pair import unsure
from core.credential.reader import CredentialReader
from core.cv import cv2
from core.domain.credencial.lectura import (
    ADVISES,
    PLAIN,
    SURE,
    FieldReading,
    FindingCode,
    SideName,
    finding,
)
from core.messages import explain_code
from core.muestra.harder import HARDER, fitting_codes, make_harder
from core.muestra.negatives import KINDS, fitting_code, make_negative
from core.muestra.strangers import DOCUMENTS

_ALIKE = {"photocopy": 4, "screen": 4, "two_cards": 5, "cut": 0}
"""Seeds on which the picture is as plain a case as a person would call one."""


@pytest.mark.sampled(1)
@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_that_must_not_pass_is_refused_with_its_code(
    reader: CredentialReader, kind: str
) -> None:
    shot = make_negative(_ALIKE.get(kind, 2), kind, side="front")
    judged = reader.judge_side(shot.jpeg, SideName.FRONT)
    refusals = {found.code.value for found in judged.findings if found.refuses}
    assert fitting_code(kind) in refusals
    assert judged.refused


_PASS = frozenset({"printed_photo", "colour_copy"})
"""What is not told from a good picture every time: some only warn, reading asks for the rest."""


@pytest.mark.sampled(1)
@pytest.mark.parametrize("kind", [kind for kind in HARDER if kind not in _PASS])
def test_a_harder_picture_is_refused_with_a_code_that_fits(
    reader: CredentialReader, kind: str
) -> None:
    shot = make_harder(5000, kind, "fit")
    refusals = {
        found.code.value
        for found in reader.judge_side(shot.jpeg, SideName.FRONT).findings
        if found.refuses
    }
    assert refusals & set(fitting_codes(kind))


@pytest.mark.parametrize("kind", ["passport", "foreign_back"])
def test_the_mrz_of_another_document_makes_no_back(reader: CredentialReader, kind: str) -> None:
    judged = reader.judge_side(make_harder(5001, kind, "fit", side="back").jpeg, SideName.BACK)
    told = {found.code: found for found in judged.findings}
    assert told[FindingCode.OTHER_DOCUMENT].refuses
    assert told[FindingCode.OTHER_DOCUMENT].probability >= PLAIN


def test_every_finding_has_a_sentence_that_says_what_to_do() -> None:
    for code in FindingCode:
        told = explain_code(code.value)
        assert told.code == code.value
        assert told.title != explain_code("falla_no_prevista").title
        assert told.action


def test_a_finding_refuses_where_it_is_plain_and_another_picture_would_mend_it() -> None:
    for code in FindingCode:
        assert finding(code, None, PLAIN).refuses is (code not in ADVISES)
        assert not finding(code, SideName.BACK, PLAIN - 0.001).refuses


@pytest.mark.parametrize("sure", [0.5, 0.95, 1.0])
def test_beside_another_document_no_value_is_sure(sure: float) -> None:
    fields = {"ocr": FieldReading("1234567890123", sure), "cic": FieldReading()}
    assert all(one.confidence < SURE for one in unsure(fields).values())
    assert unsure(fields)["ocr"].value == "1234567890123"


@pytest.mark.sampled(1)
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

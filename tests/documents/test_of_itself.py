"""What the file of each document says of itself: title, who issues it, language, the act's hour."""

from collections.abc import Callable
from datetime import datetime

import pypdfium2
import pytest

from core.documents.acta_cierre import acta_pdf
from core.documents.asistencia import asistencia_pdf
from tests.documents.sheets import a_constancia, a_proceso
from tests.documents.test_acta_cierre import ACTA, PAGE
from tests.documents.test_acuse import AN_ACUSE
from tests.documents.test_acuse import _pdf as _acuse
from tests.documents.test_asistencia import _session
from tests.documents.test_constancia import HEAD
from tests.documents.test_constancia import _pdf as _constancia


@pytest.mark.parametrize(
    ("make", "title", "at"),
    [
        (lambda: acta_pdf(ACTA, "Ana", a_proceso(), PAGE), "Acta de cierre", ACTA.issued_at),
        (lambda: _acuse(AN_ACUSE), "Acuse 3 del aspirante 000001", AN_ACUSE.issued_at),
        (
            lambda: asistencia_pdf(_session(2), a_proceso()),
            "Lista de asistencia",
            _session(2).held_at,
        ),
        (lambda: _constancia(a_constancia(), a_proceso()), "Constancia", HEAD.at),
    ],
    ids=["acta", "acuse", "asistencia", "constancia"],
)
def test_a_file_says_what_it_is(make: Callable[[], bytes], title: str, at: datetime) -> None:
    pdf = make()
    said = pypdfium2.PdfDocument(pdf).get_metadata_dict()
    assert said["Title"].startswith(title)
    assert said["Author"] == a_proceso().instituto
    assert said["CreationDate"] == said["ModDate"] == f"D:{at:%Y%m%d%H%M%S}Z"
    assert b"/Lang (es-MX)" in pdf
    assert b"/DisplayDocTitle true" in pdf

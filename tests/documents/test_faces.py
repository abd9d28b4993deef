"""Names of any letters on paper: composed, in a face that has them, or refused by name."""

import unicodedata
from datetime import UTC, datetime

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics

from core.documents.faces import BOLD, OTHER, REGULAR, marked_runs, register, runs
from core.documents.paper import Paper, bold, text_width
from core.domain.errors import SignUnknown
from core.domain.values.signs import ATKINSON, NOTO, drawable, nameable, unknown_sign
from tests.documents.sheets import a_constancia, texts
from tests.documents.test_constancia import _pdf, a_proceso

_NO_CHARACTER = 0xFFFF
"""Some files map it; Unicode says that it is none."""
NAMES = ("Íñigo José Muñoz", "Ñuꞌu Kʼinich", "Xɨtlalli Ḵaꞌan", "Chʼuꞌuk Nä Jɨjay")
_LETTERS = st.characters(categories=("Lu", "Ll", "Lm"), max_codepoint=0x24F) | st.sampled_from(
    "ʼꞌꞋɨḵḴǂʔ"
)


def _page(text: str) -> bytes:
    paper = Paper(
        "MUESTRA", lambda _: None, author="MUESTRA", at=datetime(2026, 11, 24, tzinfo=UTC)
    )
    paper.text(300, 100, text, align="center")
    paper.paragraph(68, 140, 300, bold(text))
    return paper.to_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_printed_whole_and_alike_in_either_form(name: str) -> None:
    parted = unicodedata.normalize("NFD", name)
    assert _page(parted) == _page(name)
    (page,) = texts(_page(name))
    assert page.count(name) == 2
    fonts = {face for face, _ in runs(name, REGULAR)}
    assert (OTHER in fonts) is (name != NAMES[0])
    (page,) = texts(_pdf(a_constancia(nombre=parted), a_proceso()))
    assert name in page


@given(st.text(_LETTERS, min_size=1, max_size=20))
def test_no_letter_of_a_legal_name_is_a_crossed_box(name: str) -> None:
    assert unknown_sign(name) == ""
    assert "".join(text for _, text in runs(name, REGULAR)) == unicodedata.normalize("NFC", name)
    assert text_width(name, REGULAR, 10) > 0


@pytest.mark.parametrize(
    ("sign", "shown"), [("漢", "漢"), ("😀", "😀"), ("א", "א"), ("\ue000", "invisible")]
)
def test_a_sign_without_a_face_is_refused_by_name(sign: str, shown: str) -> None:
    assert unknown_sign(f"Ana {sign}") == sign
    with pytest.raises(SignUnknown) as refused:
        _page(f"Ana {sign}")
    assert refused.value.facts["sign"] == shown


@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "\u2060", "\u2028"])
def test_a_name_hides_no_sign(sign: str) -> None:
    with pytest.raises(SignUnknown) as refused:
        nameable(f"Ana{sign}")
    assert refused.value.facts == {"sign": "invisible", "code": f"U+{ord(sign):04X}"}
    assert nameable("Kʼinich Íñigo") == "Kʼinich Íñigo"


@pytest.mark.parametrize(("points", "font"), [(ATKINSON, REGULAR), (NOTO, OTHER)])
def test_the_signs_of_the_domain_are_those_that_the_face_draws(
    points: frozenset[int], font: str
) -> None:
    register()
    drawn = set(pdfmetrics.getFont(font).face.charToGlyph) - {_NO_CHARACTER}
    assert points == drawn


@given(st.text(max_size=6))
def test_a_text_is_drawable_exactly_if_paper_takes_it(text: str) -> None:
    sign = unknown_sign(text)
    if not sign:
        assert runs(drawable(text), REGULAR) == runs(text, REGULAR)
        return
    with pytest.raises(SignUnknown) as refused:
        runs(text, REGULAR)
    assert refused.value.facts["sign"] == (sign if sign.isprintable() else "invisible")


@pytest.mark.parametrize(("font", "face"), [(REGULAR, "Noto"), (BOLD, "Noto-Bold")])
def test_what_stands_in_is_as_bold_as_its_line(font: str, face: str) -> None:
    assert runs("Nuꞌu", font)[1][0] == face
    assert marked_runs("Nuꞌu", font) == f'Nu<font name="{face}">ꞌ</font>u'


def test_what_stands_in_another_face_is_ink_and_not_a_box() -> None:
    page = pypdfium2.PdfDocument(_page("ꞌ"))[0]
    assert page.render(scale=3).to_numpy().min() < 100

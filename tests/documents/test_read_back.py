"""Every document read back by a stranger's code: structure, fonts, names of any length."""

from collections.abc import Callable
from functools import cache

import pytest

from core.documents.acta_cierre import acta_pdf
from core.documents.asistencia import asistencia_pdf
from tests.documents.read_back import fonts, structure, unmarked
from tests.documents.sheets import a_constancia, a_proceso, texts
from tests.documents.test_acta_cierre import ACTA, PAGE
from tests.documents.test_acuse import AN_ACUSE
from tests.documents.test_acuse import _pdf as _acuse
from tests.documents.test_asistencia import _session
from tests.documents.test_constancia import _pdf as _constancia

_MADE: dict[str, Callable[[], bytes]] = {
    "acta": lambda: acta_pdf(ACTA, "Ana Muestra Ficticia", a_proceso(), PAGE),
    "acuse": lambda: _acuse(AN_ACUSE),
    "asistencia": lambda: asistencia_pdf(_session(14), a_proceso()),
    "constancia": lambda: _constancia(a_constancia(nombre="Ñuꞌu Kʼinich"), a_proceso()),
}
every = pytest.mark.parametrize("pdf", _MADE, indirect=True)


@cache
def document(name: str) -> bytes:
    """Return one of them, drawn by the first test that reads it."""
    return _MADE[name]()


@pytest.fixture
def pdf(request: pytest.FixtureRequest) -> bytes:
    return document(request.param)


@every
def test_all_that_is_drawn_is_read_or_an_artifact(pdf: bytes) -> None:
    assert unmarked(pdf) == []
    told = structure(pdf)[0].text.replace(" ", "")
    first = texts(pdf)[0].replace("Hoja 1", "")
    missing = [each for each in first.split() if each not in told]
    foot = {"Capacitación", "sobre", "el", "uso", "de", "la", "aplicación", "móvil"}
    assert set(missing) <= foot | {"Acta", "Acuse", "aspirante", "del", "cierre", "3"}, missing


@every
def test_there_is_one_heading_and_each_figure_says_what_it_is(pdf: bytes) -> None:
    tree = structure(pdf)
    assert len([each for one in tree for each in one.all("H1") if each.text]) == 1
    figures = [each for one in tree for each in one.all("Figure")]
    assert figures
    assert all(each.alt for each in figures)


@every
def test_every_font_is_within_the_file(pdf: bytes) -> None:
    found = fonts(pdf)
    assert found
    assert all(found.values()), found


def test_the_list_of_who_attended_is_a_table_with_heads() -> None:
    (first, *_) = structure(document("asistencia"))
    (table,) = first.all("Table")
    rows = list(table.all("TR"))
    assert [each.text.strip() for each in rows[0].all("TH")] == [
        "Núm.",
        "Nombre",
        "Constancia",
        "Firma",
    ]
    assert [each.text.strip() for each in rows[1].all("TD")][:3] == [
        "1",
        "Persona Ficticia 001",
        "IEE/CG/041/2026",
    ]


def test_the_folios_are_a_list() -> None:
    (page,) = structure(document("acuse"))
    assert [each.text.strip() for each in page.all("LBody")] == list(AN_ACUSE.folios)


@pytest.mark.parametrize("letters", [60, 240, 480])
def test_a_long_name_stays_on_one_page(letters: int) -> None:
    name = ("Maximiliana de los Ángeles " * 20)[:letters].strip()
    pdf = _constancia(a_constancia(nombre=name, sobrenombre="La Maestra " * 4), a_proceso())
    (page,) = texts(pdf)
    assert name.replace(" ", "") in page.replace(" ", "")


def test_a_name_without_a_blank_stays_on_the_paper() -> None:
    pdf = _constancia(a_constancia(nombre="Ñ" * 400), a_proceso())
    (page,) = texts(pdf)
    assert page.replace(" ", "").count("Ñ") == 400

"""Rows of a domicilio end as prints do, whatever blur did to their spaces."""

import pytest

from core.credential.fields.address import SIGNS, closed, ended, spaced, with_whole_code
from core.credential.grammar.endings import Endings
from core.credential.grammar.entidades import FORMS, agrees, number_of
from core.credential.grammar.free_text import read_row
from core.credential.grammar.gaps import UNSURE_GAP
from core.credential.grammar.lexicon import entidad_endings, lexicon
from core.muestra.words import ESTADO_OF
from tests.credential.grammar.test_ctc import lattice_of


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("AMPL INDUSTRIAL38241", "AMPL INDUSTRIAL 38241"),
        ("OTHON P.BLANCO, Q.ROO", "OTHON P. BLANCO, Q. ROO"),
        ("LA PAZ,B.C.S.", "LA PAZ, B.C.S."),
        ("MONTERREY, N.L.", "MONTERREY, N.L."),
        ("ZACATECAS. ZAC.", "ZACATECAS, ZAC."),
        ("AV 5 DE MAYO 12 INT 3", "AV 5 DE MAYO 12 INT 3"),
        ("COL ROMA-NORTE 06700", "COL ROMA NORTE 06700"),
    ],
)
def test_spaces_stand_where_every_print_has_them(read: str, printed: str) -> None:
    assert spaced(read) == printed


def test_a_row_that_stops_before_the_entidad_has_not_ended() -> None:
    assert ended("CULIACAN, SIN.")
    assert not ended("CULIACAN,")
    assert not ended("CULIACAN")


@pytest.mark.parametrize(
    ("row", "whole"),
    [("TEPEYAHUAC. COL", "TEPEYAHUAC, COL."), ("TEPEYAHUAC. COL.", "TEPEYAHUAC, COL."),
     ("STA. ROSA", "STA. ROSA"), ("LEON, GTO.", "LEON, GTO.")],
)  # fmt: skip
def test_a_full_stop_before_the_entidad_is_its_comma(row: str, whole: str) -> None:
    assert spaced(row) == whole


@pytest.mark.parametrize(
    ("read", "printed"),
    [("TIJUANA.B.C.", "TIJUANA, B.C."), ("OTHON P. BLANCO. O. ROO", "OTHON P. BLANCO, Q. ROO"),
     ("SAN TADEO. SLP.", "SAN TADEO, SLP.")],
)  # fmt: skip
def test_a_full_stop_read_for_the_comma_is_mended_and_doubted(read: str, printed: str) -> None:
    words = lexicon("domicilio", "municipios", "nombres")
    row = read_row([lattice_of(read)], SIGNS, words, Endings(entidad_endings()))
    assert (row.text, row.margin <= UNSURE_GAP) == (printed, True)


def test_the_number_under_estado_agrees_with_the_end_of_the_domicilio() -> None:
    assert all(number_of(form) == number for number, forms in FORMS.items() for form in forms)
    assert agrees("COL.", "06")
    assert not agrees("COL.", "05")
    assert agrees("COL.", "")
    assert {number_of(ending) for ending in entidad_endings()} == set(FORMS)
    assert all(number_of(ending) == number for ending, number in ESTADO_OF.items())


@pytest.mark.parametrize(
    ("row", "whole"),
    [("RIO HONDO QRO", "RIO HONDO, QRO."), ("NUEVO CAÑON YUC.", "NUEVO CAÑON, YUC."),
     ("IZTAPALAPA CDMX", "IZTAPALAPA, CDMX"), ("LEON, GTO.", "LEON, GTO."), ("CENTRO", "CENTRO"),
     ("CAMPO DEL MAR", "CAMPO DEL MAR")],
)  # fmt: skip
def test_the_comma_and_the_stop_round_an_entidad_are_restored(row: str, whole: str) -> None:
    assert closed(row) == whole


def test_the_letter_of_a_housing_unit_is_restored() -> None:
    assert spaced("HAB RINCONADA 99309") == "U HAB RINCONADA 99309"
    assert spaced("U HAB RINCONADA 99309") == "U HAB RINCONADA 99309"
    assert spaced("HABANA 12") == "HABANA 12"


@pytest.mark.parametrize(
    ("read", "printed"),
    [("COL CENTRO 2 3052", "COL CENTRO 23052"), ("RES FOÑA 006 78", "RES FOÑA 00678"),
     ("COL SECTOR 3 40120", "COL SECTOR 3 40120"), ("COL 5 DE MAYO 06700", "COL 5 DE MAYO 06700")],
)  # fmt: skip
def test_a_postal_code_is_one_number(read: str, printed: str) -> None:
    assert with_whole_code(read) == printed


@pytest.mark.parametrize(
    ("read", "printed"),
    [("OLIRO, O. ROO", "OLIRO, Q. ROO"), ("OLIRO,O.ROO", "OLIRO, Q. ROO"),
     ("TIJUANA, 8.C.", "TIJUANA, B.C."), ("LEON, GTO.", "LEON, GTO.")],
)  # fmt: skip
def test_an_ending_that_is_none_is_the_one_that_blur_made_it_of(read: str, printed: str) -> None:
    words = lexicon("domicilio", "municipios", "nombres")
    row = read_row([lattice_of(read)], SIGNS, words, Endings(entidad_endings()))
    assert row.text == printed
    assert (row.margin <= UNSURE_GAP) == (read != printed)

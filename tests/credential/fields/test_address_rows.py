"""Rows of a domicilio end as prints do, whatever blur did to their spaces."""

import pytest

from core.credential.fields.address import ended, spaced


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

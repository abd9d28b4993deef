"""Rows that the detector found in part, or not at all, are read where they must stand."""

from typing import Any

import numpy as np

from core.credential.fields.expected_fields import fill_slots
from core.credential.imaging.picture import Picture
from core.credential.imaging.sheet import Sheet
from core.credential.layout.front import Front
from core.credential.layout.tokens import Token
from core.credential.ocr.engine import Lattice, TextBox
from core.domain.credencial.lectura import Family
from tests.credential.grammar.test_ctc import lattice_of

_CORNERS = np.array([[0, 0], [1011, 0], [1011, 637], [0, 637]], np.float32)


class _Reads:
    """An engine to which every strip says the same."""

    name = "says"

    def __init__(self, text: str, narrow: str = "") -> None:
        self._text, self._narrow = text, narrow or text

    def find_lines(self, picture: Picture, longest: int) -> list[TextBox]:
        del picture, longest
        return []

    def read_lines(self, lines: list[Any]) -> list[Lattice]:
        return [lattice_of(self._narrow if _is_narrow(one) else self._text) for one in lines]


def _is_narrow(strip: Picture) -> bool:
    return strip.shape[1] < 4 * strip.shape[0]


def _row(text: str, top: float, left: float = 40.0) -> Token:
    right, low = left + 12.0 * len(text), top + 28.0
    points = np.array([[left, top], [right, top], [right, low], [left, low]])
    return Token("", text, 0.99, points, lattice_of(text))


def _front(nombre: list[Token], domicilio: list[Token], rest: list[Token]) -> Front:
    return Front(Family.UNKNOWN, {}, {"nombre": nombre, "domicilio": domicilio}, rest=rest)


def _filled(front: Front, says: str, narrow: str = "") -> dict[str, list[str]]:
    sheet = Sheet.of(np.full((638, 1012, 3), 200, np.uint8), _CORNERS)
    fill_slots(front, sheet, _Reads(says, narrow))
    return {name: [row.text for row in rows] for name, rows in front.values.items()}


_NAMES = [_row("LUNA", 100), _row("SOL", 130), _row("ANA", 160)]
_ENDED = _row("LEON, GTO.", 310)


def test_a_row_that_glare_parts_is_read_as_one() -> None:
    address = [_row("C HIDALGO 12", 250), _row("COL CENTRO 0", 280), _ENDED]
    part = _row("4182", 281, 300)
    found = _filled(_front(_NAMES, address, [part]), "COL CENTRO 04182")
    assert found["domicilio"] == ["C HIDALGO 12", "COL CENTRO 04182", "LEON, GTO."]


def test_what_stands_beside_a_name_is_not_of_it() -> None:
    address = [_row("C HIDALGO 12", 250), _row("COL CENTRO 04182", 280), _ENDED]
    beside = _row("12/04/1990", 131, 500)
    assert _filled(_front(_NAMES, address, [beside]), "SOL 12")["nombre"] == ["LUNA", "SOL", "ANA"]


def test_a_row_lost_between_two_others_is_read() -> None:
    rows = [_row("LUNA", 100), _row("DE LA O", 130), _row("REFUGIO", 190)]
    front = _front(rows, [_row("C HIDALGO 12", 250), _row("COL CENTRO 04182", 280), _ENDED], [])
    assert _filled(front, "J")["nombre"] == ["LUNA", "DE LA O", "J", "REFUGIO"]
    assert not front.guessed


def test_a_name_with_room_for_a_row_that_cannot_be_read_is_a_guess() -> None:
    rows = [_row("LUNA", 100), _row("DE LA O", 130), _row("REFUGIO", 190)]
    front = _front(rows, [_row("C HIDALGO 12", 250), _row("COL CENTRO 04182", 280), _ENDED], [])
    assert _filled(front, " ")["nombre"] == ["LUNA", "DE LA O", "REFUGIO"]
    assert front.guessed == {"nombre"}


def test_a_letter_that_is_a_row_is_read_in_a_narrow_strip_and_guessed() -> None:
    rows = [_row("LUNA", 100), _row("DE LA O", 130), _row("REFUGIO", 190)]
    front = _front(rows, [_row("C HIDALGO 12", 250), _row("COL CENTRO 04182", 280), _ENDED], [])
    assert _filled(front, " ", "J")["nombre"] == ["LUNA", "DE LA O", "J", "REFUGIO"]
    assert front.guessed == {"nombre"}


def test_a_curp_whose_row_was_lost_is_read_where_it_has_room() -> None:
    address = [_row("C HIDALGO 12", 250), _row("COL CENTRO 04182", 280), _ENDED]
    front = _front(_NAMES, address, [])
    front.values["clave_elector"] = [_row("ACMNRF99073106H210", 340)]
    front.values["anio_registro"] = [_row("2014 02", 400)]
    front.values["estado"] = [_row("06", 430)]
    found = _filled(front, "CURP: AUMR990731HCMCNF87")
    assert found["curp"] == ["AUMR990731HCMCNF87"]
    assert front.values["curp"][0].middle == 384


def test_a_name_of_two_rows_takes_none_of_the_domicilio_where_its_label_was_lost() -> None:
    address = [_row("C HIDALGO 12", 165), _row("COL CENTRO 04182", 195), _row("LEON, GTO.", 225)]
    front = _front([_row("LUNA", 100), _row("ANA", 130)], address, [])
    front.labels["nombre"] = _row("NOMBRE", 72)
    assert _filled(front, "C HIDALGO 12")["nombre"] == ["LUNA", "ANA"]


def test_a_domicilio_that_has_ended_takes_no_row_more() -> None:
    address = [_row("C HIDALGO 12 COL CENTRO 04182", 250), _row("LEON, GTO.", 280)]
    found = _filled(_front(_NAMES, address, []), "AV JUAREZ 12")
    assert found["domicilio"][-1] == "LEON, GTO."


def test_the_value_of_one_field_is_not_read_as_another_that_usually_stands_there() -> None:
    year = _row("2006 04", 335, 507)
    front = Front(Family.CD, {"seccion": _row("SECCION", 335, 400)}, {"anio_registro": [year]})
    _filled(front, "2006")
    assert all(one.middle != year.middle for one in front.values["seccion"])

"""Numbers to which an illegible label sticks are told by how their signs stand."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from core.credential.layout.front import parse_front
from core.credential.layout.tokens import Token
from core.credential.layout.unseen_gaps import cut_at_gaps
from core.credential.ocr.engine import ALPHABET, COLUMN, Lattice
from core.domain.credencial.lectura import Family

_WIDTH = 3
"""Steps of the lattice from one sign to the next."""

_GAP = 4
"""Steps more where no space was read: «|» below."""


def _lattice(marked: str) -> Lattice:
    rows: list[NDArray[Any]] = []
    blank = np.full(len(ALPHABET) + 1, 1e-6)
    blank[0] = 0.99
    for sign in marked:
        if sign == "|":
            rows += [blank] * _GAP
            continue
        row = np.full(len(ALPHABET) + 1, 1e-6)
        row[COLUMN[sign]] = 0.99
        rows += [row, *[blank] * (_WIDTH - 1)]
    return np.array(rows)


def _row(marked: str, left: float = 30.0, top: float = 540.0) -> Token:
    text, lattice = marked.replace("|", ""), _lattice(marked)
    right, low = left + 15 * len(text), top + 28
    points = np.array([[left, top], [right, top], [right, low], [left, low]], np.float32)
    return Token("", text, 0.7, points, lattice)


@pytest.mark.parametrize(
    ("marked", "pieces"),
    [("0XA4<B 0374|9X< 2757", ["0XA4<B 0374", "9X< 2757"]),
     ("18400 17MP 089|9CC< 4108", ["18400 17MP 089", "9CC< 4108"]),
     ("0124|5<|0398", ["0124", "5<", "0398"]), ("16|2106|A", ["16", "2106", "A"])],
)  # fmt: skip
def test_what_stands_apart_is_cut_off_a_number(marked: str, pieces: list[str]) -> None:
    assert [one.text for one in cut_at_gaps(_row(marked))] == pieces


@pytest.mark.parametrize("marked", ["2008|02", "RMVLVR890712|27M878", "MZ13 LT 2", "SECC", "9|A"])
def test_a_number_alone_a_code_and_close_print_stay_whole(marked: str) -> None:
    row = _row(marked)
    assert cut_at_gaps(row) == [row]


def test_a_number_by_itself_is_rather_a_field_than_one_with_signs_that_stick_to_it() -> None:
    codes = [_row("PNTLCH39022514H819", 195, 425), _row("POTC390225HNENLH26", 95, 460)]
    rows = [_row("CA50 64 5100/KG", 297, 500), _row("0124", 126, 526), _row("0398", 300, 526)]
    front = parse_front([*codes, *rows], Family.CD, {"seccion": "0398"})
    assert [front.values[name][0].text for name in ("localidad", "seccion")] == ["0124", "0398"]
    assert front.guessed >= {"localidad"}

"""Gaps between words and tildes as the ink of a line shows them, in faces the engine misreads."""

from random import Random

import numpy as np
import pytest

from core.credential.grammar.gaps import respaced
from core.credential.grammar.lexicon import lexicon
from core.credential.imaging.sheet import Sheet
from core.credential.layout.line_ink import seen_line
from core.credential.layout.tokens import Token
from core.credential.ocr.engine import greedy
from core.credential.reader import CredentialReader
from core.muestra.canvas import HEIGHT, WIDTH, Canvas, Typeface
from core.muestra.paper import paper
from core.muestra.splits import MONO, SANS

_ROWS = (
    "ANGEL JAVIER",
    "DEL VALLE",
    "PRIV MATAMOROS 547 EDIF 7",
    "RES MONTES DE OCA 20886",
    "YUÑEVO XONEDAL",
)


@pytest.mark.parametrize("face", SANS["left-out"], ids=lambda face: face.stem)
def test_words_and_tildes_are_told_in_every_face(reader: CredentialReader, face: object) -> None:
    canvas = Canvas(paper(Random(3), bright=225), Typeface(face, MONO["fit"][0], 1.0))  # type: ignore[arg-type]
    corners = np.array([[0, 0], [WIDTH, 0], [WIDTH, HEIGHT], [0, HEIGHT]], np.float32)
    ends = [canvas.text((0.1, 0.15 + 0.15 * k), row, 0.045, (30, 30, 34))
            for k, row in enumerate(_ROWS)]  # fmt: skip
    sheet = Sheet.of(np.asarray(canvas.image)[:, :, ::-1].copy(), corners)
    for number, (row, end) in enumerate(zip(_ROWS, ends, strict=True)):
        low, high = (638 * (0.15 + 0.15 * number + off) for off in (-0.023, 0.023))
        box = np.array([[98, low], [1012 * end + 3, low], [1012 * end + 3, high], [98, high]])
        lattice = reader.engine.read_lines([sheet.strip(box)])[0]
        text, score = greedy(lattice)
        seen = seen_line(sheet, Token("", text, score, box, lattice))
        assert seen is not None
        if "Ñ" in row:
            assert {
                at for at, sign in enumerate(row.replace(" ", "")) if sign == "Ñ"
            } == seen.tildes
            continue
        assert respaced(text, seen, lexicon("nombres", "domicilio")) == (row, False)

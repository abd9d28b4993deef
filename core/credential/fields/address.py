"""The domicilio: free text that nothing else on the card can confirm."""

import re
from typing import Final

import numpy as np

from core.credential.grammar.confidence import of_row
from core.credential.grammar.endings import Endings
from core.credential.grammar.entidades import FORMS, agrees
from core.credential.grammar.free_text import Row, read_row
from core.credential.grammar.lexicon import entidad_endings, lexicon
from core.credential.grammar.names import tilde_doubt
from core.credential.grammar.spelling import DIGITS, LETTERS
from core.credential.imaging.picture import jpeg
from core.credential.imaging.sheet import STRIP_HEIGHT, Sheet
from core.credential.layout.blocks import ROWS_OF_ADDRESS
from core.credential.layout.line_ink import seen_line
from core.credential.layout.tokens import Token
from core.domain.credencial.lectura import FieldReading

_DASH: Final = re.compile(r"(?<=[A-ZÑ])-(?=[A-ZÑ]{2})")
"""Between two words a line of the ground was read as a dash."""

_GAPS: Final = re.compile(r"(?<=[A-ZÑ.])(?=\d{5}$)|(?<=[A-ZÑ]\.)(?=[A-ZÑ]{2})|(?<=,)(?=\S)")
"""Where a print always has a space: before the postal code, after an abbreviation and a comma."""

_PARTED_CODE: Final = re.compile(r"(?<=[A-ZÑ.] )(\d+) (\d+)$")
_CODE: Final = 5
"""Digits of a postal code."""

_ENDED: Final = re.compile(r", ?[A-Z]")
"""The last row: a municipio, then the entidad."""

_ENTIDAD: Final = 3
"""Letters from which on a last word is not taken for an entidad by mistake."""

_HOUSING: Final = "HAB "
"""What is left of «U HAB» where its one letter was not found: nothing else begins so."""

_UNENDED: Final = 0.5
_DOUBTED: Final = 0.9
"""Confidence of rows without their end, and at most of those whose end is mended or doubted."""

SIGNS: Final = LETTERS + DIGITS + "Ñ .,-/#"


def address_rows(tokens: list[Token], sheet: Sheet, estado: str = "") -> list[Row]:
    """Return the rows of a domicilio, corrected by the lexicon, in printed order.

    `estado` is the number under ESTADO, "" where it is not known: the last row ends as it says.
    """
    words = lexicon("domicilio", "municipios", "nombres")
    last = len(tokens) - 1
    return [
        read_row(
            token.lattices,
            SIGNS,
            words,
            Endings(entidad_endings() if number == last else (), FORMS.get(estado, ())),
            ink=seen_line(sheet, token),
            close=True,
        )
        for number, token in enumerate(tokens)
    ]


def ended(text: str) -> bool:
    """Tell whether a row ends with an entidad, as the last one of a domicilio does."""
    return _ENDED.search(text) is not None


def spaced(text: str) -> str:
    """Return the row with the usual spaces and comma restored."""
    row = _GAPS.sub(" ", _DASH.sub(" ", text))
    row = f"U {row}" if row.startswith(_HOUSING) else row
    head, stop, tail = row.rpartition(". ")
    if not stop or "," in row:
        return row
    forms = entidad_endings()
    whole = tail if tail in forms else f"{tail}."
    return f"{head}, {whole}" if whole in forms else row


def with_whole_code(colony: str) -> str:
    """Return the row before the last with its postal code as one number: «COL CENTRO 2 3052»."""
    parts = _PARTED_CODE.search(colony)
    if parts is None or len(parts[1] + parts[2]) != _CODE:
        return colony
    return colony[: parts.start()] + parts[1] + parts[2]


def closed(last: str) -> str:
    """Return the last row with the comma before its entidad and the stop after it.

    Both are printed on every card, and small enough to vanish in a blurred picture.
    """
    head, _, tail = last.rpartition(" ")
    if not head or "," in last or len(tail) < _ENTIDAD:
        return last
    whole = next((form for form in entidad_endings() if form.rstrip(".") == tail.rstrip(".")), "")
    return f"{head.rstrip('.')}, {whole}" if whole else last


def domicilio_reading(
    tokens: list[Token], rows: list[Row], sheet: Sheet, estado: str = ""
) -> FieldReading:
    """Return the rows joined by newlines, with one image strip of all of them.

    Confidence is that of the weakest row; `estado` is the number under ESTADO where it is known.
    """
    lines = [spaced(row.text) for row in rows if row.text]
    if not lines:
        return FieldReading()
    shown = tuple(lines)
    lines[-2:] = [*map(with_whole_code, lines[-2:-1]), closed(lines[-1])]
    sure = min(*(of_row(row) for row in rows if row.text), _likely(lines, estado))
    corners = np.concatenate([token.points for token in tokens])
    (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
    box = np.array([[left, top], [right, top], [right, bottom], [left, bottom]])
    return FieldReading(
        value="\n".join(lines),
        confidence=sure if tuple(lines) == shown else min(sure, _DOUBTED),
        source="front",
        strip=jpeg(sheet.strip(box, STRIP_HEIGHT * len(tokens))),
        alternatives=_alternatives(rows),
    )


def _likely(lines: list[str], estado: str) -> float:
    """Return how sure rows can be that end so, and hold words where an Ñ may have been lost."""
    if not ended(lines[-1]):
        return _UNENDED
    ending = lines[-1].rpartition(", ")[2]
    stop = ending[:-1] if ending.endswith(".") else ending + "."
    forms = entidad_endings()
    clear = ending in forms and stop not in forms and len(lines) == ROWS_OF_ADDRESS
    clear = clear and agrees(ending, estado) and not any(_HOUSING in line for line in lines)
    doubt = tilde_doubt(" ".join(lines), lexicon("domicilio", "municipios", "nombres"))
    return 1.0 if clear and not doubt else _DOUBTED


def _alternatives(rows: list[Row]) -> tuple[str, ...]:
    """Return the whole text with the likeliest rival of its least sure row, and the next."""
    lines = [spaced(row.text) for row in rows]
    weakest = min(range(len(rows)), key=lambda number: rows[number].margin)
    return tuple(
        "\n".join([*lines[:weakest], spaced(rival), *lines[weakest + 1 :]])
        for rival in rows[weakest].rivals
    )

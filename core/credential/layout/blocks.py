"""The two blocks of rows on a front: the name, and below it the domicilio."""

import re
from itertools import pairwise
from typing import Final

from core.credential.grammar.spelling import like, plain
from core.credential.imaging.geometry import CARD_SIZE
from core.credential.layout.tokens import Token
from core.credential.ocr.engine import COLUMN, Lattice, greedy

_HEADING: Final = re.compile(
    r"INSTITUT|ELECTORAL|CREDENC|PARA VOT|REGISTRO FED|DE ELECTOR"
    r"|\d{10}|[A-Z]{5,6}\d{8}|\d{6}[HMX]\d{2}|\b[A-Z]{4}\d{6}|\b(?:[A-Z][^AEIOU\W\d]){3}\d{4}"
)
"""Parts of titles that were cut, the folio and the codes: no row of a name or an address.

Of a code that glare cut only its beginning may be left: every second letter of a clave is a
consonant, which a colonia glued to its postal code is not.
"""

_NUMBERED: Final = re.compile(r"\d{2}|\d$")
"""A number of a house, or a postal code."""

_POSTAL: Final = re.compile(r"[A-ZÑ]{2}\.? ?\d{5}$")
"""How the row of the colonia ends."""

ROWS_OF_ADDRESS: Final = 3
"""Rows of a domicilio on every print that is known."""

_WORDS: Final = 4
"""Letters of a row of a domicilio, at least: above it a label's end or dirt may stand."""

_MISREAD_LABEL: Final = 0.5
_ROWS_OF_NAME: Final = 4
_ROWS: Final = 6
_LABEL_HEIGHT: Final = 0.82
_TOO_TALL: Final = 2.0
"""Usual heights of a row from which on a box holds none: it lies across several."""

_BESIDE: Final = 2.2
"""Heights of a row that it may begin beside its column."""

_CLEAR: Final = 0.9
"""Score from which on one sign alone is a letter and no dirt."""


def take_blocks(
    labels: dict[str, Token], values: dict[str, list[Token]], free: list[Token]
) -> None:
    """Move the rows of name and domicilio from `free` into `values`, in printed order."""
    column = _column(labels, values, free)
    if not column:
        return
    column, misread = _without_labels(column, labels)
    above = labels.get("domicilio") or misread.get("DOMICILIO")
    split = above.middle if above else _first_address(column)
    values["nombre"] = [row for row in column if row.middle < split]
    values["domicilio"] = [row for row in column if row.middle > split]
    if len(values["domicilio"]) > ROWS_OF_ADDRESS:
        _keep_address(values, labelled=above is not None)


def _keep_address(values: dict[str, list[Token]], *, labelled: bool) -> None:
    """Keep of too many rows those of a domicilio: the one with the postal code and its neighbours.

    What stands above them is of the name where no label parts the two.
    """
    rows = values["domicilio"]
    coded = [at for at, row in enumerate(rows) if _POSTAL.search(plain(row.text))]
    if len(coded) != 1 or not 0 < coded[0] < len(rows) - 1:
        return
    first = coded[0] - 1
    if labelled and first and sum(map(str.isalpha, rows[first - 1].text)) >= _WORDS:
        first -= 1  # a street that is parted from its number
    values["domicilio"] = rows[first : coded[0] + 2]
    if not labelled:
        names = (row for row in rows[:first] if like(plain(row.text), "DOMICILIO") < _MISREAD_LABEL)
        values["nombre"] += names


def _without_labels(
    column: list[Token], labels: dict[str, Token]
) -> tuple[list[Token], dict[str, Token]]:
    """Return the rows that are no badly read label, and those that are."""
    misread: dict[str, Token] = {}
    rows: list[Token] = []
    tallest = _TOO_TALL * _usual_height(column)
    for row in (one for one in column if one.height < tallest):
        words = plain(row.text).replace(" ", "")
        wanted = (one for one in ("DOMICILIO", "NOMBRE") if one.lower() not in labels)
        alike = (one for one in wanted if like(words, one) >= _MISREAD_LABEL)
        label = next(alike, "")
        height = row.height / _usual_height(column)
        speck = height < _LABEL_HEIGHT and len(words) <= len("DOMICILIO") + 1
        if (label and label not in misread and height < 1) or (speck and len(column) > _ROWS):
            misread[label or "?"] = row
        else:
            rows.append(row)
    return rows, misread


def _usual_height(column: list[Token]) -> float:
    heights = sorted(row.height for row in column)
    return heights[len(heights) // 2]


def _column(
    labels: dict[str, Token], values: dict[str, list[Token]], free: list[Token]
) -> list[Token]:
    """Return the rows between the title and the codes that stand under NOMBRE, from the top."""
    anchors = [labels[name] for name in ("nombre", "domicilio") if name in labels]
    codes = [labels.get(name) for name in ("clave_elector", "folio", "curp")]
    codes += [values[name][0] for name in ("clave_elector", "curp", "folio") if name in values]
    lowest = min(
        (code.middle - 0.5 * code.height for code in codes if code), default=375.0
    )  # px: where codes begin
    titles = [labels.get(name) for name in ("titulo", "registro", "nombre", "ine", "ife")]
    highest = max(
        (title.middle for title in titles if title), default=90.0
    )  # px: below every title
    usual = _usual_left(free, highest, lowest)
    left = min((anchor.left for anchor in anchors), default=usual)
    rows = [
        token
        for token in free
        if highest < token.middle < lowest
        and (sum(one.isalnum() for one in token.text) > 1 or is_letter(token.lattice))
        and not is_heading(token.text)
    ]
    plumb = [row for row in rows if abs(row.left - left) < _BESIDE * row.height]
    leaning = [row for row in rows if abs(row.left - _leaned(anchors, row)) < _BESIDE * row.height]
    column = leaning if len(leaning) > len(plumb) else plumb
    return sorted(column, key=lambda token: token.middle)


def _leaned(anchors: list[Token], row: Token) -> float:
    """Return where a row begins whose column leans as its two labels do; far off without them."""
    if len(anchors) < 2:  # noqa: PLR2004
        return -CARD_SIZE[0]
    one, other = anchors
    share = (row.middle - one.middle) / max(1.0, other.middle - one.middle)
    return one.left + share * (other.left - one.left)


def is_heading(text: str) -> bool:
    """Tell whether a row is part of a title, a folio or a code, and none of a name or address."""
    return _HEADING.search(plain(text)) is not None


def is_letter(lattice: Lattice) -> bool:
    """Tell whether a row is a surname of one letter, and not dirt.

    For «O» the probabilities of letter and zero are added: alone, the two look the same.
    """
    text, score = greedy(lattice)
    if text in ("O", "0"):
        score = float((lattice[:, COLUMN["O"]] + lattice[:, COLUMN["0"]]).max())
    return len(text) == 1 and (text.isalpha() or text == "0") and score >= _CLEAR


def _usual_left(free: list[Token], highest: float, lowest: float) -> float:
    """Return where most rows of words between the two heights begin, the leftmost of such places.

    Numbers stand beside one another, wherever their labels leave room.
    """
    rows = [token for token in free if highest < token.middle < lowest and _is_words(token.text)]
    lefts = sorted(row.left for row in rows)
    reach = _BESIDE * _usual_height(rows) / 2 if rows else 0.0
    return max(lefts, key=lambda one: sum(abs(one - other) < reach for other in lefts), default=0.0)


def _is_words(text: str) -> bool:
    return sum(one.isalpha() for one in text) > 2 and not is_heading(text)  # noqa: PLR2004


def _first_address(column: list[Token]) -> float:
    """Return the height above the first row with numbers, which no name has; else of a gap."""
    for number, row in enumerate(column[1:], 1):
        if _NUMBERED.search(plain(row.text)):
            before = column[number - 1]
            return min(_largest_gap(column), (before.middle + row.middle) / 2)
    return _largest_gap(column)


def _largest_gap(column: list[Token]) -> float:
    """Return the height of the middle of the largest gap between rows."""
    gaps = [
        (low.middle - high.middle, (low.middle + high.middle) / 2)
        for high, low in pairwise(column[: _ROWS_OF_NAME + 1])
    ]
    return max(gaps)[1] if gaps else 1e9  # no gap: everything is one column

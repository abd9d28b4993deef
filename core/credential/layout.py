"""Which token is which field: by label, place and shape, never by fixed boxes."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from core.credential.ctc import Pattern
from core.credential.patterns import CLAVE, CURP, NUMBERS, YEAR_TO_YEAR
from core.credential.spelling import misfit
from core.credential.tokens import Token

_CODE_LENGTHS: Final = (14, 23)
_CODE_MISFIT: Final = 0.3
_NUMBER_MISFIT: Final = 0.45
_SAME_ROW: Final = 0.6
_BELOW: Final = 2.6


@dataclass(slots=True)
class Front:
    """Tokens of a front by field; several of one for names and domicilio, in printed order."""

    labels: dict[str, Token] = field(default_factory=dict)
    values: dict[str, list[Token]] = field(default_factory=dict)


def parse_front(tokens: Sequence[Token]) -> Front:
    """Return the tokens of each field."""
    front = Front()
    for token in sorted(tokens, key=lambda one: -one.score):
        if token.label:
            front.labels.setdefault(token.label, token)
    free = [token for token in tokens if not token.label]
    _take_code(front, free, "clave_elector", CLAVE)
    _take_code(front, free, "curp", CURP)
    for name in ("fecha_nacimiento", "anio_registro", "vigencia", "emision", "folio"):
        _take_number(front, free, name)
    for name in ("seccion", "municipio", "estado", "localidad", "edad", "sexo"):
        _take_number(front, free, name)
    _take_blocks(front, free)
    return front


def _take_code(front: Front, free: list[Token], name: str, pattern: Pattern) -> None:
    """Take the token most like the pattern, wherever it stands."""
    low, high = _CODE_LENGTHS
    fits = [
        (misfit(token.text.replace(" ", ""), pattern), token)
        for token in free
        if low <= len(token.text.replace(" ", "")) <= high
    ]
    best = min(fits, key=lambda fit: fit[0], default=None)
    if best and best[0] <= _CODE_MISFIT:
        front.values[name] = [best[1]]
        free.remove(best[1])


def _take_number(front: Front, free: list[Token], name: str) -> None:
    """Take the token beside or below the label that fits the field's pattern best."""
    label = front.labels.get(name)
    if label is None:
        return
    fits = [
        (_distance(label, token) + 2 * _number_misfit(name, token), token)
        for token in free
        if _beside(label, token) or _below(label, token)
    ]
    fits = [fit for fit in fits if _number_misfit(name, fit[1]) <= _NUMBER_MISFIT]
    if fits:
        best = min(fits, key=lambda fit: fit[0])[1]
        front.values[name] = [best]
        free.remove(best)


def _number_misfit(name: str, token: Token) -> float:
    """Return how far the text is from what the field can hold."""
    text = token.text.strip(" .:")
    fit = misfit(text, NUMBERS[name])
    if name == "vigencia":
        return min(fit, misfit(text.replace(" ", ""), [one for one in YEAR_TO_YEAR if one != " "]))
    if name == "anio_registro":
        return min(fit, misfit(text.replace(" ", ""), [one for one in NUMBERS[name] if one != " "]))
    return fit


def _beside(label: Token, token: Token) -> bool:
    """Tell whether the token follows the label in its row."""
    close = abs(token.middle - label.middle) < _SAME_ROW * max(token.height, label.height)
    return close and token.left > label.right - label.height


def _below(label: Token, token: Token) -> bool:
    """Tell whether the token stands under the label."""
    gap = token.middle - label.middle
    under = 0.5 * label.height < gap < _BELOW * max(token.height, label.height)
    return under and token.left < label.right and token.right > label.left - label.height


def _distance(label: Token, token: Token) -> float:
    """Return how far the value is from its label, in heights of a line."""
    if _beside(label, token):
        return max(0.0, token.left - label.right) / (4 * label.height)
    away = abs(token.left - label.left) / (3 * label.height)
    return (token.middle - label.middle) / (1.5 * label.height) + away


def _take_blocks(front: Front, free: list[Token]) -> None:
    """Take the rows of the name and of the domicilio: one column, two blocks."""
    column = _column(front, free)
    if not column:
        return
    above = front.labels.get("domicilio")
    split = above.middle if above else _largest_gap(column)
    front.values["nombre"] = [token for token in column if token.middle < split]
    front.values["domicilio"] = [token for token in column if token.middle > split]


def _column(front: Front, free: list[Token]) -> list[Token]:
    """Return the rows between the title and the codes that stand under NOMBRE, from the top."""
    anchors = [front.labels[name] for name in ("nombre", "domicilio") if name in front.labels]
    codes = [front.labels.get(name) for name in ("clave_elector", "folio", "curp")]
    codes += [front.values[name][0] for name in ("clave_elector", "curp") if name in front.values]
    lowest = min((code.middle - 0.5 * code.height for code in codes if code), default=400.0)
    titles = [front.labels.get(name) for name in ("titulo", "nombre")]
    highest = max((title.middle for title in titles if title), default=90.0)
    left = min((anchor.left for anchor in anchors), default=_usual_left(free, highest, lowest))
    rows = [
        token
        for token in free
        if highest < token.middle < lowest
        and abs(token.left - left) < 2.2 * token.height
        and any(one.isalnum() for one in token.text)
    ]
    return sorted(rows, key=lambda token: token.middle)


def _usual_left(free: list[Token], highest: float, lowest: float) -> float:
    """Return where most rows between the two heights begin."""
    lefts = sorted(token.left for token in free if highest < token.middle < lowest)
    return lefts[len(lefts) // 2] if lefts else 0.0


def _largest_gap(column: list[Token]) -> float:
    """Return the height of the middle of the largest gap between rows."""
    if len(column) < 2:  # noqa: PLR2004
        return 1e9
    gaps = [
        (low.middle - high.middle, (low.middle + high.middle) / 2)
        for high, low in itertools.pairwise(column)
    ]
    return max(gaps)[1]

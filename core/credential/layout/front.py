"""Which token is which field of a front: decided by label, then by shape, then by position."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from core.credential.grammar.ctc import Pattern
from core.credential.grammar.patterns import CLAVE, CURP, NUMBERS, YEAR_TO_YEAR
from core.credential.grammar.spelling import as_digits, misfit, plain
from core.credential.imaging.geometry import CARD_SIZE
from core.credential.layout.blocks import take_blocks
from core.credential.layout.field_positions import NEAR, USUAL
from core.credential.layout.labels import LABELS
from core.credential.layout.last_row import told_by_address
from core.credential.layout.number_fit import Hints, fitted_numbers, parted
from core.credential.layout.tokens import Token
from core.domain.credencial.lectura import Family

_CODE_LENGTHS: Final = (14, 26)
"""Signs of a token that may hold a code of eighteen: some lost, or its label glued to it."""

_CODE_MISFIT: Final = 0.22
_CODE_MISFIT_LABELLED: Final = 0.4
_NUMBER_MISFIT: Final = 0.45
_UNLABELLED_MISFIT: Final = 0.16
"""Edits a sign that a value may need: beside its label more than where nothing else tells it.

Chosen by looking at what blur does to cards of `core.muestra`: up to 4 of 18 signs of a code, one
of a number of two to four; not fitted.
"""

_WORDS_OF_CODE: Final = 3
"""Pieces into which a code falls at most; a street with its numbers has more."""

_SAME_ROW: Final = 0.6
_BELOW: Final = 2.6
"""Heights of a line between two middles in one row, and from a label to the value under it."""

_SOME: Final = 4
_MOSTLY: Final = 0.8
"""Values, and the share of them in their usual places, from which on a print is a known one."""

_LABELS_END: Final = re.compile(r"^[A-ZÑ] (?=\d)")
"""The last sign of a label may stay with its value."""

_SHAPES: Final = {
    "fecha_nacimiento": re.compile(r"[0-3]\d/[01]\d/(19|20)\d\d"),
    "anio_registro": re.compile(r"(199|20[0-4])\d{3}"),
    "vigencia": re.compile(r"20\d\d-20\d\d"),
}
"""What nothing else on a front looks like, without its spaces."""

_NUMBERED: Final = frozenset(
    {"folio", "edad", "estado", "municipio", "seccion", "localidad", "emision", "vigencia"}
)
_COUNTED: Final = frozenset({"estado", "municipio", "seccion", "localidad"})

_TAKEN: Final = ("fecha_nacimiento", "anio_registro", "vigencia", "emision", "folio",
                 "seccion", "municipio", "estado", "localidad", "edad", "sexo")  # fmt: skip
"""Fields of one number or letter, in the order in which they are taken."""

_PARTED: Final = _NUMBERED - {"folio", "edad", "vigencia"} | {"anio_registro", "fecha_nacimiento"}
_NO_HINTS: Final[Hints] = {}

FIELDS_OF: Final = {family: tuple(spots) for family, spots in USUAL.items()}


@dataclass(slots=True)
class Front:
    """Tokens of a front by field; names and domicilio have several, in printed order."""

    family: Family
    labels: dict[str, Token] = field(default_factory=dict)
    values: dict[str, list[Token]] = field(default_factory=dict)
    guessed: set[str] = field(default_factory=set)
    """Fields that neither a label nor their own shape tells, and names with a row missing."""

    rest: list[Token] = field(default_factory=list)
    """Tokens that are no label and of no field."""

    def missing(self) -> list[str]:
        """Return the coded fields that the family prints and for which no token was found."""
        return [name for name in FIELDS_OF.get(self.family, ()) if name not in self.values]


def parse_front(tokens: Sequence[Token], family: Family, hints: Hints = _NO_HINTS) -> Front:
    """Return the tokens of a front by field. Source: norma/credencial.md, 6.

    `hints`: what the back says of some of them (`number_fit`).
    """
    front, free = _labelled(tokens, family)
    for name, pattern in (("clave_elector", CLAVE), ("curp", CURP)):
        _take_code(front, free, name, pattern)
    for name in _TAKEN:
        _take_labelled(front, free, name)
    for name in sorted(_PARTED & front.values.keys()):
        front.values[name][0], rests = parted(name, front.values[name][0])
        free += rests
    for name in _SHAPES:
        if name not in front.values:
            _take_by_shape(front, free, name)
    labels = [token for token in tokens if token.label]
    _take_fitted(front, free, labels, {**told_by_address(tokens), **hints})
    usual = _is_usual(front)
    for name in _TAKEN:
        if name not in front.values:
            _take_by_place(front, free, name)
            if name in front.values and not usual:
                front.guessed.add(name)
    take_blocks(front.labels, front.values, free)
    rows = [row for name in ("nombre", "domicilio") for row in front.values.get(name, [])]
    front.rest = [token for token in free if all(token is not row for row in rows)]
    return front


def _labelled(tokens: Sequence[Token], family: Family) -> tuple[Front, list[Token]]:
    """Return a front with its labels, and the tokens that are none."""
    front = Front(family)
    free: list[Token] = []
    lying = (token for token in tokens if not token.stands)  # a serial number may stand beside
    for token in sorted(lying, key=lambda one: -one.score):
        if not token.label or _is_a_name(token) or _is_no_label(token, tokens):
            free.append(token)
        else:
            known = front.labels.setdefault(token.label, token)
            if token.label == "nombre" and token.middle < known.middle:
                front.labels["nombre"] = token  # each part of a name may have a label of its own
    return front, free


def _is_usual(front: Front) -> bool:
    """Tell whether what labels and shapes told stands where the family's known prints have it."""
    spots = USUAL.get(front.family, {})
    away = [_away(front.values[name][0], spots[name]) for name in spots if name in front.values]
    return len(away) >= _SOME and sum(one <= 1 for one in away) >= _MOSTLY * len(away)


def _is_a_name(token: Token) -> bool:
    """Tell whether the word that marks a specimen stands where only a surname can."""
    return token.label == "muestra" and token.middle < 0.6 * CARD_SIZE[1]  # above the codes


def _is_no_label(token: Token, tokens: Sequence[Token]) -> bool:
    """Tell whether a word is only like the label of a number, and no digit stands by it: FOLIANO.

    Labels that blur has changed have their value beside or below them.
    """
    if token.label not in _NUMBERED or plain(token.text).strip(" .:") in LABELS:
        return False
    numbers = (one for one in tokens if not one.label and re.search(r"\d", one.text))
    return not any(_beside(token, one) or _below(token, one) for one in numbers)


def _take_code(front: Front, free: list[Token], name: str, pattern: Pattern) -> None:
    """Take the token most like the pattern, wherever it stands; its label makes it likelier."""
    low, high = _CODE_LENGTHS
    label = front.labels.get(name)
    fits: list[tuple[float, Token]] = []
    for token in free:
        text = token.text.replace(" ", "")
        if not low <= len(text) <= high:
            continue
        cost, others = (
            min(misfit(text[start:], one) for start in range(max(1, len(text) - 17)))
            for one in (pattern, CURP if pattern is CLAVE else CLAVE)
        )
        if others < cost:
            continue  # the other code, though it stands below this one's label
        near = label is not None and (_beside(label, token) or _below(label, token))
        if not near and len(token.text.split()) > _WORDS_OF_CODE:
            continue  # a street with its numbers: «C RIO PERDIDO 1798 MZ 12 LT 7»
        if cost <= (_CODE_MISFIT_LABELLED if near else _CODE_MISFIT):
            fits.append((cost - 0.1 * near, token))  # of two, the labelled one
    if fits:
        _take(front, free, name, min(fits, key=lambda fit: fit[0])[1])


def _take_labelled(front: Front, free: list[Token], name: str) -> None:
    """Take the token beside or below the label that fits the field's pattern best."""
    label = front.labels.get(name)
    if label is None:
        return
    fits = [
        (_distance(label, token) + 2 * number_misfit(name, token.text), token)
        for token in free
        if (_beside(label, token) or _below(label, token))
        and number_misfit(name, token.text) <= _NUMBER_MISFIT
    ]
    if fits:
        _take(front, free, name, min(fits, key=lambda fit: fit[0])[1])


def _take_by_place(front: Front, free: list[Token], name: str) -> None:
    """Take a token that fits the pattern well and stands where this family has the field."""
    spot = USUAL.get(front.family, {}).get(name)
    if spot is None:
        return
    fits = []
    for token in free:
        away = _away(token, spot)
        cost = number_misfit(name, token.text)
        if away <= 1 and cost <= _UNLABELLED_MISFIT:
            fits.append((away + 3 * cost, token))
    if fits:
        _take(front, free, name, min(fits, key=lambda fit: fit[0])[1])


def _take_by_shape(front: Front, free: list[Token], name: str) -> None:
    """Take a token that no other field can look like, wherever it stands."""
    texts = ((token, as_digits(token.text).replace(" ", "")) for token in free)
    fits = [token for token, text in texts if _SHAPES[name].fullmatch(text)]
    if len(fits) == 1:
        _take(front, free, name, fits[0])


def _take_fitted(front: Front, free: list[Token], labels: list[Token], hints: Hints) -> None:
    """Take what all numbers that are left tell together."""
    codes = [front.values[name][0] for name in ("clave_elector", "curp") if name in front.values]
    wanted = frozenset(front.missing())
    found = fitted_numbers([*free, *labels], front.family, wanted, codes, hints)
    for name, (token, is_guess) in found.items():
        front.values[name] = [token]
        if is_guess:
            front.guessed.add(name)
        free[:] = [one for one in free if not _is_all(token, one)]


def _is_all(number: Token, token: Token) -> bool:
    """Tell whether a number is all that a token says."""
    across = token.left - 1 <= number.left and number.right <= token.right + 1
    level = abs(number.middle - token.middle) < number.height / 2
    return across and level and token.text.strip(" .:") == number.text


def _take(front: Front, free: list[Token], name: str, token: Token) -> None:
    front.values[name] = [token]
    free.remove(token)


def _away(token: Token, spot: tuple[float, float]) -> float:
    """Return how far a token is from a spot; over 1 is too far."""
    x = (token.left + token.right) / 2 / CARD_SIZE[0] - spot[0]
    y = token.middle / CARD_SIZE[1] - spot[1]
    return max(abs(x) / NEAR[0], abs(y) / NEAR[1])


def number_misfit(name: str, words: str) -> float:
    """Return the edit distance per character of a text from what the field can hold; 0: it fits."""
    text = _LABELS_END.sub("", words.strip(" .:"))
    fit = misfit(text, NUMBERS[name])
    if name in _COUNTED and len(text) != len(NUMBERS[name]):
        fit += 0.2  # the zeros in front are printed: another count is another field
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
    return (token.middle - label.middle) / (1.5 * label.height) + away  # a row

"""Which number of a front is which field, where labels are blurred, worded otherwise or lost.

All numbers that stand there and all fields that are wanted are weighed together: how many digits
each has, the words before it, what the back and the codes say of it, and what follows what.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from core.credential.grammar.spelling import as_digits, like, plain
from core.credential.layout.last_row import end_of_address
from core.credential.layout.tokens import Token, spans_of
from core.domain.credencial.lectura import Family

Hints = Mapping[str, str]
"""What the rest of the card says of a field, «?» for each sign that it does not tell."""

_SHAPES: Final = (
    ("fecha_nacimiento", re.compile(r"[0-3]\d ?/ ?[01]\d ?/ ?(?:19|20)\d\d")),
    ("term", re.compile(r"(?:19|20)\d\d ?- ?(?:19|20)\d\d")),
    ("anio_registro", re.compile(r"(?:199|20[0-4])\d ?\d\d(?!\d)")),
    ("label", re.compile(r"\d+?(?=(?:199|20[0-4])\d \d\d(?!\d))")),
    ("digits", re.compile(r"\d{4}(?=(?:19|20)\d\d ?-)|\d+")),
)
"""What a number looks like, tried in this order; a sección may be glued to a span of years.

«label»: what blur made of the words before a year of registration, «00002008 00».
"""

_TOLD: Final = frozenset({"fecha_nacimiento", "term", "anio_registro"})
"""Shapes that show though a letter was read for a digit of theirs: «2001 C1»."""

_COUNTS: Final = {"estado": 2, "municipio": 3, "seccion": 4, "localidad": 4,
                  "emision": 4, "vigencia": 4}  # fmt: skip
_WORDS: Final = {
    "estado": ("ESTADO", "ENTIDAD", "ENTIDADFEDERATIVA", "EDO"),
    "municipio": ("MUNICIPIO", "DELEGACION", "ALCALDIA", "MPIO"),
    "seccion": ("SECCION", "SECCIONELECTORAL", "SECCELECTORAL", "SECC"),
    "localidad": ("LOCALIDAD", "LOC"),
    "emision": ("EMISION", "AÑODEEMISION", "AÑOEMISION"),
    "vigencia": ("VIGENCIA", "VIGENCIAHASTA", "VIGENTEHASTA", "VALIDAHASTA", "VIGENCIAAL"),
}  # fmt: skip
_YEARS: Final = range(1990, 2061)
_TERM: Final = 10
"""Years that a credential is in force. Source: norma/credencial.md, 1."""

_LIKE: Final = 0.45
"""How like a label words must be to speak for its field: any two words share some letters."""

_BY_WORDS: Final = 4.0
_BY_CARD: Final = 4.0
_BY_TERM: Final = 3.0
_BY_ORDER: Final = 0.6
_ALONE: Final = 0.3
_CLEAR: Final = 2.0
"""Weights of the evidence, to one scale: from `_CLEAR` on an assignment is more than a guess.

One label in full, or the back of the card, decides against everything else; order and being the
only number of its length decide only where nothing else speaks. Chosen so, not fitted.
"""

_LOOSE: Final = re.compile(r"[ .:,\d]")
"""What may stand beside a number that stands by itself."""

_MOST: Final = 6
"""Numbers of one length that are weighed: there are at most four such fields."""

_SAME_ROW: Final = 0.6
_ABOVE: Final = 1.8
"""Heights of a code: how far above the codes a row of theirs may stand."""

_ORDER: Final = (("emision", "vigencia"),)
_ORDER_OF_CD: Final = (("localidad", "seccion"),)


@dataclass(frozen=True, slots=True, eq=False)
class _Number:
    """One number, what it looks like, the words before it, and its row from the top."""

    token: Token
    shape: str
    before: str
    row: int
    beside: tuple[int, int] = (0, 0)
    """How many digits the numbers have that come before and after it in its row."""

    stuck: bool = False
    """Whether a sign that is no digit stands right beside it: a value stands by itself."""


def fitted_numbers(
    tokens: Sequence[Token],
    family: Family,
    wanted: frozenset[str],
    codes: Sequence[Token],
    hints: Hints,
) -> dict[str, tuple[Token, bool]]:
    """Return the token of each wanted field that a number fits, and whether it is only a guess.

    `tokens` are all that lie on the front but for the values of other fields; `codes` are clave and
    CURP: what is told by its count of digits stands below them or beside.
    """
    numbers = _neighboured(list(_numbers(tokens)))
    found = dict(_told_by_shape(numbers, family, wanted, codes))
    if codes:
        top = min(code.middle - _SAME_ROW * code.height for code in codes)
        top = min(top, end_of_address(tokens, top))
        below = [one for one in numbers if one.shape == "digits" and one.token.middle > top]
        for count in sorted(set(_COUNTS.values())):
            left = sorted(wanted - found.keys())
            fields = [name for name in left if _COUNTS.get(name) == count]
            own = [one for one in below if len(one.token.text) == count][:_MOST]
            found |= _assigned(fields, own, family, hints)
    return found


def parted(name: str, token: Token) -> tuple[Token, list[Token]]:
    """Return the part of a field's token that is its number, and the parts that are more.

    A blurred label within a line is read as part of the value before it: «193 ZOCAUDAD 0195».
    """
    shaped = list(_shaped(token.text))
    wanted = {"fecha_nacimiento", "anio_registro"} & {name} or {"digits"}
    count = _COUNTS.get(name)
    own = [
        (start, end)
        for shape, start, end in shaped
        if shape in wanted and count in (None, end - start)
    ]
    if len(shaped) < 2 or not own:  # noqa: PLR2004
        return token, []
    start, end = own[0]
    rests = [span for span in ((0, start), (end, len(token.text))) if span[0] < span[1]]
    number, *others = spans_of(token, [(start, end), *rests])
    return number, [one for one in others if one.text.strip(" .:-/")]


def _numbers(tokens: Sequence[Token]) -> Iterator[_Number]:
    """Yield the numbers of all rows, from the top and from the left."""
    for height, row in enumerate(_rows(tokens)):
        before = ""
        for token in row:
            text, at = token.text, 0
            if token.label:
                before += text
                continue
            for shape, start, end in _shaped(text):
                before += text[at:start]
                (part,) = spans_of(token, [(start, end)])
                stuck = bool(_LOOSE.sub("", text[max(0, start - 1) : start] + text[end : end + 1]))
                yield _Number(part, shape, _letters(before), height, stuck=stuck)
                before, at = "", end
            before += text[at:]


def _neighboured(numbers: list[_Number]) -> list[_Number]:
    """Return the same with what stands beside each."""

    def count(at: int, row: int) -> int:
        known = 0 <= at < len(numbers) and numbers[at].row == row
        return len(numbers[at].token.text) if known else 0

    return [
        replace(one, beside=(count(at - 1, one.row), count(at + 1, one.row)))
        for at, one in enumerate(numbers)
    ]


def _shaped(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield what looks like a number, the whole of it: shape, start and end."""
    at, digits = 0, as_digits(text)
    while at < len(text):
        seen = ((name, pattern, digits if name in _TOLD else text) for name, pattern in _SHAPES)
        matches = ((name, pattern.match(own, at)) for name, pattern, own in seen)
        name, found = next(((name, one) for name, one in matches if one), ("", None))
        if found is None:
            at += 1
            continue
        yield name, found.start(), found.end()
        at = found.end()


def _rows(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    row: list[Token] = []
    for token in sorted(tokens, key=lambda one: one.middle):
        if row and token.middle - row[0].middle > _SAME_ROW * row[0].height:
            yield sorted(row, key=lambda one: one.left)
            row = []
        row.append(token)
    if row:
        yield sorted(row, key=lambda one: one.left)


def _letters(text: str) -> str:
    return "".join(one for one in plain(text) if one.isalpha())


def _told_by_shape(
    numbers: Sequence[_Number], family: Family, wanted: frozenset[str], codes: Sequence[Token]
) -> Iterator[tuple[str, tuple[Token, bool]]]:
    """Yield what nothing else looks like, where one such number stands.

    A year of registration stands among the codes: above them is the domicilio.
    """
    lowest = min((code.middle - _ABOVE * code.height for code in codes), default=0.0)
    shapes = {"fecha_nacimiento": "fecha_nacimiento", "anio_registro": "anio_registro"}
    if family is Family.GH:
        shapes["vigencia"] = "term"
    for name, shape in shapes.items():
        top = lowest if name == "anio_registro" else 0.0
        own = [one.token for one in numbers if one.shape == shape and one.token.middle > top]
        if name in wanted and len(own) == 1:
            yield name, (own[0], False)


def _assigned(
    fields: Sequence[str], numbers: Sequence[_Number], family: Family, hints: Hints
) -> dict[str, tuple[Token, bool]]:
    """Return the best assignment of numbers of one length to fields; those it speaks for."""
    if not fields or not numbers:
        return {}
    alone = _ALONE if len(numbers) == len(fields) else -_ALONE
    own = {
        (name, number): _own(name, numbers[number], hints) + alone
        for name in fields
        for number in range(len(numbers))
    }

    def weight(choice: tuple[int, ...]) -> float:
        taken = {name: numbers[at] for name, at in zip(fields, choice, strict=True) if at >= 0}
        each = sum(own[name, at] for name, at in zip(fields, choice, strict=True) if at >= 0)
        return each + _together(taken, family)

    best = max(_choices(len(fields), len(numbers)), key=weight)
    told: dict[str, tuple[Token, bool]] = {}
    for name, at in zip(fields, best, strict=True):
        if at >= 0:
            without = tuple(-1 if other == at else other for other in best)
            gained = weight(best) - weight(without)
            if gained > 0:
                told[name] = (numbers[at].token, gained < _CLEAR)
    return told


def _choices(fields: int, numbers: int) -> Iterator[tuple[int, ...]]:
    """Yield every way to give each field a number of its own, or none (-1)."""
    if not fields:
        yield ()
        return
    for others in _choices(fields - 1, numbers):
        yield (-1, *others)
        yield from ((at, *others) for at in range(numbers) if at not in others)


def _own(name: str, number: _Number, hints: Hints) -> float:
    """Return what speaks for one number to be of one field."""
    text, hint = number.token.text, hints.get(name, "")
    likeness = max(_likeness(number.before, word) for word in _WORDS[name])
    total = _BY_WORDS * max(0.0, likeness - _LIKE) / (1 - _LIKE)
    if hint:
        agrees = all(one in ("?", own) for one, own in zip(hint, text, strict=False))
        total += _BY_CARD if agrees else -_BY_CARD
    before, after = number.beside
    total += _BY_ORDER * ((name, after) == ("estado", 3) or (name, before) == ("municipio", 2))
    total -= _BY_ORDER * number.stuck
    if name in ("emision", "vigencia") and int(text) not in _YEARS:
        total -= _BY_CARD
    if name == "estado" and not 1 <= int(text) <= 32:  # noqa: PLR2004
        total -= _BY_CARD
    return total


def _likeness(before: str, word: str) -> float:
    """Return how like the end of the words before a number is to a label, 0..1."""
    lengths = range(max(1, len(word) - 2), len(word) + 3)
    return max(like(before[-length:], word) for length in lengths) if before else 0.0


def _together(taken: Mapping[str, _Number], family: Family) -> float:
    """Return what speaks for fields together: a term of ten years, and their usual order."""
    total = 0.0
    if {"emision", "vigencia"} <= taken.keys():
        years = int(taken["vigencia"].token.text) - int(taken["emision"].token.text)
        total += _BY_TERM if years == _TERM else -_BY_TERM
    orders = (*_ORDER, *(_ORDER_OF_CD if family is Family.CD else ()))
    for first, second in orders:
        if first in taken and second in taken:
            one, other = taken[first], taken[second]
            ahead = (one.row, one.token.left) < (other.row, other.token.left)
            total += _BY_ORDER if ahead else -_BY_ORDER
    return total

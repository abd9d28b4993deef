"""One side of a card from flattened picture to tokens: turned upright, its lines read."""

import re
from dataclasses import dataclass
from typing import Final

import numpy as np

from core.credential.grammar.patterns import CLAVE, CURP, OCR, YEAR_TO_YEAR_GLUED
from core.credential.grammar.spelling import like, misfit, plain
from core.credential.imaging.geometry import CARD_SIZE
from core.credential.imaging.picture import Points
from core.credential.imaging.sheet import Sheet
from core.credential.layout.back import bare_number, may_be_ocr, standing
from core.credential.layout.back_words import ENOUGH, back_words, holds_back_word
from core.credential.layout.tokens import Token, tokens_of
from core.credential.ocr.engine import OcrEngine, greedy
from core.domain.credencial.lectura import Family, SideName

LOOK: Final = 896
LOOK_BACK: Final = 704
"""The characters of a back are large."""

LOOK_AGAIN: Final = 1152
"""At one size the detector may lose half of a clear card that it finds whole at another."""

_BLOCKS: Final = frozenset({"nombre", "domicilio"})
_TRY: Final = 3
_UPRIGHT_SCORE: Final = 0.8
_LEAST_CHARACTERS: Final = 3
_CLEAR: Final = 0.9
_SOME_FILLERS: Final = 4
_LIKE_THIRTEEN: Final = 0.25
_LIKE_A_KEY: Final = 0.1
_FEW: Final = 2
"""Labels that a back may seem to have: «CAMBIO DE DOMICILIO», «FIRMA DEL ELECTOR»."""

_AS_LONG_AS_MRZ: Final = 0.75
_AS_LONG_AS_TITLE: Final = 0.3
_TITLES: Final = 0.2
_NAMES: Final = 0.82
"""Shares of the card's height above which titles stand, and below which the names of an MRZ."""

_MRZ_NARROWED: Final = 0.7
_TITLE_NARROWED: Final = 0.6
"""Shares of its width at which such a line is read first; what is doubtful is read in full."""

_TITLE_LABELS: Final = frozenset({"titulo", "ine", "ife"})
"""A back may print these as well."""

_CLEARLY: Final = 1.5
"""How many times better lines must read one way than the other to tell by themselves."""

_FOLIO: Final = re.compile(r"\d{13}")
_SPAN: Final = re.compile(r"20\d\d-20\d\d")
_LIKE_MEXICO: Final = 0.8
"""How like its word the title's first letters are where blur changed one of them."""

_BESIDE_PORTRAIT: Final = 0.25
"""Share of the width: from here on the portrait has room on the left of clave and CURP."""

_OF_INE: Final = frozenset({"ine", "seccion", "fecha_nacimiento"})
_FRONT_LABELS: Final = frozenset(
    {"nombre", "domicilio", "clave_elector", "curp", "sexo", "titulo", "anio_registro", "ine",
     "ife", "fecha_nacimiento", "vigencia", "emision", "seccion", "folio"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SideText:
    """An upright sheet, its tokens, and the side and family they identify.

    `side` is None where the text identifies neither side.
    """

    sheet: Sheet
    tokens: tuple[Token, ...]
    side: SideName | None
    family: Family


def read_side(sheet: Sheet, engine: OcrEngine, look: int = LOOK) -> SideText:
    """Return the text of a sheet that may lie upside down.

    Lines are detected at `look` px of the longest side.
    """
    text = _read(sheet, engine, look)
    if look < LOOK and text.side is not SideName.BACK:
        return _read(sheet, engine, LOOK)
    return text


def _read(sheet: Sheet, engine: OcrEngine, look: int) -> SideText:
    boxes = [box.points for box in engine.find_lines(sheet.flat, look)]
    tokens = _tokens(sheet, boxes, engine)
    side = side_of(tokens)
    if _lies_turned(tokens, side, sheet, boxes, engine):
        sheet = sheet.turned(2)
        size = np.array([sheet.flat.shape[1], sheet.flat.shape[0]])
        tokens = _tokens(sheet, [np.roll(size - box, -2, axis=0) for box in boxes], engine)
        side = side_of(tokens)
    if side is SideName.FRONT and not _labels(tokens) >= _BLOCKS:
        boxes = [box.points for box in engine.find_lines(sheet.flat, LOOK_AGAIN)]
        tokens = max(tokens, _tokens(sheet, boxes, engine), key=lambda one: len(_labels(one)))
    return SideText(sheet, tuple(tokens), side, family_of(tokens, side))


def _labels(tokens: list[Token]) -> set[str]:
    """Return the labels of a front that stand there."""
    return {token.label for token in tokens} & _FRONT_LABELS


def _murky(tokens: list[Token]) -> bool:
    """Tell whether most of the text was read badly."""
    scores = [token.score for token in tokens if len(token.text) > _LEAST_CHARACTERS]
    return bool(scores) and float(np.median(scores)) < _CLEAR


def _upside_down(sheet: Sheet, boxes: list[Points], engine: OcrEngine) -> bool:
    """Tell whether the lines read better turned by half."""
    ahead, turned = _both_ways(sheet, boxes, engine)
    return turned > ahead


def _both_ways(sheet: Sheet, boxes: list[Points], engine: OcrEngine) -> tuple[float, float]:
    """Return how well the longest lines read as they lie and turned by half."""
    lying = [points for points in boxes if not standing(points)]
    longest = sorted(lying, key=lambda points: -float(np.linalg.norm(points[1] - points[0])))
    ahead = turned = 0.0
    for points in longest[:_TRY]:
        one = _line_score(sheet, points, engine)
        ahead += one
        if one > _UPRIGHT_SCORE * _LEAST_CHARACTERS:
            return ahead, 0.0
        turned += _line_score(sheet, np.roll(points, -2, axis=0), engine)
    return ahead, turned


def _line_score(sheet: Sheet, points: Points, engine: OcrEngine) -> float:
    """Return how much text a strip shows: its mean probability, more for more characters.

    A word that every back prints counts twice: no line that lies upside down reads as one.
    """
    text, score = greedy(engine.read_lines([sheet.strip(points)])[0])
    shown = score**2 * min(len(text), 8) / 8 * _LEAST_CHARACTERS
    return shown * (1 + holds_back_word(text))


def _tokens(sheet: Sheet, boxes: list[Points], engine: OcrEngine) -> list[Token]:
    """Return the tokens of all boxes; standing ones are read along both ways."""
    lying = [points for points in boxes if not standing(points)]
    lattices = engine.read_lines([sheet.strip(one, narrowed=_narrowed(one)) for one in lying])
    tokens = [
        token
        for points, lattice in zip(lying, lattices, strict=True)
        for token in tokens_of(points, lattice)
    ]
    for points in boxes:
        if standing(points):
            tokens.extend(_standing_token(sheet, points, engine))
    return tokens


def _narrowed(points: Points) -> float:
    """Return how much of its width a line needs to be read at first: less is read sooner.

    The coded lines of an MRZ are widely set, and doubtful ones are looked at again; of a title no
    letter is asked for.
    """
    across = float(np.linalg.norm(points[1] - points[0])) / CARD_SIZE[0]
    down = float(points[:, 1].mean()) / CARD_SIZE[1]
    if across > _AS_LONG_AS_MRZ:
        return _MRZ_NARROWED if down < _NAMES else 1.0
    return _TITLE_NARROWED if down < _TITLES and across > _AS_LONG_AS_TITLE else 1.0


def _standing_token(sheet: Sheet, points: Points, engine: OcrEngine) -> list[Token]:
    """Return the token of a box whose text runs up or down the card."""
    ways = [np.roll(points, 1, axis=0), np.roll(points, -1, axis=0)]  # upwards, downwards
    lattices = engine.read_lines([sheet.strip(way) for way in ways])
    found = []
    for way, lattice in zip(ways, lattices, strict=True):
        text, score = greedy(lattice)
        found.append(
            (misfit(text.replace(" ", ""), OCR) - score, Token("", text, score, way, lattice))
        )
    return [min(found, key=lambda one: one[0])[1]]


def side_of(tokens: list[Token]) -> SideName | None:
    """Return which side shows these tokens, None where nothing tells."""
    if _fillers(tokens) >= _SOME_FILLERS:
        return SideName.BACK
    labels = _labels(tokens)
    strong = labels - _TITLE_LABELS
    keyed = any(_is_key(token) for token in tokens)
    words = 0 if keyed else len(back_words(tokens))
    words = words if words > len(strong) or len(strong) <= _FEW else 0
    if words >= ENOUGH:
        return SideName.BACK
    thirteen = bool(_thirteen(tokens))
    if len(labels) + keyed >= 2 and not (words and thirteen):  # noqa: PLR2004
        return SideName.FRONT
    return SideName.BACK if thirteen and not strong and (words or not labels) else None


def _is_key(token: Token) -> bool:
    """Tell whether a token is a clave or a CURP, which no back shows."""
    text = token.text.replace(" ", "")
    return min(misfit(text, CLAVE), misfit(text, CURP)) < _LIKE_A_KEY


def _fillers(tokens: list[Token]) -> int:
    """Return how many fillers of an MRZ stand there."""
    return sum(token.text.count("<") for token in tokens)


def _thirteen(tokens: list[Token]) -> list[Token]:
    """Return what reads like the thirteen digits of model C."""
    return [
        one for one in tokens if may_be_ocr(one) and misfit(bare_number(one), OCR) < _LIKE_THIRTEEN
    ]


def _lies_turned(
    tokens: list[Token],
    side: SideName | None,
    sheet: Sheet,
    boxes: list[Points],
    engine: OcrEngine,
) -> bool:
    """Tell whether a sheet lies upside down."""
    standing_digits = [one.points for one in _thirteen(tokens) if one.stands]
    if side is SideName.BACK and _fillers(tokens) < _SOME_FILLERS and standing_digits:
        if back_words(tokens):
            return False
        ahead, turned = _both_ways(sheet, boxes, engine)
        if max(ahead, turned) > _CLEARLY * min(ahead, turned) + 1 / _LEAST_CHARACTERS:
            return turned > ahead
        # most prints have them along the left edge, and nothing else there reads one way only
        return min(float(points[:, 0].mean()) for points in standing_digits) > CARD_SIZE[0] / 2
    doubtful = side is None or _murky(tokens)  # some words turned by half look like words
    return doubtful and _upside_down(sheet, boxes, engine)


def family_of(tokens: list[Token], side: SideName | None) -> Family:
    """Return the family that a front's labels tell; without any, the side of its portrait.

    Source: norma/credencial.md, 1.
    """
    if side is not SideName.FRONT:
        return Family.UNKNOWN
    labels = {token.label for token in tokens}
    texts = [plain(token.text).replace(" ", "") for token in tokens]
    folio = any(_FOLIO.fullmatch(text) for text in texts)
    of_cd = len(labels & {"edad", "folio"}) + 2 * len(labels & {"ife", "registro"}) + folio
    if of_cd > 2 * ("ine" in labels):  # dirt may look like a short label, a title seldom does
        return Family.CD
    span = any(_SPAN.search(text) or misfit(text, YEAR_TO_YEAR_GLUED) < _LIKE_A_KEY
               for text in texts)  # fmt: skip
    titles = [plain(token.text) for token in tokens if token.label == "ine"]
    country = "MEXICO" in texts or any(like(title[:6], "MEXICO") > _LIKE_MEXICO for title in titles)
    of_gh = 2 * span + 2 * country
    of_ef = len(labels & {"estado", "municipio", "localidad", "emision"})
    if of_gh > of_ef:
        return Family.GH
    # where nothing tells, E and F: they print all that G and H do, and what is missing stays empty
    if of_ef or labels & _OF_INE:
        return Family.EF
    keys = [token.left for token in tokens if _is_key(token)]
    if not keys:
        return Family.UNKNOWN
    return Family.CD if min(keys) < _BESIDE_PORTRAIT * CARD_SIZE[0] else Family.EF

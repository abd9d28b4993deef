"""Position of the card derived from its labels, which each family prints in fixed places.

Used where the edges are weak. Source: norma/credencial.md, 6.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.credential.grammar.spelling import like, plain
from core.credential.imaging.geometry import CARD_SIZE, Homography, apply
from core.credential.imaging.picture import Points
from core.credential.layout.labels import LABELS
from core.credential.layout.read_side import SideText
from core.credential.layout.tokens import Token
from core.domain.credencial.lectura import Family

Spot = tuple[float, float]

_TOP: Final[dict[str, Spot]] = {
    "ine": (0.306, 0.068), "titulo": (0.307, 0.126), "nombre": (0.307, 0.218),
    "sexo": (0.817, 0.218), "domicilio": (0.308, 0.409), "clave_elector": (0.309, 0.604),
    "curp": (0.307, 0.663), "anio_registro": (0.698, 0.663),
}  # fmt: skip

_PLACES: Final[dict[Family, tuple[Mapping[str, Spot], ...]]] = {
    Family.GH: (
        _TOP | {"fecha_nacimiento": (0.308, 0.758), "seccion": (0.556, 0.758),
                "vigencia": (0.698, 0.758)},
    ),
    Family.EF: (
        _TOP | {"fecha_nacimiento": (0.308, 0.727), "estado": (0.307, 0.801),
                "localidad": (0.307, 0.863)},
        _TOP | {"fecha_nacimiento": (0.308, 0.755), "estado": (0.307, 0.827),
                "localidad": (0.307, 0.888)},
    ),
    Family.CD: (
        {"ife": (0.048, 0.063), "registro": (0.048, 0.109), "titulo": (0.049, 0.149),
         "nombre": (0.047, 0.212), "edad": (0.544, 0.212), "sexo": (0.544, 0.258),
         "domicilio": (0.049, 0.410), "folio": (0.047, 0.581), "clave_elector": (0.048, 0.641),
         "curp": (0.048, 0.695), "estado": (0.047, 0.757), "localidad": (0.047, 0.811),
         "emision": (0.047, 0.866)},
    ),
}  # fmt: skip
"""Where the left end of a label stands, in shares of the card; one set for each known print."""

_ROUGHLY: Final = 0.6
_BORDER: Final = 0.012
_OFF: Final = 0.012
_CLOSER: Final = (1.0, 0.08, 0.05, 0.03, 0.02, 0.012, 0.008, 0.008)
"""Where a label's word is worth half, step by step: one that was misread loses its say."""

_LEAST: Final = 6
_AGREE: Final = 0.7
_MIDDLE: Final = 0.5
_PAIR: Final = 2
_SPREAD: Final = 0.3
_SHARP: Final = 0.004
"""How exactly a label's end is seen, in shares of the card."""

_AHEAD: Final = 0.4
_CARD: Final = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float64)
_AS_LAID: Final = np.array([1.0, 0, 0, 0, 1, 0, 0, 0])
_LIKELY: Final = np.array([0.3, 0.3, 0.4, 0.3, 0.3, 0.4, 0.15, 0.15])
"""How far a sheet is likely to be laid wrongly: stretched, turned, moved, leaned."""


def told_by_labels(text: SideText) -> Points | None:
    """Return the corners that the labels of a front imply, None where there are too few.

    4 × 2 px of the picture, clockwise from the card's own top left.
    """
    found = dict(_labels(text.tokens))
    options = [_fitted(found, places) for places in _PLACES.get(text.family, ())]
    best = max((one for one in options if one), key=lambda one: one[0], default=None)
    if best is None:
        return None
    return apply(text.sheet.back, apply(best[1], _CARD) * CARD_SIZE)


def _labels(tokens: tuple[Token, ...]) -> Iterator[tuple[str, Points]]:
    """Yield the left end of each label in shares of the sheet, badly read ones first."""
    for token in sorted(tokens, key=lambda one: (bool(one.label), one.score)):
        left = (token.points[0] + token.points[3]) / 2 / CARD_SIZE
        if left[0] < _BORDER:
            continue  # where the sheet ends, the label may begin further out
        if token.label:
            yield token.label, left
            continue
        words = plain(token.text).replace(" ", "")
        likeness, field = max((like(words, one.replace(" ", "")), LABELS[one]) for one in LABELS)
        if likeness >= _ROUGHLY:
            yield field, left


def _fitted(
    found: Mapping[str, Points], places: Mapping[str, Spot]
) -> tuple[int, Homography] | None:
    """Return how many labels agree, and the map from the print to the sheet they tell."""
    names = [name for name in found if name in places]
    if len(names) < _LEAST:
        return None
    printed = np.array([places[name] for name in names])
    seen = np.array([found[name] for name in names])
    matrix: Homography = np.eye(3)
    away = np.zeros(len(names))
    for off in _CLOSER:
        matrix = _leaned(matrix, printed, seen, 1 / (1 + (away / off) ** 2))
        away = np.linalg.norm(apply(matrix, printed) - seen, axis=1)
    agree = away < _OFF
    ahead = (1 + _CARD @ matrix[2, :2] > _AHEAD).all()
    many = agree.sum() >= max(_LEAST, _AGREE * len(names))
    return (int(agree.sum()), matrix) if many and ahead and _spread(printed[agree]) else None


def _spread(printed: Points) -> bool:
    """Tell whether labels stand far enough apart, and none alone decides how the sheet leans."""
    right = int((printed[:, 0] > _MIDDLE).sum())
    tall = float(np.ptp(printed[:, 1]))
    return tall > _SPREAD and min(right, len(printed) - right) >= _PAIR


def _leaned(matrix: Homography, printed: Points, seen: Points, trust: NDArray[Any]) -> Homography:
    """Return the map after one step of weighted least squares; without need it leans no more."""
    x, y = printed.T
    there = apply(matrix, printed)
    depth = matrix[2, 0] * x + matrix[2, 1] * y + 1
    zero, one = np.zeros_like(x), np.ones_like(x)
    across = np.stack([x, y, one, zero, zero, zero, -there[:, 0] * x, -there[:, 0] * y])
    down = np.stack([zero, zero, zero, x, y, one, -there[:, 1] * x, -there[:, 1] * y])
    weight = np.tile(np.sqrt(trust) / _SHARP, 2)
    slopes = np.concatenate([across / depth, down / depth], axis=1) * weight
    missing = (seen - there).T.ravel() * weight
    now = matrix.ravel()[:8]
    calm = np.diag(1 / _LIKELY)
    step = np.linalg.lstsq(
        np.vstack([slopes.T, calm]),
        np.concatenate([missing, calm @ (_AS_LAID - now)]),
        rcond=None,
    )[0]
    return np.append(now + step, 1.0).reshape(3, 3)

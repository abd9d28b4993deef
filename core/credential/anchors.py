"""Where the card must lie, told by its labels: each family prints them in the same places.

A second opinion for a card whose edges are not plain. Source: norma/credencial.md, 6.
"""

from collections.abc import Iterator, Mapping
from typing import Final

import numpy as np

from core.credential.geometry import CARD_SIZE, Homography, apply
from core.credential.picture import Points
from core.credential.read_side import SideText
from core.credential.spelling import like, plain
from core.credential.tokens import LABELS, Token
from core.cv import cv2
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
_NEAR: Final = 0.05
_CLOSER: Final = (0.04, 0.025, 0.016, 0.012, 0.012)
"""How far from its place a label may be and still count, step by step of the fit."""

_LEAST: Final = 6
_AGREE: Final = 0.7
_MIDDLE: Final = 0.5
_PAIR: Final = 2
_SPREAD: Final = 0.3
_SHARP: Final = 0.004
"""How exactly a label's end is seen, in shares of the card."""

_AHEAD: Final = 0.4
_CARD: Final = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float64)
_LEANING: Final = 0.15
"""How strongly a sheet laid wrongly is likely to lean; what the labels say weighs more."""


def told_by_labels(text: SideText) -> Points | None:
    """Return the corners that the labels of a front tell, None where they are too few.

    In pixels of the picture, clockwise from the card's own top left.
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
    cv2.setRNGSeed(1)  # the same picture always gives the same reading
    flat, kept = cv2.estimateAffine2D(printed, seen, method=cv2.RANSAC, ransacReprojThreshold=_NEAR)
    if flat is None:
        return None
    matrix = np.vstack([flat, [0.0, 0.0, 1.0]])
    agree = kept.ravel() > 0
    for off in _CLOSER:
        if agree.sum() < _LEAST:
            return None
        matrix = _leaned(matrix, printed[agree], seen[agree])
        agree = np.linalg.norm(apply(matrix, printed) - seen, axis=1) < off
    ahead = (1 + _CARD @ matrix[2, :2] > _AHEAD).all()
    many = agree.sum() >= max(_LEAST, _AGREE * len(names))
    return (int(agree.sum()), matrix) if many and ahead and _spread(printed[agree]) else None


def _spread(printed: Points) -> bool:
    """Tell whether labels stand far enough apart, and none alone decides how the sheet leans."""
    right = int((printed[:, 0] > _MIDDLE).sum())
    tall = float(np.ptp(printed[:, 1]))
    return tall > _SPREAD and min(right, len(printed) - right) >= _PAIR


def _leaned(matrix: Homography, printed: Points, seen: Points) -> Homography:
    """Return the map after one step of least squares; without need it leans no more."""
    x, y = printed.T
    there = apply(matrix, printed)
    depth = matrix[2, 0] * x + matrix[2, 1] * y + 1
    zero, one = np.zeros_like(x), np.ones_like(x)
    across = np.stack([x, y, one, zero, zero, zero, -there[:, 0] * x, -there[:, 0] * y])
    down = np.stack([zero, zero, zero, x, y, one, -there[:, 1] * x, -there[:, 1] * y])
    slopes = np.concatenate([across / depth, down / depth], axis=1).T / _SHARP
    missing = (seen - there).T.ravel() / _SHARP
    calm = np.zeros((2, 8))
    calm[0, 6] = calm[1, 7] = 1 / _LEANING
    slopes = np.vstack([slopes, calm])
    missing = np.concatenate([missing, -matrix[2, :2] / _LEANING])
    step = np.linalg.lstsq(slopes, missing, rcond=None)[0]
    moved: Homography = matrix + np.append(step, 0.0).reshape(3, 3)
    return moved

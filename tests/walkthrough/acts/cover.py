"""A picture with one character of the clave covered, as a scratch or a finger would."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from core.credential.ocr.engine import ALPHABET, OcrEngine

Picture = NDArray[Any]
Corners = Sequence[Sequence[float]]

CHARACTER = 16
"""The seventeenth of eighteen: nothing else on the card tells it."""

_LIKE = 0.75
_FLAT = (1600, 1006)
_STRIP_HEIGHT = 48


class ClaveNotSeen(Exception):
    """No line of the picture looks like the clave: nothing can be covered."""


def cover(front: Path, corners: Corners, clave: str, engine: OcrEngine, target: Path) -> None:
    """Write `front` to `target` with one character of its clave painted over.

    `corners` are the card's, clockwise from its top left. Raises ClaveNotSeen.
    """
    picture = cv2.imdecode(np.fromfile(front, np.uint8), cv2.IMREAD_COLOR)
    width, height = _FLAT
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(np.array(corners, np.float32), flat)
    card = cv2.warpPerspective(picture, matrix, _FLAT)
    patch = _patch(card, clave, engine)
    back = cv2.perspectiveTransform(patch[None, :, :].astype(np.float32), np.linalg.inv(matrix))[0]
    ground = tuple(int(value) for value in np.median(_around(card, patch), axis=0))
    cv2.fillConvexPoly(picture, back.round().astype(np.int32), ground, lineType=cv2.LINE_AA)
    cv2.imwrite(str(target), picture, [cv2.IMWRITE_JPEG_QUALITY, 96])


def _patch(card: Picture, clave: str, engine: OcrEngine) -> Picture:
    """Return the four points, on the flat card, of the character's place. Raises ClaveNotSeen."""
    for box in engine.find_lines(card, _FLAT[0]):
        points = np.array(box.points, np.float32)
        strip = _strip(card, points)
        text, places = _read(engine, strip)
        match = SequenceMatcher(None, text, clave).find_longest_match()
        if SequenceMatcher(None, text[-len(clave) :], clave).ratio() < _LIKE or not match.size:
            continue
        here = places[min(len(places) - 1, match.a + CHARACTER - match.b)]
        pitch = float(np.median(np.diff(places[-len(clave) :])))
        low, high = here - 0.55 * pitch, here + 0.55 * pitch
        return np.array([_along(points, side, at) for side, at in _ends(low, high)], np.float32)
    raise ClaveNotSeen


def _ends(low: float, high: float) -> tuple[tuple[int, float], ...]:
    return (0, low), (0, high), (1, high), (1, low)


def _along(points: Picture, side: int, at: float) -> Picture:
    """Return the point at a share of the upper (0) or lower (1) edge of a quad."""
    start, end = (points[0], points[1]) if side == 0 else (points[3], points[2])
    found: Picture = start + (end - start) * at
    return found


def _strip(card: Picture, points: Picture) -> Picture:
    """Return a line of text, upright."""
    width = int(np.linalg.norm(points[1] - points[0]))
    height = max(1, int(np.linalg.norm(points[3] - points[0])))
    wide = max(_STRIP_HEIGHT, width * _STRIP_HEIGHT // height)
    target = np.array([[0, 0], [wide, 0], [wide, _STRIP_HEIGHT], [0, _STRIP_HEIGHT]], np.float32)
    matrix = cv2.getPerspectiveTransform(points, target)
    strip: Picture = cv2.warpPerspective(card, matrix, (wide, _STRIP_HEIGHT))
    return strip


def _read(engine: OcrEngine, strip: Picture) -> tuple[str, list[float]]:
    """Return the text of a strip and where each character stands, as shares of its width."""
    (lattice,) = engine.read_lines([strip])
    text, places, previous = "", [], 0
    for step, column in enumerate(lattice.argmax(axis=1)):
        if column and column != previous and ALPHABET[column - 1] != " ":
            text += ALPHABET[column - 1]
            places.append((step + 0.5) / len(lattice))
        previous = int(column)
    return text, places


def _around(card: Picture, patch: Picture) -> Picture:
    """Return the pixels just above the patch: the ground it is painted with."""
    x, y = patch[:, 0], patch[:, 1]
    top = max(0, int(y.min()) - 6)
    area: Picture = card[top : int(y.min()), int(x.min()) : int(x.max()) + 1].reshape(-1, 3)
    return area if len(area) else card.reshape(-1, 3)

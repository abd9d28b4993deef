"""The small networks that say where a card's own corners are, and what kind of picture this is.

Trained on pictures of `core.muestra` alone: tests/bench/training has generator, script and seeds.
"""

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.credential.errors import ModelMissing
from core.credential.picture import Picture, Points
from core.cv import cv2
from core.ort import ort

SIDE: Final = 128
MARGIN: Final = 0.06
_MODELS: Final = Path(__file__).resolve().parent.parent.parent / "resources" / "models"
_REACH: Final = 2


@dataclass(frozen=True, slots=True)
class Sight:
    """Corners clockwise from the card's own top left in pixels of the picture, and shares.

    `peaks` tells how sharply each corner stands out, the others what the picture shows.
    """

    corners: Points
    peaks: float
    front: float
    back: float
    none: float
    two: float
    cut: float


def look(picture: Picture) -> Sight:
    """Return what the network sees. Raises ModelMissing."""
    return _seen(*_boxed(picture))


def _seen(square: Picture, scale: float, shift: NDArray[Any]) -> Sight:
    maps, kinds = session("esquinas").run(None, {"x": tensor(square)})
    shares = softmax(kinds[0])
    found = [peak(one) for one in maps[0]]
    places = np.array([place for place, _ in found]) * SIDE
    corners = ((places - shift) / scale).astype(np.float32)
    peaks = float(np.mean([peak for _, peak in found]))
    front, back, none, two, cut = (float(one) for one in shares)
    return Sight(corners, peaks, front, back, none, two, cut)


def look_closely(picture: Picture) -> Sight:
    """Return what `look` does, its shares from a network that does nothing else.

    The live picture has no time for it. Raises ModelMissing.
    """
    square, scale, shift = _boxed(picture)
    sight = _seen(square, scale, shift)
    (kinds,) = session("clases").run(None, {"x": tensor(square)})
    front, back, none, two, cut = (float(one) for one in softmax(kinds[0]))
    return replace(sight, front=front, back=back, none=none, two=two, cut=cut)


def tensor(square: Picture) -> NDArray[Any]:
    """Return a picture as the networks take it: 1 × 3 × rows × columns, 0..1."""
    return np.asarray(square.astype(np.float32).transpose(2, 0, 1)[None] / 255)


@cache
def session(name: str) -> ort.InferenceSession:
    """Return the network of that name, loaded once, on one thread. Raises ModelMissing."""
    model = _MODELS / f"{name}.onnx"
    if not model.is_file():
        raise ModelMissing({"folder": str(_MODELS)})
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return ort.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def _boxed(picture: Picture) -> tuple[Picture, float, NDArray[Any]]:
    """Return the picture within a grey square with a margin, its scale, its origin's shift."""
    scale = SIDE * (1 - 2 * MARGIN) / max(picture.shape[:2])
    size = (max(1, round(picture.shape[1] * scale)), max(1, round(picture.shape[0] * scale)))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    shift = (np.array([SIDE, SIDE]) - size) // 2
    square = np.full((SIDE, SIDE, 3), 128, np.uint8)
    square[shift[1] : shift[1] + size[1], shift[0] : shift[0] + size[0]] = small
    return square, scale, shift


def peak(logits: NDArray[Any]) -> tuple[NDArray[Any], float]:
    """Return where a map peaks, in shares of its sides, and how much of it lies there."""
    shares = softmax(logits.ravel()).reshape(logits.shape)
    row, column = divmod(int(shares.argmax()), logits.shape[1])
    top, left = max(0, row - _REACH), max(0, column - _REACH)
    near = shares[top : row + _REACH + 1, left : column + _REACH + 1]
    weight = float(near.sum())
    down = float((near.sum(axis=1) * (np.arange(len(near)) + top)).sum()) / weight
    across = float((near.sum(axis=0) * (np.arange(near.shape[1]) + left)).sum()) / weight
    return (np.array([across, down]) + 0.5) / logits.shape[::-1], weight


def softmax(logits: NDArray[Any]) -> NDArray[Any]:
    """Return shares that sum to 1."""
    raised = np.exp(logits - logits.max())
    return np.asarray(raised / raised.sum())

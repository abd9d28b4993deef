"""What the project's own ONNX networks share: loading by name, input tensors, output decoding."""

from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.credential.errors import ModelMissing
from core.credential.imaging.picture import Picture
from core.ort import ort

_MODELS: Final = Path(__file__).resolve().parents[3] / "resources" / "models"
_REACH: Final = 2
"""Cells round the peak of a map that count: the spot learned has a width of two."""


def tensor(square: Picture) -> NDArray[Any]:
    """Return a picture as network input: 1 × channels × rows × columns, float32, 0..1."""
    return np.asarray(square.astype(np.float32).transpose(2, 0, 1)[None] / 255)


@cache
def session(name: str) -> ort.InferenceSession:
    """Return the network `resources/models/NAME.onnx`, loaded once, one thread.

    Raises ModelMissing.
    """
    model = _MODELS / f"{name}.onnx"
    if not model.is_file():
        raise ModelMissing({"folder": str(_MODELS)})
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return ort.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def kinds(name: str, picture: Picture) -> list[float]:
    """Return the class probabilities of a picture, averaged over its four mirrorings.

    `picture` is rows × columns × channels, 8 bits, of the size the network was trained for. Raises
    ModelMissing.
    """
    given = tensor(picture)
    ways = (given, given[..., ::-1], given[..., ::-1, :], given[..., ::-1, ::-1])
    answers = [session(name).run(None, {"x": np.ascontiguousarray(way)})[0][0] for way in ways]
    return [float(share) for share in softmax(np.mean(answers, axis=0))]


def peak(logits: NDArray[Any]) -> tuple[NDArray[Any], float]:
    """Return the peak of a map as (x, y) in shares (0..1) of its sides, and its weight (0..1).

    `logits` is rows × columns; the weight is the probability mass within 2 cells of the maximum.
    """
    shares = softmax(logits.ravel()).reshape(logits.shape)
    row, column = divmod(int(shares.argmax()), logits.shape[1])
    top, left = max(0, row - _REACH), max(0, column - _REACH)
    near = shares[top : row + _REACH + 1, left : column + _REACH + 1]
    weight = float(near.sum())
    down = float((near.sum(axis=1) * (np.arange(len(near)) + top)).sum()) / weight
    across = float((near.sum(axis=0) * (np.arange(near.shape[1]) + left)).sum()) / weight
    return (np.array([across, down]) + 0.5) / logits.shape[::-1], weight


def softmax(logits: NDArray[Any]) -> NDArray[Any]:
    """Return the softmax of an array: same shape, all its values sum to 1."""
    raised = np.exp(logits - logits.max())
    return np.asarray(raised / raised.sum())

"""What the small networks of our own share: opened by name, fed pictures, their answers read."""

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


def tensor(square: Picture) -> NDArray[Any]:
    """Return a picture as the networks take it: 1 × channels × rows × columns, 0..1."""
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


def kinds(name: str, picture: Picture) -> list[float]:
    """Return shares of what a network takes a picture for, mirrored every way. ModelMissing.

    It learned from mirrored pictures too: four answers to one question err less than one.
    """
    given = tensor(picture)
    ways = (given, given[..., ::-1], given[..., ::-1, :], given[..., ::-1, ::-1])
    answers = [session(name).run(None, {"x": np.ascontiguousarray(way)})[0][0] for way in ways]
    return [float(share) for share in softmax(np.mean(answers, axis=0))]


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

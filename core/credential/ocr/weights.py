"""Where the weights lie: inside an installed package, or in a folder given as a setting."""

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from core.credential.errors import ModelMissing

_DETECTOR = "PP-OCRv6_det_small.onnx"
_RECOGNISER = "PP-OCRv6_rec_small.onnx"


@dataclass(frozen=True, slots=True)
class Weights:
    """The two files of PP-OCRv6 small, as ONNX."""

    detector: Path
    recogniser: Path


def find_weights(folder: Path | None = None) -> Weights:
    """Return both files: of `folder`, or of the installed package for None. Raises ModelMissing.

    Nothing is ever downloaded.
    """
    home = folder or _installed()
    weights = Weights(home / _DETECTOR, home / _RECOGNISER)
    if not (weights.detector.is_file() and weights.recogniser.is_file()):
        raise ModelMissing({"folder": str(home)})
    return weights


def _installed() -> Path:
    """Return the folder inside rapidocr, found without importing it."""
    spec = find_spec("rapidocr")
    if spec is None or spec.origin is None:
        raise ModelMissing({"folder": "rapidocr"})
    return Path(spec.origin).parent / "models"

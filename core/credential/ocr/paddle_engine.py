"""The second engine: PaddleOCR's own pipeline on onnxruntime, with the same weights.

PaddleX contacts model hosts if a folder is not given, so both folders always are.
"""

import logging
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np

from core.credential.imaging.picture import Picture
from core.credential.ocr.boxes import upright
from core.credential.ocr.engine import ALPHABET, COLUMN, Lattice, TextBox
from core.credential.ocr.paddle_models import model_folders
from core.credential.ocr.weights import find_weights

_THREADS: Final = 2
_SIDE: Final = 960
"""Cores of a tablet, and pixels of the longer side that the detector is shown."""

_FLOOR: Final = 1e-4
"""Probability of a sign that this engine does not tell: it gives none but the best."""


@dataclass(slots=True)
class PaddleEngine:
    """An OcrEngine on PaddleOCR. `models` is a folder, None for the installed weights."""

    models: Path | None = None
    name: str = "paddle"
    _detector: Any = field(init=False)
    _recogniser: Any = field(init=False)

    def __post_init__(self) -> None:
        """Load both models. Raises ModelMissing; ImportError where PaddleOCR is missing."""
        folders = model_folders(find_weights(self.models))
        os.environ["PADDLE_PDX_CACHE_HOME"] = str(folders.cache)
        os.environ["PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK"] = "True"
        from paddleocr import TextDetection, TextRecognition  # type: ignore[import-untyped]

        logging.getLogger("paddlex").setLevel(logging.ERROR)
        common = {
            "engine": "onnxruntime", "device": "cpu",
            "engine_config": {"intra_op_num_threads": _THREADS},
        }  # fmt: skip
        self._detector = TextDetection(
            model_name="PP-OCRv6_small_det", model_dir=str(folders.detector),
            limit_side_len=_SIDE, limit_type="max", **common,
        )  # fmt: skip
        self._recogniser = TextRecognition(
            model_name="PP-OCRv6_small_rec", model_dir=str(folders.recogniser), **common
        )

    def find_lines(self, picture: Picture, longest: int) -> list[TextBox]:
        found = next(iter(self._detector.predict(picture, limit_side_len=longest)))
        pairs = zip(found["dt_polys"], found["dt_scores"], strict=True)
        return [
            TextBox(upright(np.asarray(points, np.float32)), float(score))
            for points, score in pairs
            if len(points) == 4  # noqa: PLR2004
        ]

    def read_lines(self, lines: list[Picture]) -> list[Lattice]:
        if not lines:
            return []
        found = self._recogniser.predict(lines, batch_size=1)
        return [lattice_of(one["rec_text"], float(one["rec_score"])) for one in found]


def lattice_of(text: str, score: float) -> Lattice:
    """Return a lattice that encodes the pipeline's text, each character at `score` (0..1).

    The pipeline reports no alternatives, so all other characters share the rest equally.
    """
    rest = max(_FLOOR, (1 - score) / len(ALPHABET))
    blank = np.full(len(ALPHABET) + 1, rest)
    blank[0] = max(score, 0.5)
    rows = [blank]
    for sign in text.upper():
        row = np.full(len(ALPHABET) + 1, rest)
        if sign in COLUMN:
            row[COLUMN[sign]] = score
        rows += [row, blank]
    return np.array(rows)

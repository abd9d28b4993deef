"""The default engine: PP-OCRv6 small, called through onnxruntime directly."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.credential.imaging.picture import Picture
from core.credential.ocr.alphabet import Folding
from core.credential.ocr.boxes import boxes_of_heatmap
from core.credential.ocr.engine import Lattice, TextBox
from core.credential.ocr.weights import find_weights
from core.cv import cv2
from core.ort import ort

_CORES = 2
_STEP = 32
_LINE_HEIGHT = 48
_LEAST_WIDTH = 32
_GREATEST_WIDTH = 1600
"""Cores of a tablet; then pixels, as the detector and the recogniser of PP-OCR learned: sides are
multiples of the step, lines are that high and between those widths."""

_GAIN = (1 / (np.array([0.229, 0.224, 0.225]) * 255)).astype(np.float32)
_SHIFT = (-np.array([0.485, 0.456, 0.406]) / np.array([0.229, 0.224, 0.225])).astype(np.float32)


@dataclass(slots=True)
class OnnxEngine:
    """An OcrEngine on two sessions. `models` is a folder, None for the installed weights."""

    models: Path | None = None
    name: str = "onnx"
    _detector: ort.InferenceSession = field(init=False)
    _recogniser: ort.InferenceSession = field(init=False)
    _folding: Folding = field(init=False)
    _hands: ThreadPoolExecutor = field(init=False)

    def __post_init__(self) -> None:
        """Load both models. Raises ModelMissing."""
        weights = find_weights(self.models)
        self._detector = _session(weights.detector)
        self._recogniser = _session(weights.recogniser)
        self._hands = ThreadPoolExecutor(_CORES, "lineas")
        characters = self._recogniser.get_modelmeta().custom_metadata_map["character"]
        self._folding = Folding.of(characters.splitlines())

    def find_lines(self, picture: Picture, longest: int) -> list[TextBox]:
        factor = longest / max(picture.shape[:2])
        height, width = (
            max(_STEP, round(side * factor / _STEP) * _STEP) for side in picture.shape[:2]
        )
        small = cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA)
        tensor = cv2.dnn.blobFromImage(small * _GAIN + _SHIFT)
        heat = self._run(self._detector, tensor)[0, 0]
        scale = (picture.shape[1] / width, picture.shape[0] / height)
        return boxes_of_heatmap(heat, scale)

    def read_lines(self, lines: list[Picture]) -> list[Lattice]:
        """Read lines in parallel, one a core: a single line gains nothing from more threads."""
        found = {
            number: self._hands.submit(self._read, lines[number]) for number in _longest(lines)
        }
        return [found[number].result() for number in range(len(lines))]

    def _read(self, line: Picture) -> Lattice:
        width = round(line.shape[1] * _LINE_HEIGHT / max(1, line.shape[0]))
        width = min(max(width, _LEAST_WIDTH), _GREATEST_WIDTH)
        strip = cv2.resize(line, (width, _LINE_HEIGHT), interpolation=cv2.INTER_LINEAR)
        tensor = (strip.astype(np.float32) / 127.5 - 1).transpose(2, 0, 1)[
            None
        ]  # PP-OCR reads -1 to 1
        return self._folding.fold(self._run(self._recogniser, np.ascontiguousarray(tensor))[0])

    @staticmethod
    def _run(session: ort.InferenceSession, tensor: NDArray[Any]) -> NDArray[Any]:
        found: NDArray[Any] = session.run(None, {"x": tensor})[0]
        return found


def _longest(lines: list[Picture]) -> list[int]:
    """Return the numbers of the lines, longest first: the last ones then end together."""
    return sorted(
        range(len(lines)), key=lambda number: -lines[number].shape[1] / lines[number].shape[0]
    )


def _session(model: Path) -> ort.InferenceSession:
    """Return a session of one core: who calls shares out sides and lines among cores."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.enable_mem_pattern = False  # each size of picture would keep 50 MB of its own
    options.log_severity_level = 3
    return ort.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])

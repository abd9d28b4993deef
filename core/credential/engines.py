"""OCR engines by name. The default measured better on two cores (tests/bench/RESULTS.md)."""

from pathlib import Path
from typing import Final

from core.credential.errors import EngineMissing
from core.credential.ocr.engine import OcrEngine
from core.credential.reader import CredentialReader

DEFAULT: Final = "onnx"
NAMES: Final = ("onnx", "paddle")


def open_engine(name: str = DEFAULT, models: Path | None = None) -> OcrEngine:
    """Return the engine with its models loaded. Raises EngineMissing or ModelMissing.

    `models` is a folder of weights, None for those of the installed package. Nothing is downloaded.
    """
    try:
        if name == "onnx":
            from core.credential.ocr.onnx_engine import OnnxEngine

            return OnnxEngine(models)
        if name == "paddle":
            from core.credential.ocr.paddle_engine import PaddleEngine

            return PaddleEngine(models)
    except ImportError as cause:
        raise EngineMissing({"engine": name}) from cause
    raise EngineMissing({"engine": name})


def open_reader(name: str = DEFAULT, models: Path | None = None) -> CredentialReader:
    """Return a reader ready to read. Raises EngineMissing or ModelMissing."""
    return CredentialReader(open_engine(name, models))

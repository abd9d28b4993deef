"""Engines by name. The default is the one that measured better on two cores."""

from pathlib import Path
from typing import Final

from core.credential.errors import EngineMissing
from core.credential.ocr.engine import OcrEngine
from core.credential.reader import CredentialReader

DEFAULT: Final = "onnx"
NAMES: Final = ("onnx", "paddle")


def open_engine(name: str = DEFAULT, models: Path | None = None) -> OcrEngine:
    """Return the engine with its models loaded. Raises EngineMissing or ModelMissing."""
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
    """Return a reader ready to read. Raises as `open_engine` does."""
    return CredentialReader(open_engine(name, models))

"""The folders that PaddleOCR wants: one a model, with the ONNX file and a small description."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.credential.ocr.weights import Weights
from core.ort import ort
from core.settings.program import data_home

_DETECTOR: dict[str, Any] = {
    "Global": {"model_name": "PP-OCRv6_small_det"},
    "PreProcess": {
        "transform_ops": [
            {"DecodeImage": {"channel_first": False, "img_mode": "BGR"}},
            {"DetResizeForTest": {"resize_long": 960}},
            {
                "NormalizeImage": {
                    "mean": [0.485, 0.456, 0.406], "std": [0.229, 0.224, 0.225],
                    "scale": "1./255.", "order": "hwc",
                }
            },
            {"ToCHWImage": None},
        ]
    },
    "PostProcess": {
        "name": "DBPostProcess", "thresh": 0.3, "box_thresh": 0.5, "max_candidates": 1000,
        "unclip_ratio": 1.5,
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Folders:
    """Where PaddleOCR finds its models and may write."""

    detector: Path
    recogniser: Path
    cache: Path


def model_folders(weights: Weights) -> Folders:
    """Return the folders, created in the project's data folder where missing."""
    home = data_home("lector") / "paddle"
    folders = Folders(home / "det", home / "rec", home / "cache")
    for folder in (folders.detector, folders.recogniser, folders.cache):
        folder.mkdir(parents=True, exist_ok=True)
    _link(weights.detector, folders.detector / "inference.onnx")
    _link(weights.recogniser, folders.recogniser / "inference.onnx")
    _write(folders.detector / "inference.yml", _DETECTOR)
    _write(folders.recogniser / "inference.yml", _recogniser(weights.recogniser))
    return folders


def _recogniser(model: Path) -> dict[str, Any]:
    """Return the description of the recogniser, with the characters its own file carries."""
    session = ort.InferenceSession(str(model), providers=["CPUExecutionProvider"])
    characters = session.get_modelmeta().custom_metadata_map["character"].splitlines()
    return {
        "Global": {"model_name": "PP-OCRv6_small_rec"},
        "PreProcess": {
            "transform_ops": [
                {"DecodeImage": {"channel_first": False, "img_mode": "BGR"}},
                {"RecResizeImg": {"image_shape": [3, 48, 320]}},
            ]
        },
        "PostProcess": {"name": "CTCLabelDecode", "character_dict": characters},
    }


def _link(target: Path, link: Path) -> None:
    """Make `link` lead to `target`, whatever stood there before."""
    if link.is_symlink() and link.readlink() == target:
        return
    link.unlink(missing_ok=True)
    link.symlink_to(target)


def _write(path: Path, content: dict[str, Any]) -> None:
    """Write JSON, which is YAML too, unless it is there already."""
    text = json.dumps(content, ensure_ascii=False)
    if not path.exists() or path.read_text("utf-8") != text:
        path.write_text(text, "utf-8")

"""Nothing that reads a credential tells anybody outside."""

import os
import subprocess
import sys
from pathlib import Path

_READ = """
from core.credential.ocr.onnx_engine import ort
from core.credential.ocr.weights import find_weights
ort.InferenceSession(str(find_weights().detector))
"""


def test_the_engine_leaves_no_trace_of_telemetry(tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    outside_of_ci = {key: text for key, text in os.environ.items() if key not in {"CI", "TF_BUILD"}}
    subprocess.run([sys.executable, "-c", _READ], env=outside_of_ci | home, check=True)
    assert not list(tmp_path.rglob("*onnxruntime*"))


def test_onnxruntime_has_one_doorway() -> None:
    core = Path(__file__).resolve().parents[2] / "core"
    users = [path for path in core.rglob("*.py") if "import onnxruntime" in path.read_text("utf-8")]
    assert [path.name for path in users] == ["ort.py"]

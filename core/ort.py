"""The one doorway to onnxruntime: its wheel reports to its maker unless it is told before."""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # else it keeps a device id and sends what it counts

import onnxruntime as ort  # type: ignore[import-untyped]

__all__ = ["ort"]

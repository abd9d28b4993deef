"""The one doorway to OpenCV: importing it elsewhere would break Qt in the same process."""

import os

import cv2 as cv2  # noqa: PLC0414  the name is handed on

for _name in ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR"):
    os.environ.pop(_name, None)  # the non-headless wheel points Qt at its own plugins

_SILENT = 0
cv2.setLogLevel(_SILENT)  # what OpenCV refuses comes back as a value; its lines are for nobody here

__all__ = ["cv2"]

"""Replays a video through the automatic shutter: the frame it takes, the guidance before it."""

from pathlib import Path
from time import perf_counter
from typing import Any

from core.credential.detection.live import SteadyChooser
from core.credential.errors import FileUnreadable, VideoUnreadable
from core.cv import cv2
from core.messages import explain_code


def watch(video: Path) -> dict[str, Any]:
    """Return {frame, ms, guidance} of a video file.

    `frame`: index from 0, None if none is good. `ms`: time of the whole replay. `guidance`: {frame,
    code, text} at each change. Raises FileUnreadable, VideoUnreadable, ModelMissing.
    """
    if not video.is_file():
        raise FileUnreadable({"name": video.name})
    stream = cv2.VideoCapture(str(video))
    try:
        return _watched(stream)
    finally:
        stream.release()


def _watched(stream: cv2.VideoCapture) -> dict[str, Any]:
    started = perf_counter()
    chooser, shown = SteadyChooser(), ""
    guidance: list[dict[str, Any]] = []
    taken: int | None = None
    number = -1
    while taken is None:
        there, frame = stream.read()
        if not there:
            break
        number += 1
        pointer, chosen = chooser.offer(frame)
        if pointer.code.value != shown:
            shown = pointer.code.value
            text = explain_code(shown).sentence
            guidance.append({"frame": number, "code": shown, "text": text})
        if chosen is not None:
            taken = chooser.chosen_number
    if number < 0:
        raise VideoUnreadable
    return {
        "frame": taken,
        "ms": round((perf_counter() - started) * 1000, 1),
        "guidance": guidance,
    }

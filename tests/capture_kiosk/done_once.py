"""What takes a second and is the same for every window, done once a process: cards, readings."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from capture_kiosk.cameras.frames import Frame
from capture_kiosk.practice import scenes
from core.credential.reader import CredentialReader
from tests.credential.read_once import the_engine

_DRAWN: dict[str, Frame] = {}

draw_front = cache(scenes.draw_front)
"""The one front that a tablet tests itself with."""


def draw_scenes(seed: int) -> Mapping[str, Frame]:
    """Return the scenes of the first practice of this process, which are of any seed."""
    if not _DRAWN:
        _DRAWN.update(scenes.draw_scenes(seed))
    return {name: frame.copy() for name, frame in _DRAWN.items()}


def open_reader(*, models: Path | None = None) -> CredentialReader:
    """Return a reader on the shared engine; the tests' tablets name no models of their own."""
    assert models is None
    return CredentialReader(the_engine())

"""What takes a second and is the same for every window, done once a process: cards, readings."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from pathlib import Path

from capture_kiosk.cameras.frames import Frame
from capture_kiosk.practice import scenes
from core.credential.engines import open_engine
from core.credential.imaging.picture import Picture
from core.credential.ocr.engine import Lattice, OcrEngine, TextBox
from core.credential.reader import CredentialReader

_DRAWN: dict[str, Frame] = {}

draw_front = cache(scenes.draw_front)
"""The one front that a tablet tests itself with."""


def draw_scenes(seed: int) -> Mapping[str, Frame]:
    """Return the scenes of the first practice of this process, which are of any seed."""
    if not _DRAWN:
        _DRAWN.update(scenes.draw_scenes(seed))
    return {name: frame.copy() for name, frame in _DRAWN.items()}


@dataclass
class ReadOnce:
    """The real engine; what it said of the very same pixels, it says again at once."""

    engine: OcrEngine
    name: str = "read once"
    _boxes: dict[bytes, list[TextBox]] = field(default_factory=dict)
    _lattices: dict[bytes, list[Lattice]] = field(default_factory=dict)

    def find_lines(self, picture: Picture, longest: int) -> list[TextBox]:
        key = _key([picture], longest)
        if key not in self._boxes:
            self._boxes[key] = self.engine.find_lines(picture, longest)
        return deepcopy(self._boxes[key])

    def read_lines(self, lines: list[Picture]) -> list[Lattice]:
        key = _key(lines)  # all of them: they are read in one batch
        if key not in self._lattices:
            self._lattices[key] = self.engine.read_lines(lines)
        return deepcopy(self._lattices[key])


def _key(pictures: list[Picture], *more: int) -> bytes:
    """Return what stands for these pixels; none of them is held."""
    told = blake2b(repr(([each.shape for each in pictures], more)).encode())
    for each in pictures:
        told.update(each.tobytes())
    return told.digest()


@cache
def the_engine() -> ReadOnce:
    """Return the engine that all windows of a process share."""
    return ReadOnce(open_engine())


def open_reader(*, models: Path | None = None) -> CredentialReader:
    """Return a reader on the shared engine; the tests' tablets name no models of their own."""
    assert models is None
    return CredentialReader(the_engine())

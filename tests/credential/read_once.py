"""The engine of a whole process: the very same pixels are read once, by whoever asks."""

from collections import OrderedDict
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from typing import Generic, TypeVar

from core.credential.engines import open_engine
from core.credential.imaging.picture import Picture
from core.credential.ocr.engine import Lattice, OcrEngine, TextBox

T = TypeVar("T")
_MOST = 64
"""Answers that are kept of each kind, a megabyte each: those that were asked for last."""


@dataclass
class _Kept(Generic[T]):
    answers: OrderedDict[bytes, T] = field(default_factory=OrderedDict)

    def of(self, key: bytes, ask: Callable[[], T]) -> T:
        """Return a copy of the answer of `key`, asked for where it is not kept."""
        if key not in self.answers:
            self.answers[key] = ask()
        self.answers.move_to_end(key)
        if len(self.answers) > _MOST:
            self.answers.popitem(last=False)
        return deepcopy(self.answers[key])


@dataclass
class ReadOnce:
    """The real engine; what it said of the very same pixels, it says again at once."""

    engine: OcrEngine
    name: str = "read once"
    _boxes: _Kept[list[TextBox]] = field(default_factory=_Kept)
    _lattices: _Kept[list[Lattice]] = field(default_factory=_Kept)

    def find_lines(self, picture: Picture, longest: int) -> list[TextBox]:
        key = _key([picture], longest)
        return self._boxes.of(key, lambda: self.engine.find_lines(picture, longest))

    def read_lines(self, lines: list[Picture]) -> list[Lattice]:
        """Read all of them: they are read in one batch."""
        return self._lattices.of(_key(lines), lambda: self.engine.read_lines(lines))


def _key(pictures: list[Picture], *more: int) -> bytes:
    """Return what stands for these pixels; none of them is held."""
    told = blake2b(repr(([each.shape for each in pictures], more)).encode())
    for each in pictures:
        told.update(each.tobytes())
    return told.digest()


@cache
def the_engine() -> ReadOnce:
    """Return the engine that all tests of a process share."""
    return ReadOnce(open_engine())

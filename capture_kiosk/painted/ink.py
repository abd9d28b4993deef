"""The strokes of a signature in units of their own, so that they fit a pad of any shape.

A unit is a pixel of the pad on which the first point fell. Where the pad changes its shape (the
tablet is turned), what was drawn is shown whole, and what is drawn then is kept in the same units.
"""

from dataclasses import dataclass, replace
from math import ceil, floor

from core.domain.apoyos.apoyo import InkPoint, ink_length

Stroke = tuple[InkPoint, ...]
Strokes = tuple[Stroke, ...]

PALM_LENGTH = 12.0
"""Units. A touch that moved no farther before another came down was the hand, not the finger."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Where the canvas of the ink lies on a pad: pixel = offset + unit · scale."""

    scale: float
    left: float
    top: float

    @classmethod
    def of(cls, canvas: tuple[float, float], pad: tuple[float, float]) -> "Fit":
        """Return the largest scale at which the whole canvas is on the pad, centred."""
        if min(*canvas, *pad) <= 0:
            return cls(1.0, 0.0, 0.0)
        scale = min(pad[0] / canvas[0], pad[1] / canvas[1])
        return cls(scale, (pad[0] - canvas[0] * scale) / 2, (pad[1] - canvas[1] * scale) / 2)

    def to_units(self, x: float, y: float) -> tuple[float, float]:
        """Return a place of the pad in units."""
        return round((x - self.left) / self.scale, 1), round((y - self.top) / self.scale, 1)


@dataclass(frozen=True, slots=True)
class Ink:
    """What is drawn, what was undone, and the size of the canvas; each change returns a new one."""

    strokes: Strokes = ()
    undone: Strokes = ()
    canvas: tuple[float, float] = (0.0, 0.0)

    def begun(self, pad: tuple[float, float]) -> "Ink":
        """Return the ink with a new empty stroke; the first one takes the shape of the pad."""
        canvas = self.canvas if self.strokes else pad
        return Ink((*self.strokes, ()), (), canvas)

    def drawn(self, point: InkPoint) -> "Ink":
        """Return the ink with one point more in its last stroke."""
        return replace(self, strokes=(*self.strokes[:-1], (*self.strokes[-1], point)))

    def undo(self) -> "Ink":
        """Return the ink without its last stroke."""
        if not self.strokes:
            return self
        return replace(self, strokes=self.strokes[:-1], undone=(*self.undone, self.strokes[-1]))

    def redo(self) -> "Ink":
        """Return the ink with the stroke that was undone last."""
        if not self.undone:
            return self
        return replace(self, strokes=(*self.strokes, self.undone[-1]), undone=self.undone[:-1])

    def clear(self) -> "Ink":
        """Return no ink; every stroke can be brought back."""
        return replace(self, strokes=(), undone=(*self.undone, *reversed(self.strokes)))

    @property
    def was_a_palm(self) -> bool:
        """Tell whether the stroke that is being drawn has hardly moved."""
        return ink_length(self.strokes[-1:]) < PALM_LENGTH

    def saved(self) -> tuple[Strokes, int, int]:
        """Return the strokes, width and height that are kept: every point lies inside.

        Without turning they are the pixels of the pad. Where ink went outside the first canvas the
        canvas grows, and all strokes move with it.
        """
        points = [point for stroke in self.strokes for point in stroke]
        left = min([0.0, *(floor(point.x) for point in points)])
        top = min([0.0, *(floor(point.y) for point in points)])
        width = max([self.canvas[0], *(point.x for point in points)]) - left
        height = max([self.canvas[1], *(point.y for point in points)]) - top
        moved = tuple(
            tuple(replace(p, x=round(p.x - left, 1), y=round(p.y - top, 1)) for p in stroke)
            for stroke in self.strokes
        )
        strokes = moved if left or top else self.strokes
        return strokes, max(1, ceil(width)), max(1, ceil(height))

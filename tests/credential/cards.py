"""Cards that several tests look at, drawn once."""

from functools import cache

import numpy as np

from core.credential.imaging.picture import Points, decode
from core.credential.imaging.sheet import Sheet
from core.muestra.camera import Shot
from core.muestra.make import Sample, make_sample


@cache
def card(seed: int, level: str, model: str | None = None) -> Sample:
    """Return the sample of a seed."""
    return make_sample(seed, level, model)


def laid(shot: Shot, move: list[list[float]] | None = None, quarters: int = 0) -> Sheet:
    """Return a sheet by its true corners, moved by shares of the card's diagonal, then rolled."""
    corners = np.array(shot.corners, np.float32)
    diagonal = float(np.linalg.norm(corners[2] - corners[0]))
    moved: Points = corners + np.array(move or 0.0, np.float32) * diagonal
    return Sheet.of(decode(shot.jpeg), np.roll(moved, quarters, axis=0))

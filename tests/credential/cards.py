"""Cards that several tests look at, drawn once and seen once."""

from datetime import date
from functools import cache

import numpy as np

from core.credential.imaging.picture import Points, decode
from core.credential.imaging.sheet import Sheet
from core.credential.reader import CredentialReader, SeenSide
from core.domain.credencial.lectura import CredentialReading, SideName
from core.muestra.camera import Shot
from core.muestra.make import Sample, make_sample
from tests.credential.read_once import the_engine


@cache
def card(seed: int, level: str, model: str | None = None) -> Sample:
    """Return the sample of a seed."""
    return make_sample(seed, level, model)


@cache
def the_reader() -> CredentialReader:
    """Return the reader that all tests of a process share."""
    return CredentialReader(the_engine())


@cache
def seen(
    seed: int, level: str, model: str, side: SideName, taken_as: SideName | None = None
) -> SeenSide:
    """Return all that one side of a card yields. Many tests share it: none may wipe it."""
    sample = card(seed, level, model)
    shot = sample.front if side is SideName.FRONT else sample.back
    return the_reader().see(shot.jpeg, taken_as or side)


def reading(seed: int, level: str, model: str, on: date) -> CredentialReading:
    """Return the reading of a card, as `read` puts it together (test_seeing.py)."""
    front, back = (seen(seed, level, model, side) for side in SideName)
    return the_reader().assemble(front, back, on)


def laid(shot: Shot, move: list[list[float]] | None = None, quarters: int = 0) -> Sheet:
    """Return a sheet by its true corners, moved by shares of the card's diagonal, then rolled."""
    corners = np.array(shot.corners, np.float32)
    diagonal = float(np.linalg.norm(corners[2] - corners[0]))
    moved: Points = corners + np.array(move or 0.0, np.float32) * diagonal
    return Sheet.of(decode(shot.jpeg), np.roll(moved, quarters, axis=0))

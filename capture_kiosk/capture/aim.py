"""What the automatic shutter says of one frame."""

from dataclasses import dataclass
from typing import Any

from core.domain.credencial.lectura import FaceVerdict, Guidance

Frame = Any
"""Rows × columns × BGR, 8 bits."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What is said of one frame.

    `share` (0 to 1) is how far the countdown is; `taken` is the frame to take, once it is over;
    `same_side` tells that the side which was photographed already is still before the lens.
    """

    guidance: Guidance | None = None
    share: float = 0.0
    taken: Frame | None = None
    same_side: bool = False
    face: FaceVerdict | None = None

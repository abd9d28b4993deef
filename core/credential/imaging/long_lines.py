"""Long straight lines of a picture; collinear pieces are joined."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.credential.imaging.picture import Picture
from core.cv import cv2

_LEAST_PIECE: Final = 0.04
"""Share of the picture that a piece of a line is long at least."""

_SAME_ANGLE: Final = 4.0
_SAME_PLACE: Final = 5.0
"""Degrees and pixels within which two pieces lie on one line."""


@dataclass(frozen=True, slots=True)
class LongLine:
    """A line through `point` (x, y px) at `angle` degrees (0: horizontal), `length` px long."""

    point: tuple[float, float]
    angle: float
    length: float

    @property
    def direction(self) -> NDArray[Any]:
        """Return the unit vector along the line."""
        radians = np.radians(self.angle)
        return np.array([np.cos(radians), np.sin(radians)])


def long_lines(small: Picture) -> list[LongLine]:
    """Return the joined lines of a BGR picture, longest first."""
    detector = cv2.createLineSegmentDetector(cv2.LSD_REFINE_NONE)
    pieces: list[NDArray[Any]] = []
    lab = cv2.cvtColor(small, cv2.COLOR_BGR2LAB)
    for channel, gain in ((0, 1.0), (1, 2.0), (2, 2.0)):
        stretched = np.clip((lab[:, :, channel].astype(np.float32) - 128) * gain + 128, 0, 255)
        found = detector.detect(stretched.astype(np.uint8))[0]
        if found is not None:
            pieces.extend(found.reshape(-1, 4))
    least = _LEAST_PIECE * max(small.shape[:2])
    return _joined([piece for piece in pieces if np.hypot(*(piece[2:] - piece[:2])) >= least])


def _joined(pieces: list[NDArray[Any]]) -> list[LongLine]:
    """Return one line for all pieces that lie on it."""
    lines: list[LongLine] = []
    for piece in sorted(pieces, key=lambda one: -float(np.hypot(*(one[2:] - one[:2])))):
        start, end = piece[:2], piece[2:]
        angle = float(np.degrees(np.arctan2(*(end - start)[::-1]))) % 180
        length = float(np.hypot(*(end - start)))
        middle = (start + end) / 2
        for index, line in enumerate(lines):
            if _same(line, angle, middle):
                lines[index] = LongLine(line.point, line.angle, line.length + length)
                break
        else:
            lines.append(LongLine((float(middle[0]), float(middle[1])), angle, length))
    return sorted(lines, key=lambda line: -line.length)


def _same(line: LongLine, angle: float, middle: NDArray[Any]) -> bool:
    """Tell whether a piece at `angle` through `middle` lies on the line."""
    if abs((line.angle - angle + 90) % 180 - 90) > _SAME_ANGLE:
        return False
    away = middle - np.array(line.point)
    return abs(float(away[0] * line.direction[1] - away[1] * line.direction[0])) < _SAME_PLACE


def crossing(one: LongLine, other: LongLine) -> tuple[float, float] | None:
    """Return where two lines cross (x, y px), None where they are nearly parallel."""
    matrix = np.column_stack([one.direction, -other.direction])
    if abs(float(np.linalg.det(matrix))) < 0.3:  # noqa: PLR2004  sine of the angle between
        return None
    steps = np.linalg.solve(matrix, np.array(other.point) - np.array(one.point))
    place = np.array(one.point) + steps[0] * one.direction
    return float(place[0]), float(place[1])

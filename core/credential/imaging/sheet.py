"""One side of a card flattened, and strips of it cut from the camera's full resolution."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.credential.imaging.geometry import CARD_SIZE, apply, rectify, side_lengths, to_card
from core.credential.imaging.picture import Picture, Points
from core.cv import cv2

STRIP_HEIGHT: Final = 48
"""Pixels of a strip: the height of a line that the recogniser learned on."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A flattened card.

    `flat`: 638 × 1012 × 3 (CARD_SIZE), for looking. `pyramid`: the source picture, then halved
    copies, from which strips are cut. `corners`: 4 × 2 px of the source. `back`: 3 × 3, from flat
    card to source.
    """

    pyramid: tuple[Picture, ...]
    corners: Points
    back: NDArray[Any]
    flat: Picture

    @classmethod
    def of(cls, picture: Picture, corners: Points) -> "Sheet":
        """Flatten the card within `corners` (px, clockwise from the card's own top left)."""
        pyramid = [picture]
        while max(side_lengths(corners)) / 2 ** len(pyramid) > CARD_SIZE[0] // 2:
            pyramid.append(cv2.pyrDown(pyramid[-1]))
        back = np.linalg.inv(to_card(corners))
        return cls(tuple(pyramid), corners, back, rectify(picture, corners))

    def turned(self, quarters: int) -> "Sheet":
        """Return the card turned by quarters of a turn; 2 turns it upside down."""
        corners = np.roll(self.corners, -quarters, axis=0)
        flat = rectify(self.pyramid[0], corners)
        return Sheet(self.pyramid, corners, np.linalg.inv(to_card(corners)), flat)

    def strip(
        self, points: Points, height: int = STRIP_HEIGHT, *, narrowed: float = 1.0
    ) -> Picture:
        """Return the part within `points` (px of the flat card, clockwise), `height` px high, BGR.

        The width keeps the aspect ratio times `narrowed`.
        """
        across = float(np.linalg.norm(points[1] - points[0])) * narrowed
        down = max(1.0, float(np.linalg.norm(points[3] - points[0])))
        width = max(8, round(across / down * height))
        seen = apply(self.back, points)
        tall = float(np.linalg.norm(seen[3] - seen[0]))
        level = int(np.clip(np.floor(np.log2(max(tall, 1.0) / height)), 0, len(self.pyramid) - 1))
        target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
        source = ((seen + 0.5) / 2**level - 0.5).astype(np.float32)
        matrix = cv2.getPerspectiveTransform(source, target)
        return cv2.warpPerspective(
            self.pyramid[level],
            matrix,
            (width, height),
            flags=cv2.INTER_CUBIC,
            borderMode=cv2.BORDER_REPLICATE,
        )

    def wipe(self) -> None:
        """Overwrite every pixel with zero, those of the source picture included."""
        for pixels in (*self.pyramid, self.flat):
            pixels.fill(0)

"""The live camera: one instruction at a time, and the sharpest steady frame for auto-capture."""

from dataclasses import dataclass, field
from math import exp
from typing import Final

import numpy as np

from core.credential.detection.find import Found, Hint, find_cards, track_card
from core.credential.imaging.geometry import overlap, rectify, tilt_degrees
from core.credential.imaging.picture import Picture, Points, decode, grey, shrunk
from core.credential.networks.corner_net import look
from core.cv import cv2
from core.domain.credencial.lectura import Corners, Guidance, GuidanceCode

_LOOK: Final = 320
_FOUND: Final = 0.85
_TRUSTED: Final = 0.4
_KNOWN: Final = 0.8
"""How far the place where a card lay a frame ago is trusted to be its place still."""

_ALL_SEEN: Final = 0.8
_PLAIN: Final = 0.9
_SEEK: Final = 5
"""Some backs the network does not know: each so many frames without a card it is sought by edges.

It is one where all four edges are plain: on three videos whole cards had a score of 1.0, what was
partly seen 0.67 at most. Seeking costs as much as two frames.
"""

_LEAST_SHARE: Final = 0.2
_MOST_SHARE: Final = 0.92
_MARGIN: Final = 0.008
_TILT: Final = 28.0
_DARK: Final = 45.0
_GLARE_SHARE: Final = 0.035
_SHARP: Final = 0.3
_SHARP_SIDE: Final = (253, 160)
_PRINT_SIDE: Final = (64, 40)
_FULL_SHARPNESS: Final = 900.0
_STEADY_OVERLAP: Final = 0.955
_STEADY_FRAMES: Final = 5
_SETTLED: Final = 0.06
"""By how much the newest frames may be sharper than those before: while a card comes to rest they
are. That they vary is no sign of it: where the corners are found half a pixel off, the same frame
measures 8 % less. Spread: 0.04 to 0.1 on six videos of another hand, at all their frames, at every
second one (even and odd) and at every third.
"""

_PATIENCE: Final = 4
"""Times the steady frames after which the sharpest is taken, settled or not."""


def guide(frame: Picture, near: Points | None = None) -> Guidance:
    """Return the one instruction for a live frame (BGR); READY where nothing is left to improve.

    Corners in px of `frame`; sharpness 0..1. `near`: where the card lay a frame ago, 4 × 2 px; it
    is looked for there too where the network does not see it. Raises ModelMissing.
    """
    small, factor = shrunk(frame, _LOOK)
    card = _seen(small) or (None if near is None else _still_there(small, near * factor))
    if card is None:
        dark = float(grey(small).mean()) < _DARK
        return Guidance(GuidanceCode.LIGHT if dark else GuidanceCode.SEARCH, None)
    flat = grey(rectify(frame, card.corners / factor, _SHARP_SIDE))
    sharpness = sharpness_of(flat)
    code = _first_fault(small, card, flat)
    if code is GuidanceCode.READY and sharpness < _SHARP:
        code = GuidanceCode.STEADY
    return Guidance(code, _as_corners(card.corners / factor), sharpness)


def _seen(small: Picture) -> Found | None:
    """Return the card that the network sees in a small frame, None where it sees none."""
    sight = look(small)
    trust = sight.peaks * (1 - sight.none)
    card = track_card(small, Hint(sight.corners, trust)) if trust > _TRUSTED else None
    return card if card is not None and card.score >= _FOUND else None


def _still_there(small: Picture, near: Points) -> Found | None:
    """Return the shape where the card lay, None where an edge is not seen along each side."""
    card = track_card(small, Hint(near, _KNOWN))
    return card if card is not None and min(card.sides) > _ALL_SEEN else None


def sharpness_of(flat: Picture) -> float:
    """Return 0..1: the sharpness of a grey flattened card, from the variance of its Laplacian.

    Comparable only between pictures of the same size.
    """
    change = float(cv2.Laplacian(flat, cv2.CV_32F).var())
    return 1 - exp(-change / _FULL_SHARPNESS)


def print_of(frame: Picture, corners: Corners) -> Picture:
    """Return a small grey picture of a flattened card, by which one side is known again."""
    return grey(rectify(frame, np.array(corners, np.float32), _PRINT_SIDE)).astype(np.float32)


def print_of_jpeg(flat: bytes) -> Picture:
    """Return the same of a card that lies flat already (JPEG). Raises a leaf of ReadingFailed."""
    light = grey(decode(flat))
    return cv2.resize(light, _PRINT_SIDE, interpolation=cv2.INTER_AREA).astype(np.float32)


def likeness(one: Picture, other: Picture) -> float:
    """Return the correlation, -1..1, of two prints, upright or upside down, whichever is more."""
    return max(_correlation(one, other), _correlation(one, other[::-1, ::-1]))


def _correlation(one: Picture, other: Picture) -> float:
    left, right = one - one.mean(), other - other.mean()
    size = float(np.sqrt((left * left).sum() * (right * right).sum()))
    return float((left * right).sum()) / size if size else 0.0


def _first_fault(  # noqa: PLR0911  one question after the other, each its answer
    small: Picture, card: Found, flat: Picture
) -> GuidanceCode:
    rows, columns = small.shape[:2]
    corners = card.corners
    size = np.array([columns, rows])
    if (corners < _MARGIN * size).any() or (corners > (1 - _MARGIN) * size).any():
        return GuidanceCode.CUT
    share = cv2.contourArea(corners.astype(np.float32)) / (rows * columns)
    if share < _LEAST_SHARE:
        return GuidanceCode.CLOSER
    if share > _MOST_SHARE:
        return GuidanceCode.FARTHER
    if tilt_degrees(corners, (rows, columns)) > _TILT:
        return GuidanceCode.STRAIGHT
    if float(np.percentile(flat, 75)) < _DARK:
        return GuidanceCode.LIGHT
    if float((flat > 250).mean()) > _GLARE_SHARE and float(np.median(flat)) < 215:  # noqa: PLR2004
        return GuidanceCode.GLARE
    return GuidanceCode.READY


def _as_corners(corners: Points) -> Corners:
    first, second, third, fourth = ((float(x), float(y)) for x, y in corners)
    return first, second, third, fourth


@dataclass(slots=True)
class SteadyChooser:
    """Chooses the frame of the automatic shutter; the manual shutter does not depend on it.

    `steady_frames` consecutive good frames are needed, none of them much sharper than another;
    `chosen_number` is the index (from 0) of the frame last chosen.
    """

    steady_frames: int = _STEADY_FRAMES
    chosen_number: int = -1
    """Which of the offered frames, from 0, was taken last."""
    _held: list[tuple[float, int, Picture]] = field(default_factory=list)
    _steady: int = 0
    _last: Points | None = None
    _offered: int = -1
    _unseen: int = 0

    def offer(self, frame: Picture) -> tuple[Guidance, Picture | None]:
        """Return the guidance for a frame (BGR), and the chosen frame or None.

        A frame is chosen once `steady_frames` in a row are READY, the card has not moved and has
        stopped becoming sharper: the sharpest of them. Counting then starts again. Raises
        ModelMissing.
        """
        self._offered += 1
        guidance = guide(frame, self._sought(frame) if self._last is None else self._last)
        self._unseen = 0 if guidance.corners else self._unseen + 1
        corners = np.array(guidance.corners, np.float32) if guidance.corners else None
        if not guidance.ready or corners is None:
            self._forget(corners)
            return guidance, None
        if self._last is None or overlap(corners, self._last) < _STEADY_OVERLAP:
            self._forget(corners)
            return Guidance(GuidanceCode.STEADY, guidance.corners, guidance.sharpness), None
        self._last = corners
        held = [*self._held, (guidance.sharpness, self._offered, frame)]
        self._held = held[-self.steady_frames :]
        self._steady += 1
        if len(self._held) < self.steady_frames or not self._settled():
            return guidance, None
        _, self.chosen_number, best = max(self._held, key=lambda held: held[0])
        self._forget(None)
        return guidance, best

    @property
    def share(self) -> float:
        """Return 0..1: how many of the frames that are needed were good so far."""
        return min(1.0, len(self._held) / self.steady_frames)

    def forget(self) -> None:
        """Begin to count anew: what was seen so far counts no more."""
        self._forget(None)

    def _sought(self, frame: Picture) -> Points | None:
        """Return a shape whose edges are all plain, looked for now and then; None where none is."""
        if self._unseen % _SEEK != _SEEK - 1:
            return None
        small, factor = shrunk(frame, _LOOK)
        best = next(iter(find_cards(small)), None)
        return best.corners / factor if best is not None and best.score > _PLAIN else None

    def _settled(self) -> bool:
        """Tell whether the newest frames are hardly sharper than the others, or enough passed."""
        sharp = [held[0] for held in self._held]
        newest = max(1, len(sharp) // 2)
        before = max(sharp[:-newest], default=max(sharp))
        return max(sharp[-newest:]) - before <= _SETTLED * max(sharp) or (
            self._steady >= _PATIENCE * self.steady_frames
        )

    def _forget(self, corners: Points | None) -> None:
        self._held.clear()
        self._steady = 0
        self._last = corners

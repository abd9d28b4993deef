"""The automatic shutter: a live frame after the other, until one may be taken without a hand.

It runs in the camera's thread. core.credential is imported on first use, as in reading.py.
"""

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from capture_kiosk.capture.aim import Aim, Frame
from core.domain.credencial.lectura import Corners, Guidance, GuidanceCode

if TYPE_CHECKING:
    from core.credential.detection.live import SteadyChooser

_EACH: Final = 8
_FACE_FRAMES: Final = 4
_SAME_SIDE: Final = 0.6
"""Correlation of two flattened cards: one side with itself gives over 0.8, with the other 0.3."""


@dataclass(slots=True)
class _Moving:
    """Tells frames of a running camera from those of a frozen one: no two of a sensor are equal."""

    _digest: bytes = b""

    def is_new(self, frame: Frame) -> bool:
        """Tell whether a frame differs from the one before; every eighth pixel is compared."""
        digest = hashlib.sha256(frame[::_EACH, ::_EACH].tobytes()).digest()
        new, self._digest = digest != self._digest, digest
        return new


@dataclass(slots=True)
class CardShutter:
    """Takes a side of the card: whole, sharp, lit, without glare, the same for some frames.

    `other` is the flattened picture (JPEG) of the side taken before; while that one is seen,
    nothing is taken. A frozen picture never is.
    """

    other: bytes = b""
    _moving: _Moving = field(default_factory=_Moving)
    _chooser: "SteadyChooser | None" = None
    _print: Frame | None = None

    def offer(self, frame: Frame) -> Aim:
        """Return what is said of a frame (BGR). Raises ModelMissing."""
        from core.credential.detection import live

        if self._chooser is None:
            self._chooser = live.SteadyChooser()
            self._print = live.print_of_jpeg(self.other) if self.other else None
        if not self._moving.is_new(frame):
            self._chooser.forget()
            return Aim(_unmoved(live.guide(frame)))
        guidance, chosen = self._chooser.offer(frame)
        if self._is_other(frame, guidance.corners):
            self._chooser.forget()
            return Aim(guidance, same_side=True)
        return Aim(guidance, 1.0 if chosen is not None else self._chooser.share, chosen)

    def _is_other(self, frame: Frame, corners: Corners | None) -> bool:
        from core.credential.detection import live

        if self._print is None or corners is None:
            return False
        return live.likeness(self._print, live.print_of(frame, corners)) > _SAME_SIDE


def _unmoved(guidance: Guidance) -> Guidance:
    """Return the guidance of a picture that stands still: it may not be called right."""
    if guidance.ready:
        return Guidance(GuidanceCode.STEADY, guidance.corners, guidance.sharpness)
    return guidance


@dataclass(slots=True)
class FaceShutter:
    """Takes the photo of a face that is seen well, and was in most frames of a running camera.

    A blink takes one frame back, not all.
    """

    _moving: _Moving = field(default_factory=_Moving)
    _good: int = 0

    def offer(self, frame: Frame) -> Aim:
        """Return what is said of a frame (BGR)."""
        from core.credential.quality.face import judge_face_frame

        verdict = judge_face_frame(frame)
        well = self._moving.is_new(frame) and verdict.good
        self._good = min(_FACE_FRAMES, self._good + 1) if well else max(0, self._good - 1)
        taken = frame if well and self._good >= _FACE_FRAMES else None
        return Aim(share=self._good / _FACE_FRAMES, taken=taken, face=verdict)

"""The camera in the self-test: how many frames a second come, and how sharp they are."""

from dataclasses import dataclass
from typing import Any, Final

from capture_kiosk.device.checks import Grade, Trial
from core.cv import cv2

MEASURED_S: Final = 3.0
LEAST_RATE: Final = 6.0
"""Frames a second below which the pointer lags behind the hand."""
LEAST_SHARP: Final = 20.0
"""Variance of the Laplacian at 640 px: a lens that is dirty or out of focus stays below."""
_WIDE: Final = 640


@dataclass(slots=True)
class CameraMeasure:
    """Frames seen so far; `look` is called in the camera's thread, the rest when it rests."""

    frames: int = 0
    sharpest: float = 0.0

    def look(self, frame: Any) -> object:  # noqa: ANN401  rows × columns × BGR
        """Count one frame and measure it."""
        height, width = frame.shape[:2]
        small = cv2.resize(frame, (_WIDE, max(1, _WIDE * height // width)))
        light = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY)
        self.frames += 1
        self.sharpest = max(self.sharpest, float(cv2.Laplacian(light, cv2.CV_32F).var()))
        return None

    def check(self, *, is_camera: bool) -> Trial:
        """Return the result after MEASURED_S seconds; a folder gives no rate."""
        name, rate = "Cámara", self.frames / MEASURED_S
        if not self.frames:
            return Trial(name, Grade.BAD, "No da imagen.", "Conéctela, o cierre lo que la usa.")
        if not is_camera:
            return Trial(name, Grade.GOOD, "Una carpeta de práctica hace de cámara.")
        said = f"{rate:.0f} imágenes por segundo."
        if self.sharpest < LEAST_SHARP:
            blurred = f"Se ve borrosa. {said}"
            return Trial(name, Grade.DOUBT, blurred, "Limpie el lente y apunte a algo con letras.")
        if rate < LEAST_RATE:
            return Trial(name, Grade.DOUBT, said, "Es lenta: busque más luz y cierre programas.")
        return Trial(name, Grade.GOOD, f"Nítida, {said}")

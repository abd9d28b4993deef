"""Several crops of one line: what one crop hides another may show."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from core.credential.imaging.picture import Picture, Points
from core.credential.imaging.sheet import STRIP_HEIGHT, Sheet
from core.credential.layout.tokens import Token
from core.credential.ocr.engine import OcrEngine
from core.cv import cv2


def reread(tokens: Iterable[Token], sheet: Sheet, engine: OcrEngine) -> list[Token]:
    """Return the tokens, each with three more lattices read from other crops of its line."""
    wanted = list(tokens)
    strips = [strip for token in wanted for strip in _strips(sheet, token.points)]
    lattices = engine.read_lines(strips)
    each = len(strips) // max(1, len(wanted))
    return [
        replace(token, more=tuple(lattices[number * each : (number + 1) * each]))
        for number, token in enumerate(wanted)
    ]


def _strips(sheet: Sheet, points: Points) -> list[Picture]:
    """Return a roomier, a tighter and a sharper strip of one place."""
    roomy = sheet.strip(_grown(points, 0.14))  # of its height
    tight = sheet.strip(_grown(points, -0.08))  # of its height
    large = sheet.strip(points, 2 * STRIP_HEIGHT)
    soft = cv2.GaussianBlur(large, (0, 0), 3.0)  # px of 96
    sharp = cv2.addWeighted(large, 1.9, soft, -0.9, 0)  # nearly doubles what the blur took
    return [roomy, _stretched(tight), sharp]


def _grown(points: Points, share: float) -> Points:
    """Return the box with `share` of its height added above, below, left and right."""
    down: Points = (points[3] - points[0]) * share
    along = points[1] - points[0]
    ahead = along / max(1e-6, float(np.linalg.norm(along))) * float(np.linalg.norm(down))
    ahead = ahead * (1 if share > 0 else 0)
    grown: Points = np.array(
        [
            points[0] - down - ahead,
            points[1] - down + ahead,
            points[2] + down + ahead,
            points[3] + down - ahead,
        ],
        np.float32,
    )
    return grown


def _stretched(strip: Picture) -> Picture:
    """Return the strip with its darkest and brightest parts far apart."""
    low, high = np.percentile(strip, (2, 98))
    spread = max(24.0, float(high - low))  # grey levels: noise is not print
    wide = (strip.astype(np.float32) - low) * (235 / spread) + 10
    return np.asarray(np.clip(wide, 0, 255), np.uint8)

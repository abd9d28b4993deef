"""What stands before the tablet's lens: a picture in the folder that the camera looks at."""

import itertools
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPixmap

from tests.walkthrough.drive import eyes
from tests.walkthrough.drive.kit import Kit, Lost, Script
from tests.walkthrough.evidence.pictures import Grey, alike, grey
from tests.walkthrough.waiting import PATIENCE

_NUMBERS = itertools.count(1)
VIEW = "Imagen de la cámara"
_PATIENCE_SECONDS = 60.0
_GLANCE_SECONDS = 0.04


def show(kit: Kit, picture: str) -> None:
    """Put a picture before the lens in place of the one that was there."""
    folder = Path(kit.plan["lens"])
    old = [path for path in folder.iterdir() if path.suffix != ".partial"]
    final = folder / f"{next(_NUMBERS):04d}{Path(picture).suffix}"
    partial = folder / "0.partial"
    partial.write_bytes(Path(picture).read_bytes())
    os.utime(partial)
    partial.rename(final)
    for path in old:
        path.unlink(missing_ok=True)


@contextmanager
def taken_away(kit: Kit) -> Iterator[None]:
    """Take the camera itself away, as a pulled cable does, and give it back."""
    lens = Path(kit.plan["lens"])
    away = lens.rename(lens.with_name(f"{lens.name}.fuera"))
    try:
        yield
    finally:
        away.rename(lens)


def on_screen(kit: Kit, picture: str) -> Script:
    """Give way until the app shows that very picture as what its camera sees. Raises Lost."""
    wanted = grey(Path(picture).read_bytes())
    yield from kit.until(lambda: kit.there(VIEW), f"no aparece «{VIEW}»", _PATIENCE_SECONDS)
    deadline = time.monotonic() + _PATIENCE_SECONDS * PATIENCE
    while not (kit.there(VIEW) and alike(_view(kit), wanted)):
        if time.monotonic() > deadline:
            raise Lost(f"la cámara no muestra {Path(picture).name}")
        yield from kit.pause(_GLANCE_SECONDS)


def _view(kit: Kit) -> Grey:
    """Return what the screen shows of the camera, in grey."""
    window, rect = kit.window_of(VIEW), kit.rect_of(VIEW)
    whole = eyes.picture_of(window)
    taken = whole.toImage() if isinstance(whole, QPixmap) else whole
    ratio = taken.width() / max(1, window.width())
    place = rect.translated(-window.x(), -window.y())
    sides = (place.x(), place.y(), place.width(), place.height())
    part = QRect(*(int(each * ratio) for each in sides))
    image = taken.copy(part).convertToFormat(QImage.Format.Format_Grayscale8)
    lines = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return np.array(lines[:, : image.width()], np.uint8)

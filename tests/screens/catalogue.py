"""What the catalogue keeps: a picture, and each control on it. It is written to APOYO_SCREENS."""

import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

TEXT = "text"
"""The role of what is only read."""

WHOLE = bool(os.environ.get("APOYO_SCREENS")) or "--soak" in sys.argv
"""Whether every state, size, theme and scale is walked: `make screens` and `make soak`."""

_LARGE_SIDE = 3.0
"""Text of 24 px, or 19 px and bold, needs this contrast (WCAG 2.2, 1.4.3)."""
_ENGLISH = re.compile(
    r"\b(the|and|with|please|cancel|save|open|close|file|files|loading|server|user|password|"
    r"search|yes|select|undefined|null|none|true|false|details|apply|retry|ignore|abort|help)\b",
    re.IGNORECASE,
)

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Control:
    """One control or text. `rect` is x, y, width, height of what is seen of it in the window.

    `target` is its whole width and height: a page that scrolls may hide a part. Logical pixels.
    """

    name: str
    role: str
    rect: tuple[int, int, int, int]
    target: tuple[int, int]
    text: str
    enabled: bool
    cut: bool
    overlaps: tuple[str, ...] = ()
    large: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """One screen in one state. `size` in logical pixels, `device_pixels` how many each of them has.

    `scale` is that of what is shown: of all of it, or of the letters.
    """

    app: str
    screen: str
    state: str
    size: tuple[int, int]
    theme: str
    scale: float
    controls: tuple[Control, ...]
    image: QImage
    device_pixels: float = 1.0

    @property
    def picture(self) -> str:
        """Return the name of its file."""
        wide, high = self.size
        said = f"{self.screen}-{self.state}@{wide}x{high}-{self.theme}-{self.scale:g}.png"
        return f"{self.app}/{re.sub('[^A-Za-z0-9áéíóúñÁÉÍÓÚÑ@.-]+', '_', said)}"

    def keep(self) -> None:
        """Write the picture and one line of the index, where a catalogue is being made."""
        place = os.environ.get("APOYO_SCREENS", "")
        if not place:
            return
        file = Path(place) / self.picture
        file.parent.mkdir(parents=True, exist_ok=True)
        assert self.image.save(str(file)), file
        listed = {
            "app": self.app,
            "screen": self.screen,
            "state": self.state,
            "size": self.size,
            "theme": self.theme,
            "scale": self.scale,
            "picture": self.picture,
            "controls": [asdict(each) for each in self.controls],
        }
        with (Path(place) / f"lines-{os.getpid()}.jsonl").open("a", encoding="utf-8") as index:
            index.write(json.dumps(listed, ensure_ascii=False) + "\n")


def with_overlaps(controls: Sequence[Control], nested: set[tuple[int, int]]) -> list[Control]:
    """Return the controls, each with the names of those it covers; `nested` are allowed pairs."""
    crossed: dict[int, list[str]] = {}
    for at, one in enumerate(controls):
        for beyond, other in enumerate(controls[at + 1 :], at + 1):
            if (at, beyond) not in nested and _crosses(one.rect, other.rect):
                crossed.setdefault(at, []).append(other.name or other.text)
                crossed.setdefault(beyond, []).append(one.name or one.text)
    return [replace(each, overlaps=tuple(crossed.get(at, ()))) for at, each in enumerate(controls)]


def faults(shown: Shown, *, least_target: int, least_contrast: float) -> list[str]:
    """Return what a screen owes by its controls and its picture; none is right."""
    wide, high = shown.size
    where = f"{shown.screen}, {shown.state}, {wide}×{high}, {shown.theme}, {shown.scale:g}"
    found = [*_by_name(shown.controls), *_by_place(shown.controls, least_target)]
    found += _by_colour(shown, least_contrast)
    return [f"{where}: {each}" for each in found]


def _by_name(controls: Sequence[Control]) -> Iterator[str]:
    acted_on = [each for each in controls if each.role != TEXT]
    for name, count in Counter(each.name for each in acted_on).items():
        if not name:
            yield f"sin nombre: {[each.rect for each in acted_on if not each.name]}"
        elif count > 1:
            yield f"«{name}» nombra a {count}"
    for each in controls:
        for said in {each.name, each.text}:
            if foreign := _ENGLISH.search(said):
                yield f"en inglés: «{foreign.group()}» en «{said}»"


def _by_place(controls: Sequence[Control], least_target: int) -> Iterator[str]:
    for each in controls:
        said = each.name or each.text
        if each.cut:
            yield f"cortado: «{said}»"
        if each.overlaps:
            yield f"«{said}» se encima con {list(each.overlaps)}"
        if each.role != TEXT and min(each.target) < least_target:
            yield f"«{said}» mide {each.target[0]}×{each.target[1]}"


def _by_colour(shown: Shown, least: float) -> Iterator[str]:
    pixels = _pixels(shown.image)
    for each in shown.controls:
        if not each.text.strip() or not each.enabled or each.rect[2:] != each.target:
            continue  # of what a page scrolls away, the rest is no text to judge
        x, y, wide, high = (round(side * shown.device_pixels) for side in each.rect)
        part = pixels[max(0, y) : y + high, max(0, x) : x + wide].reshape(-1, 3)
        wanted = min(least, _LARGE_SIDE) if each.large and least < _OUTDOORS else least
        if part.size and (ratio := contrast(part)) < wanted:
            yield f"contraste {ratio:.1f} en «{each.text}»"


_OUTDOORS = 7.0
_PLACES = np.array([1 << 16, 1 << 8, 1], np.uint32)


def contrast(part: Pixels) -> float:
    """Return the contrast of the ground of `part` (its commonest colour) with what stands out most.

    Strokes are smoothed, so the darkest pixel of a text is its ink. WCAG 2.2, relative luminance.
    """
    packed = part.astype(np.uint32) @ _PLACES  # one number each: rows are sorted ten times slower
    colours, counts = np.unique(packed, return_counts=True)
    light = _luminance(np.stack([colours >> 16, colours >> 8 & 255, colours & 255], axis=-1))
    ground = float(light[np.argmax(counts)])
    high, low = np.maximum(light, ground) + 0.05, np.minimum(light, ground) + 0.05
    return float(np.max(high / low))


def _luminance(colours: NDArray[np.uint32]) -> NDArray[np.float64]:
    part = colours.astype(np.float64) / 255
    line = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    weighed: NDArray[np.float64] = line @ np.array([0.2126, 0.7152, 0.0722])
    return weighed


def _pixels(image: QImage) -> Pixels:
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    held = np.array(plain.constBits(), dtype=np.uint8)  # a copy: the picture goes away
    rows = held.reshape(plain.height(), plain.bytesPerLine())
    return rows[:, : plain.width() * 3].reshape(plain.height(), plain.width(), 3)


def _crosses(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    wide = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    high = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return wide > 1 and high > 1

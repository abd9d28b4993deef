"""Contact sheets of the catalogue: every page of the tablet at one size, and README's picture."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PIL import Image

_AT_A_GLANCE = (
    ("Inicio", "llena"),
    ("Datos", "llena"),
    ("Firma", "llena, firmada"),
    ("Revise", "llena"),
)
"""What README shows of the tablet."""
_USUAL = (600, 1024)
_AROUND, _COLOURS = 12, 256
_GROUND = (120, 116, 110)
_HEIGHT = {True: 340, False: 220}
_WIDTH = 2400


def keep_sheets(place: Path, index: Sequence[dict[str, Any]], manual: Path) -> None:
    """Write into `manual` what is shown of the tablet, from the catalogue in `place`."""
    plain = [
        each
        for each in index
        if each["app"] == "kiosk" and (each["theme"], each["scale"]) == ("claro", 1)
    ]
    for size in sorted({tuple(each["size"]) for each in plain}):
        first: dict[str, str] = {}
        for each in plain:
            if tuple(each["size"]) == size:
                first.setdefault(each["screen"] + "/" + each["state"], each["picture"])
        pictures = [Image.open(place / name).convert("RGB") for name in first.values()]
        height = _HEIGHT[size[0] < size[1]]
        sheet = _in_rows([_at_height(each, height) for each in pictures])
        few = sheet.quantize(_COLOURS, dither=Image.Dither.NONE)
        few.save(manual / f"tableta-{size[0]}x{size[1]}.png", optimize=True)
    shown = {
        (each["screen"], each["state"]): each for each in plain if tuple(each["size"]) == _USUAL
    }
    row = [Image.open(place / shown[each]["picture"]).convert("RGB") for each in _AT_A_GLANCE]
    glance = _in_rows([_at_height(each, 820) for each in row])
    glance.save(manual / "tableta.png", optimize=True)


def _at_height(picture: Image.Image, height: int) -> Image.Image:
    wide = round(picture.width * height / picture.height)
    return picture.resize((wide, height), Image.Resampling.LANCZOS)


def _in_rows(pictures: Sequence[Image.Image]) -> Image.Image:
    """Lay pictures of one height from left to right, as many rows as they need."""
    wide, high = (side + _AROUND for side in pictures[0].size)
    columns = min(len(pictures), max(1, (_WIDTH - _AROUND) // wide))
    rows = -(-len(pictures) // columns)
    sheet = Image.new("RGB", (columns * wide + _AROUND, rows * high + _AROUND), _GROUND)
    for at, picture in enumerate(pictures):
        sheet.paste(picture, (_AROUND + at % columns * wide, _AROUND + at // columns * high))
    return sheet

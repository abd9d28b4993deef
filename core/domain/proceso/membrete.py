"""Who issues the documents of a proceso, and how they look: office, who signs, emblem, series."""

import re
import struct
import zlib
from base64 import b64decode
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Final

from core.errors import RuleBroken

MOST_EMBLEM: Final = 14_000
"""Bytes of an emblem: it is signed with the rest of the proceso, and read with it."""
LONGEST_SIDE: Final = 600
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_CHANNELS: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Values a pixel, by the kind of colour of a PNG. ISO/IEC 15948, 11.2.1."""
_WITH_PALETTE: Final = 3
_DEPTHS: Final = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
"""Bits a value, by the kind of colour. As above."""
_ORDER: Final = re.compile(rb"IHDR(gAMA|cHRM|sRGB|pHYs)*(PLTE)?(tRNS|pHYs)*(IDAT)+IEND")
_SIZES: Final = {b"IHDR": 13, b"gAMA": 4, b"cHRM": 32, b"sRGB": 1, b"pHYs": 9, b"IEND": 0}
_CLEAR: Final = {0: 2, 2: 6}
"""Bytes that say which colour is clear, by the kind of colour."""
_LAST_FILTER: Final = 4
_COLOURS: Final = 256
_MOST_PIXELS: Final = LONGEST_SIDE * (LONGEST_SIDE * 8 + 1) + 1
"""Bytes that the largest emblem unpacks to, and one more: nothing beyond is unpacked."""
_PLACES: Final = re.compile(r"[^#]*#{1,9}[^#]*")


class EmblemWrong(RuleBroken):
    """The emblem is no whole PNG of at most 600 pixels a side and 14,000 bytes."""

    code = "emblema_forma"
    field = "membrete.emblem"


class SeriesWrong(RuleBroken):
    """A series of numbers has one run of «#», where the number goes."""

    code = "serie_forma"
    field = "membrete.series"


@dataclass(frozen=True, slots=True)
class Membrete:
    """What the letterhead and the foot of documents say. Empty texts stand for what is not set.

    `office` issues constancias, and `signatory` signs them as `post`. `emblem` is a PNG in base64,
    in place of the drawn one. `series` numbers constancias: «IEE/CA/###/2027».
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    office: str = "Secretaría Ejecutiva"
    signatory: str = ""
    post: str = ""
    emblem: str = ""
    series: str = ""

    def check(self) -> None:
        """Raise EmblemWrong or SeriesWrong.

        The act that publishes asks: what was signed before is read whatever it says.
        """
        if self.emblem:
            check_emblem(self.emblem_png)
        if self.series:
            check_series(self.series)

    @property
    def emblem_png(self) -> bytes:
        """Return the bytes of the emblem, b"" without one. Raises EmblemWrong."""
        try:
            return b64decode(self.emblem, validate=True)
        except ValueError as cause:
            raise EmblemWrong from cause

    def next_number(self, taken: Iterable[str]) -> str:
        """Return the number after the highest of the series, "" where there is no series."""
        if not self.series:
            return ""
        before, places, after = _parts(self.series)
        shape = re.compile(rf"{re.escape(before)}(\d{{1,9}}){re.escape(after)}")
        found = (shape.fullmatch(each) for each in taken)
        highest = max((int(each[1]) for each in found if each), default=0)
        return f"{before}{highest + 1:0{places}d}{after}"

    @property
    def series_ends(self) -> tuple[str, str]:
        """Return what stands before and after the number of the series."""
        before, _, after = _parts(self.series)
        return before, after


def check_series(series: str) -> None:
    """Raise SeriesWrong unless the number has one place in it."""
    if not _PLACES.fullmatch(series):
        raise SeriesWrong


def _parts(series: str) -> tuple[str, int, str]:
    first, last = series.find("#"), series.rfind("#")
    return series[:first], last - first + 1, series[last + 1 :]


def check_emblem(png: bytes) -> None:
    """Raise EmblemWrong unless `png` is whole and small: it is drawn on each document.

    Not interlaced, and with no part but those that any reader of PNG draws by: whatever is taken
    here is drawn, for else no document of the proceso could be had. ISO/IEC 15948.
    """
    try:
        chunks = list(_chunks(png))
        wide, high, depth, colour, *rest = struct.unpack(">IIBBBBB", chunks[0][1])
        line = 1 + (wide * _CHANNELS[colour] * depth + 7) // 8
        packed = b"".join(data for kind, data in chunks if kind == b"IDAT")
        pixels = zlib.decompressobj().decompress(packed, _MOST_PIXELS)
    except (IndexError, KeyError, ValueError, struct.error, zlib.error) as cause:
        raise EmblemWrong from cause
    fits = min(wide, high) > 0 and max(wide, high) <= LONGEST_SIDE and rest == [0, 0, 0]
    ordered = _ORDER.fullmatch(b"".join(kind for kind, _ in chunks))
    sized = all(_right_size(kind, len(data), colour) for kind, data in chunks)
    drawn = fits and len(pixels) == high * line and max(pixels[::line]) <= _LAST_FILTER
    palette = colour != _WITH_PALETTE or any(kind == b"PLTE" for kind, _ in chunks)
    if not (ordered and sized and drawn and palette and depth in _DEPTHS[colour]):
        raise EmblemWrong


def _right_size(kind: bytes, size: int, colour: int) -> bool:
    """Tell whether a part is as long as its kind says."""
    if kind == b"PLTE":
        return size % 3 == 0 and 0 < size <= 3 * _COLOURS
    if kind == b"tRNS":
        return 0 < size <= _COLOURS if colour == _WITH_PALETTE else size == _CLEAR.get(colour, -1)
    return kind == b"IDAT" or size == _SIZES.get(kind, -1)


def _chunks(png: bytes) -> Iterable[tuple[bytes, bytes]]:
    """Yield kind and data of each chunk. Raises ValueError or struct.error for what is none."""
    if not png.startswith(_PNG) or len(png) > MOST_EMBLEM:
        raise ValueError
    at = len(_PNG)
    while at < len(png):
        size, kind = struct.unpack_from(">I4s", png, at)
        data = png[at + 8 : at + 8 + size]
        (told,) = struct.unpack_from(">I", png, at + 8 + size)
        if zlib.crc32(kind + data) != told:
            raise ValueError
        yield kind, data
        at += 12 + size

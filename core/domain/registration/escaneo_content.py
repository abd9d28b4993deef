"""What the bytes of a scanned document are, told from themselves and from no name.

Nothing is decoded, unpacked or drawn: each look is one pass over the bytes, so that no bomb goes
off here. What is right is kept as it came.
"""

import re
import zlib
from dataclasses import dataclass
from typing import Final

from core.domain.registration.escaneo import EscaneoType
from core.domain.registration.escaneo_errors import (
    EscaneoCut,
    EscaneoEncrypted,
    EscaneoTooWide,
    EscaneoTypeUnknown,
    EscaneoWithRest,
)

MOST_PIXELS: Final = 300_000_000
"""A double letter at 1,200 dots an inch; a picture that claims more is no scan."""

_PDF: Final = b"%PDF-"
_PDF_END: Final = b"%%EOF"
_PDF_BLANK: Final = b" \t\r\n\f\0"
_NAME: Final = re.compile(rb"/((?:[A-Za-z]|#[0-9A-Fa-f]{2}){6,60})")
_HEX: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_ENCRYPT: Final = b"Encrypt"
_ACTIVE: Final = frozenset(
    {b"JavaScript", b"Launch", b"EmbeddedFile", b"EmbeddedFiles", b"RichMedia"}
)

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PNG_HEAD, _PNG_FOOT = 8, 4
_JPEG: Final = b"\xff\xd8\xff"
_JPEG_END, _JPEG_SCAN = 0xD9, 0xDA
_JPEG_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPEG_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD8)})
_JPEG_MARKER: Final = re.compile(rb"\xff+([^\xff])", re.DOTALL)
_JPEG_INSIDE: Final = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]", re.DOTALL)
"""The first marker after pixels that is none of theirs."""


@dataclass(frozen=True, slots=True)
class SeenContent:
    """What was seen of a document: its format, and whether it holds more than sheets."""

    type: EscaneoType
    active: bool


def see_content(content: bytes) -> SeenContent:
    """Return what the bytes are.

    Raises EscaneoTypeUnknown, EscaneoCut, EscaneoWithRest, EscaneoEncrypted or EscaneoTooWide.
    """
    if content.startswith(_PDF):
        return SeenContent(EscaneoType.PDF, active=_see_pdf(content))
    if content.startswith(_PNG):
        _see_png(content)
        return SeenContent(EscaneoType.PNG, active=False)
    if content.startswith(_JPEG):
        _see_jpeg(content)
        return SeenContent(EscaneoType.JPEG, active=False)
    raise EscaneoTypeUnknown


def _see_pdf(content: bytes) -> bool:
    """Tell whether it names something that runs, or files inside; raise what is wrong with it.

    The key of encryption stands in the clear by the format's own rule. What runs may lie in a
    packed stream: that it is not seen does not say that it is not there.
    """
    end = content.rfind(_PDF_END)
    if end < 0:
        raise EscaneoCut
    if content[end + len(_PDF_END) :].strip(_PDF_BLANK):
        raise EscaneoWithRest
    names = {
        _HEX.sub(lambda each: bytes([int(each[1], 16)]), found[1])
        for found in _NAME.finditer(content)
    }
    if _ENCRYPT in names:
        raise EscaneoEncrypted
    return bool(names & _ACTIVE)


def _see_png(content: bytes) -> None:
    """Walk its chunks, each against its own check sum, to the last one."""
    at, first = len(_PNG), True
    while True:
        if at + _PNG_HEAD + _PNG_FOOT > len(content):
            raise EscaneoCut
        length, kind = int.from_bytes(content[at : at + 4]), content[at + 4 : at + _PNG_HEAD]
        end = at + _PNG_HEAD + length
        said = content[end : end + _PNG_FOOT]
        if len(said) < _PNG_FOOT or zlib.crc32(content[at + 4 : end]) != int.from_bytes(said):
            raise EscaneoCut
        if first:
            if kind != b"IHDR":
                raise EscaneoCut
            sides = content[at + _PNG_HEAD : at + _PNG_HEAD + 8]
            _check_pixels(int.from_bytes(sides[:4]), int.from_bytes(sides[4:]))
        at, first = end + _PNG_FOOT, False
        if kind == b"IEND":
            break
    if at != len(content):
        raise EscaneoWithRest


def _see_jpeg(content: bytes) -> None:
    """Walk its segments, and over its pixels, to the marker of its end."""
    at, framed = 2, False
    while True:
        marker, at = _next_marker(content, at)
        if marker == _JPEG_END:
            break
        if marker in _JPEG_ALONE:
            continue
        length = int.from_bytes(content[at : at + 2])
        if length < len(b"00") or at + length > len(content):
            raise EscaneoCut
        if marker in _JPEG_FRAMES:
            framed = True
            height, width = content[at + 3 : at + 5], content[at + 5 : at + 7]
            _check_pixels(int.from_bytes(height), int.from_bytes(width))
        at += length
        if marker == _JPEG_SCAN:
            at = _after_pixels(content, at)
    if not framed:
        raise EscaneoCut
    if content[at:].strip(b"\0"):
        raise EscaneoWithRest


def _next_marker(content: bytes, at: int) -> tuple[int, int]:
    """Return the marker that stands here, and where its segment begins. Raises EscaneoCut."""
    found = _JPEG_MARKER.match(content, at)
    if found is None:
        raise EscaneoCut
    return found[1][0], found.end()


def _after_pixels(content: bytes, at: int) -> int:
    """Return where the first marker stands that is not of the pixels. Raises EscaneoCut."""
    found = _JPEG_INSIDE.search(content, at)
    if found is None:
        raise EscaneoCut
    return found.start()


def _check_pixels(one: int, other: int) -> None:
    if not one * other:
        raise EscaneoCut
    if one * other > MOST_PIXELS:
        raise EscaneoTooWide

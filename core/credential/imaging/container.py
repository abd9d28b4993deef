"""Containers of pictures (PNG, JPEG, WebP): where a picture ends, what a decoder needs of it.

Phones append data after the end of a picture (a video, a second picture) and programs embed texts.
Neither is handed to a decoder.
"""

import re
import struct
from typing import Final

from core.credential.errors import PictureTruncated

PNG: Final = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT: Final = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"eXIf"})
_CHUNK: Final = struct.Struct(">I4s")
_AFTER: Final = 4
"""Bytes of the CRC after the body of a chunk."""

_MARKER: Final = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)
"""The next marker in what is coded: neither a stuffed byte, a restart nor a filler."""

_START, _END = 0xD8, 0xD9
_ALONE: Final = frozenset({0x01, _START, *range(0xD0, 0xD8)})


def png_alone(content: bytes) -> bytes:
    """Return the PNG up to IEND, without texts and profiles. Raises PictureTruncated."""
    parts, at = [PNG], len(PNG)
    while at + _CHUNK.size <= len(content):
        length, kind = _CHUNK.unpack_from(content, at)
        end = at + _CHUNK.size + length + _AFTER
        if end > len(content):
            break
        if kind in _PNG_KEPT:
            parts.append(content[at:end])
        if kind == b"IEND":
            return b"".join(parts)
        at = end
    raise PictureTruncated


def png_size(content: bytes) -> tuple[int, int]:
    """Return (width, height) in px from the IHDR chunk. Raises PictureTruncated."""
    if len(content) < len(PNG) + 16 or content[12:16] != b"IHDR":
        raise PictureTruncated
    width, height = struct.unpack_from(">II", content, 16)
    return width, height


def jpeg_alone(content: bytes) -> bytes:
    """Return the JPEG up to its own EOI marker. Raises PictureTruncated."""
    at = 0
    while found := _MARKER.search(content, at):
        kind, at = content[found.start() + 1], found.end()
        if kind == _END:
            return content[:at]
        if kind not in _ALONE:
            if at + 2 > len(content):
                break
            at += int.from_bytes(content[at : at + 2])
    raise PictureTruncated


def webp_alone(content: bytes) -> bytes:
    """Return the WebP up to the length in its RIFF header. Raises PictureTruncated."""
    end = int.from_bytes(content[4:8], "little") + 8
    if len(content) < end:
        raise PictureTruncated
    return content[:end]

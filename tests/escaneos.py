"""Small documents of MUESTRA as a scanner makes them, and what a desk tells of one."""

import hashlib
import struct
import zlib
from datetime import date
from typing import Any

import requests

from core.domain.registration.escaneo import EscaneoKind, NewEscaneo
from tests.central_server import Client

DAY = date(2026, 11, 1)


def a_pdf(said: str = "MUESTRA", *inside: bytes) -> bytes:
    """Return a PDF of one empty sheet, with these bytes as further objects."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>",
        b"<</Title(" + said.encode("ascii") + b")>>",
        *inside,
    ]
    made, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    foot = b"trailer\n<</Size %d/Root 1 0 R/Info 4 0 R>>\n" % (len(objects) + 1)
    return made + head + table + foot + b"startxref\n%d\n%%%%EOF\n" % len(made)


def a_png(width: int = 3, height: int = 2) -> bytes:
    """Return a grey picture; one that claims to be large holds no more."""
    rows = b"".join(b"\0" + b"\x80" * min(width, 9) for _ in range(min(height, 9)))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*each) for each in parts)


def chunk(kind: bytes, content: bytes) -> bytes:
    """Return a piece of a PNG."""
    return (
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
    )


def a_jpeg(width: int = 3, height: int = 2) -> bytes:
    """Return what has the form of a JPEG: its pixels say nothing."""
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    scan = b"\x01\x01\x00\x00\x3f\x00"
    return (
        b"\xff\xd8"
        + _segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0")
        + _segment(0xC0, frame)
        + _segment(0xDA, scan)
        + b"\x12\xff\x00\x34\xff\xd0\x56"
        + b"\xff\xd9"
    )


def _segment(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


def a_scan(content: bytes, **changes: Any) -> NewEscaneo:  # noqa: ANN401  any field
    """Return what is told of `content` before it comes."""
    told: dict[str, Any] = {
        "id": hashlib.sha256(content).hexdigest()[:32],
        "kind": EscaneoKind.MANIFESTACION,
        "title": "Manifestación de intención (MUESTRA)",
        "day": DAY,
        "pages": 2,
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    return NewEscaneo(**(told | changes))


def bring(
    desk: Client,
    content: bytes,
    number: str = "000001",
    **changes: Any,  # noqa: ANN401  any field
) -> requests.Response:
    """Announce a document and bring its bytes; return the last answer."""
    new = a_scan(content, **changes)
    told = desk.post(f"/v1/aspirantes/{number}/escaneos", new)
    if told.status_code != 201:
        return told
    return put(desk, new.id, content)


def put(desk: Client, escaneo_id: str, content: bytes) -> requests.Response:
    """Bring the bytes of a document that was announced."""
    kind = {"Content-Type": "application/octet-stream"}
    path = f"/v1/escaneos/{escaneo_id}/contenido"
    return desk.call("PUT", path, data=content, headers=kind)

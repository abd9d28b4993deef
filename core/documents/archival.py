"""What makes a file one to be kept: PDF/A-1b (ISO 19005-1), beside fonts that are embedded.

Its colours are those of sRGB, as a profile within the file says; what the file says of itself
stands in XMP as well, and the two say the same.
"""

import struct
from datetime import UTC, datetime
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObject,
    PDFStream,
    PDFString,
)

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>es-MX</rdf:li></rdf:Bag></dc:language>
<pdf:Keywords>{keywords}</pdf:Keywords><pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{at}</xmp:CreateDate><xmp:ModifyDate>{at}</xmp:ModifyDate>
<pdfaid:part>1</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


_LINEAR = 0.04045
"""Up to here the curve of sRGB is a line."""


def make_archival(document: Any, catalog: Any, at: datetime) -> None:  # noqa: ANN401  no stub
    """Add to an open file of reportlab what PDF/A-1b asks for; `at` is the hour that it says."""
    info = document.info
    said = {
        name: escape(getattr(info, name))
        for name in ("title", "author", "subject", "keywords", "producer", "creator")
    }
    packet = _XMP.format(at=f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}", **said)
    catalog.Metadata = _Packet(packet.encode("utf-8"))
    profile = PDFStream(PDFDictionary({"N": 3}), srgb())
    intent = PDFDictionary(
        {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": PDFString("sRGB IEC61966-2.1"),
            "Info": PDFString("sRGB IEC61966-2.1"),
            "DestOutputProfile": document.Reference(profile),
        }
    )
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
    catalog.OutputIntents = PDFArray([intent])


class _Packet(PDFObject):
    """A stream of metadata: one without any filter, so that whoever has no library reads it."""

    __RefOnly__ = 1

    def __init__(self, content: bytes) -> None:
        self._content = content

    def format(self, _document: object) -> bytes:
        about = f"<< /Type /Metadata /Subtype /XML /Length {len(self._content)} >>\nstream\n"
        return about.encode() + self._content + b"\nendstream\n"


@cache
def close_streams() -> None:
    """Have each stream end its line before «endstream», once a process: reportlab leaves that out.

    ISO 19005-1, 6.1.7. The line's end is no part of the stream's length.
    """
    made = pdfdoc.PDFStream.format

    def closed(self: Any, document: object) -> bytes:  # noqa: ANN401  no stub
        return bytes(made(self, document))[: -len(b"endstream\n")] + b"\nendstream\n"

    pdfdoc.PDFStream.format = closed  # type: ignore[method-assign]


@cache
def srgb() -> bytes:
    """Return a profile of sRGB (IEC 61966-2-1) as ICC version 2.1 has it: three primaries, a curve.

    The primaries are those of the standard, adapted to D50 (Bradford). ICC.1:2001-04, 6.
    """
    curve = _curve()
    tags = {
        b"desc": _described("sRGB IEC61966-2.1"),
        b"cprt": b"text\0\0\0\0" + b"Public domain\0",
        b"wtpt": _xyz(0.9642, 1.0, 0.8249),
        b"rXYZ": _xyz(0.43607, 0.22249, 0.01392),
        b"gXYZ": _xyz(0.38515, 0.71687, 0.09708),
        b"bXYZ": _xyz(0.14307, 0.06061, 0.71410),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    at, table, data = 128 + 4 + 12 * len(tags), b"", b""
    where: dict[bytes, int] = {}
    for name, value in tags.items():
        if value not in where:
            where[value] = at + len(data)
            data += value + b"\0" * (-len(value) % 4)
        table += name + struct.pack(">II", where[value], len(value))
    head = struct.pack(
        ">I4sI4s4s4s6H4sIIIIQIIII48x",
        *(at + len(data), b"\0\0\0\0", 0x02100000, b"mntr", b"RGB ", b"XYZ "),
        *(2000, 1, 1, 0, 0, 0, b"acsp", 0, 0, 0, 0, 0, 0),
        *(0xF6D6, 0x10000, 0xD32D),
    )
    return head + struct.pack(">I", len(tags)) + table + data


def _curve() -> bytes:
    """Return the curve of sRGB as 1,024 steps."""
    steps = [step / 1023 for step in range(1024)]
    light = [each / 12.92 if each <= _LINEAR else ((each + 0.055) / 1.055) ** 2.4 for each in steps]
    return b"curv\0\0\0\0" + struct.pack(">I1024H", 1024, *(round(each * 65535) for each in light))


def _xyz(*values: float) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(each * 65536) for each in values))


def _described(name: str) -> bytes:
    text = name.encode("ascii") + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(text)) + text + b"\0" * (8 + 3 + 67)

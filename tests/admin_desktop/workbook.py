"""Reads a workbook back with the standard library alone: its sheets by name, rows of cells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SAID = re.compile(r"_x([0-9A-F]{4})_")


@dataclass(frozen=True, slots=True)
class Workbook:
    """Sheets in order; a text is a str, a number an int."""

    sheets: dict[str, list[list[str | int]]]
    raw: str

    @classmethod
    def of(cls, path: Path) -> "Workbook":
        """Return what a file holds."""
        with ZipFile(path) as book:
            index = _xml(book.read("xl/workbook.xml").decode())
            names = [str(each.get("name")) for each in index.iter(f"{_NS}sheet")]
            files = [f"xl/worksheets/sheet{n}.xml" for n in range(1, len(names) + 1)]
            texts = [book.read(each).decode() for each in files]
        rows = [list(_rows(_xml(text))) for text in texts]
        return cls(dict(zip(names, rows, strict=True)), "".join(texts))

    def __getitem__(self, name: str) -> list[list[str | int]]:
        return self.sheets[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.sheets)


def _xml(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314  the desk wrote it


def _rows(sheet: ET.Element) -> Iterator[list[str | int]]:
    for row in sheet.iter(f"{_NS}row"):
        yield [_cell(cell) for cell in row.iter(f"{_NS}c")]


def _cell(cell: ET.Element) -> str | int:
    if cell.get("t") != "inlineStr":
        return int(cell.findtext(f"{_NS}v", "0"))
    text = "".join(each.text or "" for each in cell.iter(f"{_NS}t"))
    return _SAID.sub(lambda code: chr(int(code[1], 16)), text)

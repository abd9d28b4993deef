"""The reference of the reading figures: RapidOCR's default pipeline and plain expressions.

What it read in a picture is kept under out/reference, by the picture and its version: it reads the
same every time, and takes most of the time of a table. Its own time is never taken from there.
"""

import hashlib
import json
import logging
import re
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

_KEPT: Final = Path(__file__).resolve().parents[2] / "out" / "reference"

_CURP = re.compile(r"[A-Z][AEIOUX][A-Z]{2}\d{6}[HMX][A-Z]{5}[0-9A-Z]\d")
_CLAVE = re.compile(r"[A-Z]{6}\d{8}[HM]\d{3}")
_FIRST = re.compile(r"IDMEX(\d{9})\d<<(\d{13})")


class PlainReader:
    """RapidOCR as it comes, and the codes and names that stand in its texts."""

    def __init__(self) -> None:
        from rapidocr import RapidOCR

        logging.disable(logging.CRITICAL)
        self._engine: Any = RapidOCR()
        self._version = version("rapidocr")

    def texts(self, picture: bytes) -> tuple[str, ...]:
        """Return what the default pipeline reads in a picture."""
        found = self._engine(picture)
        return tuple(found.txts or ())

    def known(self, picture: bytes) -> tuple[str, ...]:
        """Return the same, from what was kept if this picture was read before."""
        name = hashlib.sha256(picture).hexdigest()
        kept = _KEPT / self._version / f"{name}.json"
        if not kept.exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(json.dumps(self.texts(picture), ensure_ascii=False), "utf-8")
        return tuple(json.loads(kept.read_text("utf-8")))

    def fields(self, front: bytes, back: bytes, *, anew: bool = False) -> Mapping[str, str]:
        """Return the four codes and the names; `anew` where its time is taken."""
        read = self.texts if anew else self.known
        rows, others = read(front), read(back)
        joined = " ".join(row.replace(" ", "") for row in rows)
        found = {
            "curp": _first(_CURP, joined),
            "clave_elector": _first(_CLAVE, joined),
        }
        match = _FIRST.search(" ".join(other.replace(" ", "") for other in others))
        found["cic"], found["ocr"] = match.groups() if match else ("", "")
        if not match:
            found["ocr"] = next((row for row in others if re.fullmatch(r"\d{13}", row)), "")
        return found | _names(rows)


def _first(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match.group() if match else ""


def _names(rows: tuple[str, ...]) -> dict[str, str]:
    """Return the three rows after NOMBRE, the SEXO column left out."""
    if "NOMBRE" not in rows:
        return {}
    after = [row for row in rows[rows.index("NOMBRE") + 1 :] if row not in ("SEXO", "H", "M")]
    keys = ("apellido_paterno", "apellido_materno", "nombre")
    return dict(zip(keys, after[:3], strict=False))

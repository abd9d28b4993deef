"""What of a citizen must lie nowhere in clear: texts, and windows of every picture and stroke."""

from tests.walkthrough.evidence.base import Record
from tests.walkthrough.residue import Needle, bytes_needles, text_needle

_TEXTS = ("clave_elector", "curp", "cic", "ocr", "identificador")
_LEAST = 6


def of_capture(record: Record) -> list[Needle]:
    """Return the needles of one opened record."""
    payload = record.payload
    name = " ".join(record.value(key) for key in ("nombre", "apellido_paterno", "apellido_materno"))
    texts = {key: record.value(key) for key in _TEXTS} | {"nombre completo": name}
    found = [text_needle(key, text) for key, text in texts.items() if len(text) >= _LEAST]
    for side in ("front", "back"):
        for kind in ("frame", "rectified"):
            found += bytes_needles(f"{side}.{kind}", payload[side][kind])
    if payload["face"]["picture"]:
        found += bytes_needles("rostro", payload["face"]["picture"])
    found += bytes_needles("firma", payload["signature"]["picture"])
    return found

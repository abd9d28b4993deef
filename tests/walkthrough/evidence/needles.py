"""What of a citizen must lie nowhere in clear: texts, hashes, windows of every picture, strokes."""

from collections.abc import Iterable
from itertools import permutations

from tests.walkthrough.evidence.base import Record
from tests.walkthrough.residue import Needle, bytes_needles, hash_needles, text_needle
from tests.walkthrough.shapes import Small, packed, small

_TEXTS = ("clave_elector", "curp", "cic", "ocr", "identificador")
_HASHED = ("clave_elector", "curp", "ocr")
_NAMES = ("nombre", "apellido_paterno", "apellido_materno")
_JOINTS = (" ", ", ", "\t", "_", "-", "|", ";", '","')
_LEAST, _LEAST_ALONE = 6, 8


def of_capture(record: Record) -> list[Needle]:
    """Return the needles of one opened record."""
    payload = record.payload
    found = [
        text_needle(key, text)
        for key in _TEXTS
        for text in _cases(record.value(key))
        if len(text) >= _LEAST
    ]
    whole = " ".join(record.value(key) for key in _NAMES)
    found.append(text_needle("nombre completo", whole))
    found += [
        Needle("nombre", (text.encode(), text.encode("utf-16-le"))) for text in names_of(record)
    ]
    for key in _HASHED:
        if record.value(key):
            found += hash_needles(key, record.value(key))
    for side in ("front", "back"):
        for kind in ("frame", "rectified"):
            found += bytes_needles(f"{side}.{kind}", payload[side][kind])
    if payload["face"]["picture"]:
        found += bytes_needles("rostro", payload["face"]["picture"])
    found += bytes_needles("firma", payload["signature"]["picture"])
    forms = {form for stroke in strokes_of(record) for form in packed(stroke)}
    return [*found, Needle("trazos", tuple(sorted(forms)))]


def names_of(record: Record) -> tuple[str, ...]:
    """Return a citizen's name in every order, case and joint; long parts of it alone too."""
    parts = [record.value(key) for key in _NAMES if record.value(key)]
    wholes = {
        joint.join(order)
        for size in (2, 3)
        for order in permutations(parts, size)
        for joint in _JOINTS
    }
    wholes |= {part for part in parts if len(part) >= _LEAST_ALONE and " " in part}
    return tuple(sorted({form for whole in wholes for form in _cases(whole)}))


def strokes_of(record: Record) -> list[list[tuple[float, float]]]:
    """Return the strokes of a signature as points."""
    strokes = record.payload["signature"]["strokes"]
    return [[(point["x"], point["y"]) for point in stroke] for stroke in strokes]


def pictures_of(records: Iterable[Record]) -> list[Small]:
    """Return every picture of the records, small, to know them again whatever their size."""
    found: list[Small | None] = []
    for each in records:
        payload = each.payload
        found += [small(payload[side][kind]) for side in _SIDES for kind in ("frame", "rectified")]
        found += [
            small(picture)
            for picture in (payload["face"]["picture"], payload["signature"]["picture"])
            if picture
        ]
    return [each for each in found if each is not None]


_SIDES = ("front", "back")


def _cases(text: str) -> set[str]:
    return {text, text.upper(), text.lower(), text.title()}

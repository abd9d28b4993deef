"""A layout drawn by chance: where, how large and in which words a model prints what it prints.

Lengths are shares of the card's height, places shares of its width and height.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Final

from core.muestra.canvas import Typeface
from core.muestra.habits import Habits
from core.muestra.people import Asked
from core.muestra.splits import MONO, SANS, Split, words_for

_LABELS: Final = (
    "nombre", "domicilio", "sexo", "edad", "folio", "curp", "clave_elector", "anio_registro",
    "fecha_nacimiento", "estado", "municipio", "seccion", "localidad", "emision", "vigencia",
)  # fmt: skip
_ANOTHER_WORD: Final = 0.22
_NONE_FITS: Final = 0.05
_TWO_FACES: Final = 0.5
_REORDERED: Final = 0.2
_WIDE: Final = (
    "OpenSans", "open-sans", "work-sans", "DejaVuSans-Bold", "mulish", "rubik", "NotoSans_700",
)  # fmt: skip

Rows = tuple[tuple[str, ...], ...]

_ROWS: Final[Mapping[tuple[Split, str], tuple[Rows, ...]]] = {
    ("fit", "C/D"): (
        (("folio", "anio_registro"), ("clave_elector",), ("curp",), ("estado", "municipio"),
         ("localidad", "seccion"), ("emision", "vigencia")),
        (("folio", "anio_registro"), ("clave_elector",), ("curp",),
         ("estado", "municipio", "seccion"), ("localidad", "emision", "vigencia")),
    ),
    ("left-out", "C/D"): (
        (("folio",), ("clave_elector",), ("curp", "anio_registro"), ("estado", "municipio"),
         ("localidad", "seccion"), ("emision", "vigencia")),
        (("clave_elector",), ("curp",), ("folio", "anio_registro"),
         ("estado", "localidad", "municipio"), ("seccion", "emision", "vigencia")),
    ),
    ("fit", "E/F"): (
        (("clave_elector",), ("curp", "anio_registro"), ("fecha_nacimiento",),
         ("estado", "municipio", "seccion"), ("localidad", "emision", "vigencia")),
        (("clave_elector",), ("curp", "anio_registro"), ("estado", "municipio", "seccion"),
         ("localidad", "emision", "vigencia")),
    ),
    ("left-out", "E/F"): (
        (("clave_elector",), ("curp",), ("anio_registro", "fecha_nacimiento"),
         ("estado", "municipio", "localidad"), ("seccion", "emision", "vigencia")),
        (("clave_elector", "anio_registro"), ("curp",), ("estado", "municipio", "seccion"),
         ("localidad", "emision", "vigencia")),
    ),
    ("fit", "G/H"): (
        (("clave_elector",), ("curp", "anio_registro"),
         ("fecha_nacimiento", "seccion", "vigencia")),
        (("clave_elector",), ("curp", "anio_registro"), ("seccion", "vigencia")),
    ),
    ("left-out", "G/H"): (
        (("curp",), ("clave_elector", "anio_registro"),
         ("fecha_nacimiento", "seccion", "vigencia")),
        (("clave_elector",), ("curp",), ("anio_registro", "seccion", "vigencia")),
    ),
}  # fmt: skip
"""Rows of the codes; what is not listed stands beside the name."""

_HARD_NAMES: Final[Mapping[Split, tuple[tuple[str, str, str], ...]]] = {
    "fit": (
        ("BAÑUELOS", "RIAÑO", ""), ("DE LA O", "", ""), ("", "", "J JESUS"), ("PIÑA", "", ""),
        ("", "O", ""), ("NUÑO", "GUEMES", ""), ("ESTADILLO", "", ""), ("", "", "MA DEL CARMEN"),
        ("MUÑIZ", "OCAÑA", ""), ("", "ARGÜELLES", ""),
    ),
    "left-out": (
        ("TREVIÑO", "CARREÑO", ""), ("", "DE LA O", ""), ("", "", "MA ELENA"), ("ARAÑA", "", ""),
        ("E", "", ""), ("VICUÑA", "SAAVEDRA", ""), ("SECADA", "FOLIANO", ""), ("", "", "J REFUGIO"),
        ("MONTAÑO", "AVENDAÑO", ""), ("", "AGÜERO", ""), ("DOMINGO", "EDAÑO", ""),
    ),
}  # fmt: skip
_HARD: Final = 0.35


@dataclass(frozen=True, slots=True)
class Layout:
    """How one print looks. `labels` are the words by field, `beside` what stands by the name."""

    split: Split
    face: Typeface
    face_of_labels: Typeface
    labels: Mapping[str, str]
    rows: Rows
    beside: tuple[str, ...]
    left: float
    top: float
    portrait_right: bool
    label_size: float
    row_size: float
    leading: float
    below: bool
    apart: bool
    dash: str
    plain: frozenset[str]
    """What this print leaves out: «curp», «term» (emisión and vigencia) or «mrz»."""

    habits: Habits = field(default_factory=Habits)


def draw_layout(chance: Random, split: Split, model: str) -> Layout:
    """Return a layout that a card of `model` may have."""
    family = {"C": "C/D", "D": "C/D", "E": "E/F", "F": "E/F"}.get(model, "G/H")
    old = family == "C/D"
    rows = _shuffled(chance, chance.choice(_ROWS[split, family]))
    listed = {key for row in rows for key in row}
    beside = ["edad"] if old else []
    if "fecha_nacimiento" not in listed and not old:
        beside.append("fecha_nacimiento")
    portrait_right = old != (chance.random() < _NONE_FITS)  # now and then as no model has it
    face = _face(chance, split)
    return Layout(
        split=split,
        face=face,
        face_of_labels=_face(chance, split) if chance.random() < _TWO_FACES else face,
        labels=_labels(chance, split),
        rows=rows,
        beside=(*beside, "sexo"),
        left=chance.uniform(0.035, 0.065) if portrait_right else chance.uniform(0.295, 0.36),
        top=chance.uniform(0.19, 0.26),
        portrait_right=portrait_right,
        label_size=chance.uniform(0.024, 0.034),
        row_size=chance.uniform(0.039, 0.049),
        leading=chance.uniform(0.95, 1.2),
        below=family == "G/H" and chance.random() < 0.6,  # noqa: PLR2004
        apart=chance.random() < 0.3,  # noqa: PLR2004
        dash=chance.choice((" - ", "-")),
        plain=_left_out(chance, model),
    )


def hard_name(chance: Random, split: Split) -> Asked | None:
    """Return now and then a name of a kind that readers get wrong."""
    if chance.random() > _HARD:
        return None
    paterno, materno, nombre = chance.choice(_HARD_NAMES[split])
    return Asked(nombre=nombre, paterno=paterno, materno=materno)


def _shuffled(chance: Random, rows: Rows) -> Rows:
    """Return the rows, on some prints in an order of their own, on fewer its fields as well."""
    if chance.random() < _REORDERED:
        rows = tuple(chance.sample(rows, len(rows)))
    if chance.random() < _REORDERED / 2:
        rows = tuple(tuple(chance.sample(row, len(row))) for row in rows)
    return rows


def _face(chance: Random, split: Split) -> Typeface:
    sans = chance.choice(SANS[split])
    wide = any(part in sans.name for part in _WIDE)
    narrow = chance.uniform(0.78, 0.92) if wide else chance.uniform(0.9, 1.06)
    spread = chance.uniform(0.0, 0.06) if chance.random() < 0.4 else 0.0  # noqa: PLR2004
    return Typeface(sans, chance.choice(MONO[split]), narrow, spread)


def _labels(chance: Random, split: Split) -> dict[str, str]:
    """Return the words of each label; on one print all end in a colon or none does."""
    found: dict[str, str] = {}
    for key in _LABELS:
        usual, others = words_for(split, key)
        pool = others if others and chance.random() < _ANOTHER_WORD else usual
        found[key] = chance.choice(pool)
    look = chance.random()
    if look < 0.12:  # noqa: PLR2004
        found = {key: words.capitalize() for key, words in found.items()}
        found["curp"] = found["curp"].upper()
    if chance.random() < 0.25:  # noqa: PLR2004
        found = {key: f"{words}:" for key, words in found.items()}
    return found


def _left_out(chance: Random, model: str) -> frozenset[str]:
    shares = {"C": {"curp": 0.4, "term": 0.4}, "D": {"mrz": 0.5}}.get(model, {})
    return frozenset(part for part, share in shares.items() if chance.random() < share)

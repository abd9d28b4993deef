"""The form of numerals 19 and 20: its fields, allowed characters, and doubtful values."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from capture_kiosk.capture.draft import Draft
from core.domain.apoyos.apoyo import CredentialType, FieldValue, Provenance
from core.domain.credencial.derived import clave_begins, curp_begins
from core.domain.credencial.lectura import FIELDS, SURE, FieldReading

Rule = Callable[[str], object]


class Charset(Enum):
    """What one position may hold. The value names the keys that are shown."""

    DIGIT = "numero"
    LETTER = "letra"
    SEX = "sexo"
    ANY = "letra_o_numero"


_D, _L, _S, _A = Charset.DIGIT, Charset.LETTER, Charset.SEX, Charset.ANY
SAID: Final = {_D: "un número", _L: "una letra", _S: "H, M o X", _A: "una letra o un número"}
_ALLOWED: Final = {
    _D: "0123456789",
    _L: "ABCDEFGHIJKLMNÑOPQRSTUVWXYZ",
    _S: "HMX",
    _A: "ABCDEFGHIJKLMNÑOPQRSTUVWXYZ0123456789",
}


@dataclass(frozen=True, slots=True)
class FormField:
    """One box of the form. `keys` are those of the reader: the year and its emission share one.

    `positions` is empty for free text; `between` parts a coded text of several `lengths`.
    `noun` goes with its article in a sentence.
    """

    id: str
    label: str
    noun: str
    short: str
    keys: tuple[str, ...]
    positions: tuple[Charset, ...] = ()
    lengths: tuple[int, ...] = ()
    between: str = " "
    lines: bool = False

    @property
    def coded(self) -> bool:
        """Tell whether it has a fixed number of characters, each of a known class."""
        return bool(self.positions)

    def joined(self, value: Callable[[str], str]) -> str:
        """Return the text of the box, from the values of its keys."""
        return " ".join(part for part in (value(key) for key in self.keys) if part)

    def parted(self, text: str) -> dict[str, str]:
        """Return the value of each key, from the text of the box."""
        if len(self.keys) == 1:
            return {self.keys[0]: text}
        bare = text.replace(" ", "")
        cut = self.lengths[0]
        return {self.keys[0]: bare[:cut], self.keys[1]: bare[cut:]}


def allows(charset: Charset, character: str) -> bool:
    """Tell whether a position may hold this character."""
    return len(character) == 1 and character in _ALLOWED[charset]


MAIN: Final = (
    FormField("nombre", "Nombre(s)", "el nombre", "nombre", ("nombre",)),
    FormField(
        "apellido_paterno",
        "Apellido paterno",
        "el apellido paterno",
        "apellido",
        ("apellido_paterno",),
    ),
    FormField(
        "apellido_materno",
        "Apellido materno",
        "el apellido materno",
        "apellido",
        ("apellido_materno",),
    ),
    FormField(
        "clave_elector",
        "Clave de elector",
        "la clave de elector",
        "clave",
        ("clave_elector",),
        (_L,) * 6 + (_D,) * 8 + (_S,) + (_D,) * 3,
    ),
    FormField(
        "curp",
        "CURP",
        "la CURP",
        "CURP",
        ("curp",),
        (_L,) * 4 + (_D,) * 6 + (_S,) + (_L,) * 5 + (_A, _D),
    ),
    FormField("seccion", "Sección", "la sección", "sección", ("seccion",), (_D,) * 4),
    FormField(
        "registro",
        "Registro y emisión",
        "el año de registro y la emisión",
        "registro",
        ("anio_registro", "numero_emision"),
        (_D,) * 6,
        (4, 2),
    ),
    FormField("ocr", "OCR", "el OCR", "OCR", ("ocr",), (_D,) * 13),
    FormField("cic", "CIC", "el CIC", "CIC", ("cic",), (_D,) * 9),
)
_NAMES: Final = ("nombre", "apellido_paterno", "apellido_materno")
OTHERS: Final = (
    FormField("domicilio", "Domicilio", "el domicilio", "domicilio", ("domicilio",), lines=True),
    FormField(
        "fecha_nacimiento",
        "Fecha de nacimiento",
        "la fecha de nacimiento",
        "fecha",
        ("fecha_nacimiento",),
        (_D,) * 8,
        (2, 2, 4),
        between="/",
    ),
    FormField("sexo", "Sexo", "el sexo", "sexo", ("sexo",), (_S,)),
    FormField("estado", "Estado", "el estado", "estado", ("estado",), (_D,) * 2),
    FormField("municipio", "Municipio", "el municipio", "municipio", ("municipio",), (_D,) * 3),
    FormField("localidad", "Localidad", "la localidad", "localidad", ("localidad",), (_D,) * 4),
    FormField("emision", "Emisión", "la emisión", "emisión", ("emision",), (_D,) * 4),
    FormField("vigencia", "Vigencia", "la vigencia", "vigencia", ("vigencia",), (_D,) * 4),
    FormField(
        "identificador",
        "Identificador",
        "el identificador",
        "identificador",
        ("identificador",),
        (_D,) * 9,
    ),
    FormField(
        "mrz", "Líneas para máquina", "las líneas del reverso", "líneas", ("mrz",), lines=True
    ),
)
BY_ID: Final = {field.id: field for field in (*MAIN, *OTHERS)}


def field_read(draft: Draft, field: FormField) -> FieldReading:
    """Return the reading of a box: its keys joined, with the lowest confidence among them."""
    if draft.reading is None:
        return FieldReading()
    parts = [draft.reading.fields.get(key, FieldReading()) for key in field.keys]
    if len(parts) == 1:
        return parts[0]
    return FieldReading(
        value=" ".join(part.value for part in parts if part.value),
        confidence=min(part.confidence for part in parts),
        strip=next((part.strip for part in parts if part.strip), None),
    )


def is_answered(draft: Draft, field: FormField) -> bool:
    """Tell whether a person wrote or confirmed this box."""
    return all(key in draft.values for key in field.keys)


def prefilled(draft: Draft, field: FormField) -> str:
    """Return what the data written so far say of an empty box, "" where they say nothing."""
    nombre, paterno, materno = map(draft.value, _NAMES)
    if field.id == "clave_elector":
        return clave_begins(paterno, materno, nombre)
    if field.id == "curp":
        return curp_begins(draft.value("clave_elector"), paterno, materno, nombre)
    return ""


def next_missing(draft: Draft, after: FormField) -> FormField | None:
    """Return the next box that a draft typed by hand needs, after this one; None at the end.

    Source: norma/lecturas.md, 9.
    """
    places = [field.id for field in MAIN]
    begin = places.index(after.id) + 1 if after.id in places else len(places)
    newer = draft.type_chosen in (CredentialType.EF, CredentialType.GH)
    needed = {*_NAMES, "clave_elector", "ocr", "cic" if newer else "registro"}
    left = (field for field in MAIN[begin:] if field.id in needed)
    return next((field for field in left if not field.joined(draft.value)), None)


def first_doubt(draft: Draft) -> FormField | None:
    """Return the first main box with low confidence that nobody has confirmed, None without one."""
    for field in MAIN:
        read = field_read(draft, field)
        if read.value and read.confidence < SURE and not is_answered(draft, field):
            return field
    return None


def answers(read: FieldReading) -> tuple[tuple[str, str], ...]:
    """Return (label, value) of each one-tap answer: the reading, then its alternatives."""
    options = tuple(dict.fromkeys((read.value, *read.alternatives)))[:3]
    if len(options) == 1:
        return (("Dice eso mismo", read.value),)
    places = _differing(options)
    if len(places) == 1:
        return tuple((f"Dice {option[places[0]]}", option) for option in options)
    return tuple((f"Dice {option}".replace("\n", " "), option) for option in options)


def doubtful_place(read: FieldReading) -> int:
    """Return the single position (from 0) at which the readings differ, else -1."""
    places = _differing((read.value, *read.alternatives[:2])) if read.alternatives else ()
    return places[0] if len(places) == 1 else -1


def _differing(options: tuple[str, ...]) -> tuple[int, ...]:
    if len({len(option) for option in options}) != 1:
        return ()
    columns = zip(*options, strict=True)
    return tuple(place for place, column in enumerate(columns) if len(set(column)) > 1)


def field_values(draft: Draft) -> dict[str, FieldValue]:
    """Return every field with reading and final value (20), as sealed in the payload."""
    return {key: _field_value(draft, key) for key in FIELDS}


def _field_value(draft: Draft, key: str) -> FieldValue:
    read = draft.reading.fields.get(key, FieldReading()) if draft.reading else FieldReading()
    value = draft.value(key)
    if value == read.value:
        return FieldValue(value, read.value, Provenance.READ, read.confidence)
    source = Provenance.EDITED if read.value else Provenance.TYPED
    return FieldValue(value, read.value, source, read.confidence)

"""One support of one citizen: what is captured (numerals 15 to 22) and its readable header."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from itertools import pairwise
from typing import ClassVar, NewType

from core.domain.errors import ConfidenceMalformed, InkMalformed, InkMissing, LeastDataMissing

RecordId = NewType("RecordId", str)
"""32 hex digits: 128 random bits made at «Guardar». The idempotency key, never shown."""

LEAST_INK_POINTS = 12
LEAST_INK_LENGTH = 120.0
"""Least signature: points, and length of the path in pixels of the pad."""
MOST_INK_POINTS = 100_000
FARTHEST_INK = 20_000
LONGEST_INK_MS = 24 * 60 * 60 * 1000
HARDEST_INK = 100.0
"""What no pad gives: points, pixels from its corner, milliseconds, pressure (1 is a whole one)."""


class RecordMode(Enum):
    """Training records are refused by the server everywhere (numeral 3)."""

    APOYO = "apoyo"
    TRAINING = "training"


class FrameSourceKind(Enum):
    """Where the pictures came from."""

    CAMERA = "camera"
    FILE = "file"


class ClockState(Enum):
    """Whether the tablet's clock is plausible (norma/sistema.md, 4)."""

    TRUSTED = "trusted"
    TO_CONFIRM = "to_confirm"


class CredentialType(Enum):
    """The type of card that the auxiliar selects (numeral 15)."""

    CD = "C/D"
    EF = "E/F"
    GH = "G/H"
    OTHER = "otra"


class Provenance(Enum):
    """How a field's last value came to be (numerals 19 and 20)."""

    READ = "read"
    EDITED = "edited"
    TYPED = "typed"


@dataclass(frozen=True, slots=True)
class Header:
    """What may be known of a sealed apoyo without opening it. No personal data.

    `aspirante` is the Id Solicitante, `auxiliar` the six-digit number, `app_hash` what the
    device declared, `key_id` names the election key that it was sealed to.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    mode: RecordMode
    record_id: RecordId
    proceso: str
    aspirante: str
    auxiliar: str
    device: str
    device_counter: int
    frames: FrameSourceKind
    started_at: datetime
    saved_at: datetime
    clock: ClockState
    key_id: str


@dataclass(frozen=True, slots=True)
class FieldValue:
    """A field of the form: what was read, its final value, and where that came from.

    `confidence` is 0..1 of the reading, 0 where nothing was read.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    value: str
    read: str
    provenance: Provenance
    confidence: float

    def __post_init__(self) -> None:
        """Raise ConfidenceMalformed outside 0..1; comparisons are false of what is no number."""
        if not 0 <= self.confidence <= 1:
            raise ConfidenceMalformed


@dataclass(frozen=True, slots=True)
class Side:
    """The two JPEG pictures kept of one side: the whole frame, and the card rectified to ID-1.

    ID-1 is that of ISO/IEC 7810.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    frame: bytes
    rectified: bytes


@dataclass(frozen=True, slots=True)
class InkPoint:
    """One point of the signature.

    `x`, `y`: px of the pad. `ms`: from the first point. `pressure`: as the device reports it.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    x: float
    y: float
    ms: int
    pressure: float


@dataclass(frozen=True, slots=True)
class Signature:
    """Strokes in order, and the PNG drawn from them; `width` and `height` of the pad in px.

    `cannot_sign` is the reason where it is a mark, else "". Source: norma/lecturas.md, 10.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    strokes: tuple[tuple[InkPoint, ...], ...]
    width: int
    height: int
    picture: bytes
    cannot_sign: str = ""

    def __post_init__(self) -> None:
        """Raise InkMissing below the minimum ink; a mark (`cannot_sign`) needs only one point.

        Raises InkMalformed for points outside what a pad can record.
        """
        points = sum(len(stroke) for stroke in self.strokes)
        sizes = (self.width, self.height)
        if points > MOST_INK_POINTS or not all(0 < size <= FARTHEST_INK for size in sizes):
            raise InkMalformed
        if not all(_drawn(point) for stroke in self.strokes for point in stroke):
            raise InkMalformed
        if not points:
            raise InkMissing
        if self.cannot_sign:
            return
        if points < LEAST_INK_POINTS or ink_length(self.strokes) < LEAST_INK_LENGTH:
            raise InkMissing


def _drawn(point: InkPoint) -> bool:
    """Tell whether a point can be one of a pad. Comparisons are false of what is no number."""
    return (
        -FARTHEST_INK <= point.x <= FARTHEST_INK
        and -FARTHEST_INK <= point.y <= FARTHEST_INK
        and 0 <= point.ms <= LONGEST_INK_MS
        and 0 <= point.pressure <= HARDEST_INK
    )


def ink_length(strokes: tuple[tuple[InkPoint, ...], ...]) -> float:
    """Return the length of all strokes in px of the pad."""
    total = 0.0
    for stroke in strokes:
        for start, end in pairwise(stroke):
            total += ((end.x - start.x) ** 2 + (end.y - start.y) ** 2) ** 0.5
    return total


@dataclass(frozen=True, slots=True)
class FaceConsent:
    """The citizen's own answer (numeral 21). `picture` is JPEG, None after a no."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    given: bool
    answered_at: datetime
    picture: bytes | None


@dataclass(frozen=True, slots=True)
class NoticeAgreement:
    """That the citizen read or heard the privacy notice and agreed to go on."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    version: str
    agreed_at: datetime


@dataclass(frozen=True, slots=True)
class Apoyo:
    """The sealed content of one support. Keys of `fields` are those of lectura.FIELDS."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    type_seen: str
    type_chosen: CredentialType
    fields: dict[str, FieldValue]
    front: Side
    back: Side
    face: FaceConsent
    signature: Signature
    notice: NoticeAgreement
    findings: tuple[str, ...]
    continued_anyway: tuple[str, ...]
    versions: dict[str, str]

    def value(self, field: str) -> str:
        """Return the last value of a field, empty where there is none."""
        found = self.fields.get(field)
        return found.value if found else ""


def check_least_data(chosen: CredentialType, fields: dict[str, FieldValue]) -> None:
    """Raise LeastDataMissing unless the citizen can be looked up.

    C, D, other: names and (clave + emisión + OCR, or CIC + OCR). E to J: names and CIC +
    (identificador or OCR) + clave. Source: norma/lecturas.md, 9.
    """

    def has(*keys: str) -> bool:
        return all(key in fields and fields[key].value.strip() for key in keys)

    named = has("nombre") and (has("apellido_paterno") or has("apellido_materno"))
    if chosen in (CredentialType.EF, CredentialType.GH):
        keyed = has("cic", "clave_elector") and (has("identificador") or has("ocr"))
    else:
        keyed = has("clave_elector", "numero_emision", "ocr") or has("cic", "ocr")
    if not (named and keyed):
        raise LeastDataMissing

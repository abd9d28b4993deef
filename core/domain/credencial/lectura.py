"""Results of reading the two pictures of a credential (numerals 16 to 19)."""

from dataclasses import dataclass, field
from enum import Enum
from typing import ClassVar, Final

FIELDS: Final = (
    "nombre",
    "apellido_paterno",
    "apellido_materno",
    "domicilio",
    "clave_elector",
    "curp",
    "anio_registro",
    "numero_emision",
    "estado",
    "municipio",
    "seccion",
    "localidad",
    "emision",
    "vigencia",
    "fecha_nacimiento",
    "sexo",
    "cic",
    "ocr",
    "identificador",
    "mrz",
)
"""Keys of a reading, in the order of a form. Lines of `domicilio` and `mrz` part at a newline."""

SURE: Final = 0.95
"""From this confidence on a value counts as stated surely; below it a person looks."""

Corners = tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]
"""Pixels of the frame, clockwise from the card's own top left."""


class SideName(Enum):
    """The two sides of a credential."""

    FRONT = "front"
    BACK = "back"


class Family(Enum):
    """Models that share a layout; UNKNOWN where it could not be determined."""

    CD = "C/D"
    EF = "E/F"
    GH = "G/H"
    UNKNOWN = ""


class Severity(Enum):
    """REFUSE: the picture should be taken again (a person may override). WARN: advice only."""

    REFUSE = "refuse"
    WARN = "warn"


class FindingCode(Enum):
    """Closed list of findings about a picture; each has its sentence in resources/i18n."""

    NO_CREDENTIAL = "no_credential"
    OTHER_DOCUMENT = "other_document"
    TWO_CARDS = "two_cards"
    PHOTOCOPY = "photocopy"
    SCREEN = "screen"
    CUT = "cut"
    TILT = "tilt"
    BLUR = "blur"
    GLARE = "glare"
    DARK = "dark"
    WRONG_SIDE = "wrong_side"
    SAME_SIDE_TWICE = "same_side_twice"
    SIDES_DIFFER = "sides_differ"
    DAMAGED = "damaged"
    EXPIRED = "expired"


ADVISES: Final = frozenset({FindingCode.SIDES_DIFFER, FindingCode.DAMAGED, FindingCode.EXPIRED})
"""What another picture would not mend: it never refuses one."""

LIKELY: Final = 0.5
"""From this probability on a finding is said: it is then likelier than not."""

PLAIN: Final = 0.9
"""From this one on it refuses the picture, below it warns: a refusal costs a citizen a minute."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding about one side; `side` is None for both sides together.

    `probability` is 0..1, calibrated: of findings at 0.9 or more one in ten or fewer is wrong.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    code: FindingCode
    severity: Severity
    side: SideName | None
    probability: float = 1.0

    @property
    def refuses(self) -> bool:
        """Tell whether the picture should be taken again."""
        return self.severity is Severity.REFUSE


def finding(code: FindingCode, side: SideName | None, probability: float = 1.0) -> Finding:
    """Return the finding; it refuses where it is plain and another picture would mend it."""
    refuse = code not in ADVISES and probability >= PLAIN
    return Finding(code, Severity.REFUSE if refuse else Severity.WARN, side, probability)


@dataclass(frozen=True, slots=True)
class FieldReading:
    """One field; `value` is "" where it could not be read, never invented.

    `confidence` is 0..1, calibrated: of values at 0.95 or more, about 2 in 1,000 are wrong.
    `source` names what the value rests on (front, back, mrz, curp, clave_elector, ocr, qr), joined
    by «+». `strip` is a JPEG of the printed line. `alternatives` are competing readings, most
    likely first. `notes` say what repaired, confirmed or contradicted it.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    value: str = ""
    confidence: float = 0.0
    source: str = ""
    strip: bytes | None = None
    alternatives: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """Return the lines of the value; none of an empty one."""
        return tuple(self.value.split("\n")) if self.value else ()


@dataclass(frozen=True, slots=True)
class SideJudgement:
    """Position, side, family and findings of one picture.

    `corners` in px of the picture. `rectified` is a JPEG of the card alone, upright, b"" where no
    card was found.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    corners: Corners | None
    side: SideName | None
    model_family: Family
    findings: tuple[Finding, ...]
    rectified: bytes = b""

    @property
    def refused(self) -> bool:
        """Tell whether the picture should be taken again."""
        return any(found.refuses for found in self.findings)


@dataclass(frozen=True, slots=True)
class CredentialReading:
    """The complete result of a reader.

    `fields` has every key of FIELDS; `corners` in px of each picture; `rectified_*` are JPEG; `ms`
    holds milliseconds by stage.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    fields: dict[str, FieldReading]
    corners: dict[SideName, Corners | None]
    model_family: Family
    findings: tuple[Finding, ...]
    rectified_front: bytes = b""
    rectified_back: bytes = b""
    ms: dict[str, float] = field(default_factory=dict)

    def value(self, key: str) -> str:
        """Return the value of a field, "" where there is none."""
        found = self.fields.get(key)
        return found.value if found else ""

    @property
    def refused(self) -> bool:
        """Tell whether a picture should be taken again."""
        return any(found.refuses for found in self.findings)


class GuidanceCode(Enum):
    """The single instruction shown over the live picture; its value selects the sentence."""

    SEARCH = "guia_busque"
    CLOSER = "guia_acerque"
    FARTHER = "guia_aleje"
    CUT = "guia_recortada"
    STRAIGHT = "guia_derecha"
    LIGHT = "guia_luz"
    GLARE = "guia_brillo"
    STEADY = "guia_quieta"
    READY = "guia_lista"


@dataclass(frozen=True, slots=True)
class Guidance:
    """The instruction, the corners of the card (px of the frame) and its sharpness (0..1)."""

    code: GuidanceCode
    corners: Corners | None
    sharpness: float = 0.0

    @property
    def ready(self) -> bool:
        """Tell whether this frame may be taken."""
        return self.code is GuidanceCode.READY


class FaceCode(Enum):
    """What may be said of a face photo; it advises and never blocks (numeral 21)."""

    GOOD = "rostro_bien"
    NO_FACE = "rostro_ninguno"
    SEVERAL = "rostro_varios"
    SMALL = "rostro_lejos"
    EYES = "rostro_ojos"
    DARK = "rostro_oscuro"
    BLUR = "rostro_borroso"
    SCREEN = "rostro_pantalla"


@dataclass(frozen=True, slots=True)
class FaceVerdict:
    """The first fault of a face photo, and the face's box (x, y, width, height) in px."""

    code: FaceCode
    box: tuple[int, int, int, int] | None = None

    @property
    def good(self) -> bool:
        """Tell whether no fault was found."""
        return self.code is FaceCode.GOOD

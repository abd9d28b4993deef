"""What each coded field can hold, position by position. Source: norma/credencial.md."""

from typing import Final

from core.credential.grammar.ctc import Pattern
from core.credential.grammar.spelling import CONSONANTS, DIGITS, LETTERS

_TENS_OF_MONTH: Final = "01"
_TENS_OF_DAY: Final = "0123"
_CENTURY: Final = "12"
_TENS_OF_STATE: Final = "0123"

_DATE: Final = (DIGITS, DIGITS, _TENS_OF_MONTH, DIGITS, _TENS_OF_DAY, DIGITS)

CURP: Final[Pattern] = (
    LETTERS, "AEIOUX", LETTERS, LETTERS, *_DATE, "HMX", LETTERS, LETTERS,
    CONSONANTS, CONSONANTS, CONSONANTS, DIGITS + LETTERS, DIGITS,
)  # fmt: skip
CLAVE: Final[Pattern] = (
    *(LETTERS, CONSONANTS) * 3, *_DATE, "01238", DIGITS, "HMX", DIGITS, DIGITS, DIGITS,
)  # fmt: skip
FECHA: Final[Pattern] = (
    _TENS_OF_DAY, DIGITS, "/", _TENS_OF_MONTH, DIGITS, "/", _CENTURY, "90", DIGITS, DIGITS,
)  # fmt: skip
YEAR: Final[Pattern] = (_CENTURY, "90", DIGITS, DIGITS)
YEAR_NUMBER: Final[Pattern] = (*YEAR, " ", DIGITS, DIGITS)
YEAR_NUMBER_GLUED: Final[Pattern] = (*YEAR, DIGITS, DIGITS)
YEAR_TO_YEAR: Final[Pattern] = (*YEAR, " ", "-", " ", *YEAR)
YEAR_TO_YEAR_GLUED: Final[Pattern] = (*YEAR, "-", *YEAR)

OCR: Final[Pattern] = (DIGITS,) * 13
CIC: Final[Pattern] = (DIGITS,) * 9

_FILL: Final = "<"
MRZ1: Final[Pattern] = (
    *"IDMEX", *(DIGITS,) * 10, _FILL, _FILL, *(DIGITS,) * 13,
)  # fmt: skip
MRZ2: Final[Pattern] = (
    *_DATE, DIGITS, "HMX<", *_DATE, DIGITS, *"MEX<", DIGITS, DIGITS, _FILL, _FILL,
    *(DIGITS,) * 5, _FILL, DIGITS,
)  # fmt: skip
MRZ3: Final[Pattern] = (LETTERS + _FILL,) * 30

NUMBERS: Final[dict[str, Pattern]] = {
    "estado": (_TENS_OF_STATE, DIGITS),
    "municipio": (DIGITS,) * 3,
    "seccion": (DIGITS,) * 4,
    "localidad": (DIGITS,) * 4,
    "emision": YEAR,
    "vigencia": YEAR,
    "anio_registro": YEAR_NUMBER,
    "fecha_nacimiento": FECHA,
    "sexo": ("HMX",),
    "edad": (DIGITS,) * 2,
    "folio": (DIGITS,) * 13,
}

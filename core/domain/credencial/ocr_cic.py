"""The numbers on the back: CIC, OCR, identificador; and sección and número de emisión."""

import re
from dataclasses import dataclass

from core.domain.errors import (
    CicMalformed,
    CicTenDigits,
    EmisionMalformed,
    IdentificadorMalformed,
    OcrMalformed,
    SeccionMalformed,
)

_CIC_WITH_CHECK_DIGIT = 10


def _digits(text: str, length: int) -> bool:
    return re.fullmatch(rf"[0-9]{{{length}}}", text) is not None


@dataclass(frozen=True, slots=True)
class Cic:
    """Código de identificación de la credencial, nine digits; an instance is well formed."""

    text: str

    def __post_init__(self) -> None:
        """Raise CicTenDigits where the check digit was included, else CicMalformed."""
        if _digits(self.text, _CIC_WITH_CHECK_DIGIT):
            raise CicTenDigits
        if not _digits(self.text, 9):
            raise CicMalformed


@dataclass(frozen=True, slots=True)
class Identificador:
    """Identificador del ciudadano: nine digits, the tail of the OCR."""

    text: str

    def __post_init__(self) -> None:
        """Raise IdentificadorMalformed unless there are nine digits."""
        if not _digits(self.text, 9):
            raise IdentificadorMalformed


@dataclass(frozen=True, slots=True)
class Seccion:
    """Sección electoral: four digits with their leading zeros."""

    text: str

    def __post_init__(self) -> None:
        """Raise SeccionMalformed unless there are four digits."""
        if not _digits(self.text, 4):
            raise SeccionMalformed


@dataclass(frozen=True, slots=True)
class Ocr:
    """OCR of the back: thirteen digits, sección (4) + identificador (9)."""

    text: str

    def __post_init__(self) -> None:
        """Raise OcrMalformed unless there are thirteen digits."""
        if not _digits(self.text, 13):
            raise OcrMalformed

    @property
    def seccion(self) -> Seccion:
        """Return the sección that the OCR begins with."""
        return Seccion(self.text[:4])

    @property
    def identificador(self) -> Identificador:
        """Return the citizen's own nine digits."""
        return Identificador(self.text[4:])


@dataclass(frozen=True, slots=True)
class NumeroEmision:
    """Número de emisión: the two digits beside the year of registration."""

    text: str

    def __post_init__(self) -> None:
        """Raise EmisionMalformed unless there are two digits."""
        if not _digits(self.text, 2):
            raise EmisionMalformed

"""CURP: 18 characters; the last is a check digit over the other 17."""

import re
from dataclasses import dataclass
from typing import Final

from core.domain.credencial.birth import day_of
from core.domain.errors import CurpDigitWrong, CurpMalformed
from core.domain.values import texto

LENGTH: Final = 18
_ORDER: Final = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ"

ENTIDADES: Final = {
    "AS": "01", "BC": "02", "BS": "03", "CC": "04", "CL": "05", "CM": "06", "CS": "07",
    "CH": "08", "DF": "09", "DG": "10", "GT": "11", "GR": "12", "HG": "13", "JC": "14",
    "MC": "15", "MN": "16", "MS": "17", "NT": "18", "NL": "19", "OC": "20", "PL": "21",
    "QT": "22", "QR": "23", "SP": "24", "SL": "25", "SR": "26", "TC": "27", "TS": "28",
    "TL": "29", "VZ": "30", "YN": "31", "ZS": "32",
}  # fmt: skip
"""Letters of the CURP to the number of the entidad. Source: norma/credencial.md, 5."""

ABROAD: Final = "NE"
"""Born abroad; the clave then has 87 or 88."""

_SHAPE: Final = re.compile(
    r"[A-Z][AEIOUX][A-Z]{2}[0-9]{6}[HMX][A-Z]{2}[B-DF-HJ-NP-TV-Z]{3}[0-9A-Z][0-9]"
)


@dataclass(frozen=True, slots=True)
class Curp:
    """A CURP in canonical form; an instance is well formed and its check digit is right."""

    text: str

    def __post_init__(self) -> None:
        """Raise CurpMalformed or CurpDigitWrong. Source: norma/credencial.md, 3."""
        entidad = self.text[11:13]
        if not _SHAPE.fullmatch(self.text) or entidad not in (*ENTIDADES, ABROAD):
            raise CurpMalformed
        if day_of(self.text[4:10], self._century) is None:
            raise CurpMalformed
        if check_digit(self.text[:17]) != self.text[17]:
            raise CurpDigitWrong

    @classmethod
    def typed(cls, raw: str) -> "Curp":
        """Return the CURP a person typed, ignoring case and spaces.

        Raises CurpMalformed or CurpDigitWrong.
        """
        bare = texto.bare(raw)
        if not bare.isascii():  # «ı» and «ſ» have capitals that are letters of a code
            raise CurpMalformed
        return cls(bare.upper())

    @property
    def sexo(self) -> str:
        """Return H, M (mujer) or X."""
        return self.text[10]

    @property
    def birth(self) -> str:
        """Return the date of birth as dd/mm/aaaa. A letter at position 17 means from 2000 on."""
        year = self._century + int(self.text[4:6])
        return f"{self.text[8:10]}/{self.text[6:8]}/{year}"

    @property
    def _century(self) -> int:
        return 2000 if self.text[16].isalpha() else 1900


def check_digit(first: str) -> str:
    """Return the check digit of the first 17 characters. Source: norma/credencial.md, 3."""
    total = sum(_ORDER.index(character) * (LENGTH - place) for place, character in enumerate(first))
    return str(-total % 10)

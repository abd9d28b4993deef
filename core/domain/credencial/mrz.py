"""The MRZ of the back (ICAO 9303, TD1): three lines of thirty, four check digits."""

from dataclasses import dataclass
from string import ascii_uppercase, digits
from typing import Final

LINE: Final = 30
FILLER: Final = "<"
_WEIGHTS: Final = (7, 3, 1)
_VALUES: Final = {FILLER: 0} | {one: int(one, 36) for one in digits + ascii_uppercase}


@dataclass(frozen=True, slots=True)
class Mrz:
    """Three lines as printed. Positions are those of norma/credencial.md, 7."""

    first: str
    second: str
    third: str

    @property
    def cic(self) -> str:
        """Return the nine digits after IDMEX."""
        return self.first[5:14]

    @property
    def ocr(self) -> str:
        """Return the last thirteen digits of the first line."""
        return self.first[17:30]

    @property
    def birth(self) -> str:
        """Return the date of birth, aammdd."""
        return self.second[0:6]

    @property
    def sexo(self) -> str:
        """Return H, M, X or the filler. M is mujer, not «male»."""
        return self.second[7]

    @property
    def expiry(self) -> str:
        """Return the date of expiry, aammdd."""
        return self.second[8:14]

    @property
    def numero_emision(self) -> str:
        """Return the número de emisión, two digits."""
        return self.second[19:21]

    @property
    def checks(self) -> tuple[bool, bool, bool, bool]:
        """Return whether each check digit is right: CIC, birth, expiry, composite."""
        return (
            check_digit(self.cic) == self.first[14],
            check_digit(self.birth) == self.second[6],
            check_digit(self.expiry) == self.second[14],
            check_digit(self.composite) == self.second[29],
        )

    @property
    def composite(self) -> str:
        """Return the characters that the composite check digit covers (ICAO 9303-5, TD1)."""
        return self.first[5:30] + self.second[0:7] + self.second[8:15] + self.second[18:29]

    @property
    def names(self) -> tuple[str, str, str]:
        """Return paterno, materno, nombres as printed: Ñ as X, cut at 30 characters in all."""
        surnames, _, given = self.third.partition("<<")
        return surnames.replace(FILLER, " ").strip(), "", given.replace(FILLER, " ").strip()


def value(character: str) -> int:
    """Return the weight value of a character: digits themselves, A is 10, the filler 0."""
    return _VALUES[character]


def check_digit(text: str) -> str:
    """Return the check digit of `text`: weights 7, 3, 1, modulo 10.

    Source: norma/credencial.md, 7 (ICAO 9303-3).
    """
    total = sum(value(one) * _WEIGHTS[place % 3] for place, one in enumerate(text))
    return str(total % 10)

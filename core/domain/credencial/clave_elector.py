"""Clave de elector: 18 characters, most of them predicted by name, birth and CURP."""

import re
from dataclasses import dataclass
from datetime import date

from core.domain.credencial.birth import is_day
from core.domain.errors import ClaveMalformed
from core.domain.values import texto

_SHAPE = re.compile(
    r"(?:[A-Z][B-DF-HJ-NP-TV-Z]){3}[0-9]{6}(?:0[1-9]|[12][0-9]|3[0-2]|87|88)[HMX][0-9]{3}"
)
LENGTH = 18


@dataclass(frozen=True, slots=True)
class ClaveElector:
    """A clave de elector in canonical form; an instance is always well formed."""

    text: str

    def __post_init__(self) -> None:
        """Raise ClaveMalformed unless `text` has the shape. Source: norma/credencial.md, 2."""
        if not _SHAPE.fullmatch(self.text) or not is_day(self.text[6:12]):
            raise ClaveMalformed

    @classmethod
    def typed(cls, raw: str) -> "ClaveElector":
        """Return the clave a person typed, ignoring case and blanks. Raises ClaveMalformed."""
        bare = texto.bare(raw)
        if not bare.isascii():  # «ı» and «ſ» have capitals that are letters of a code
            raise ClaveMalformed
        return cls(bare.upper())

    @property
    def sexo(self) -> str:
        """Return H, M (mujer) or X, as registered."""
        return self.text[14]

    @property
    def entidad(self) -> str:
        """Return the number of the entidad of birth, 87 or 88 for abroad."""
        return self.text[12:14]

    def born_on(self, born: date) -> bool:
        """Tell whether the clave carries this date of birth (two digits a year)."""
        return self.text[6:12] == f"{born:%y%m%d}"

"""The entidad that a typed place of birth names, where it surely names one."""

import re
import unicodedata
from typing import Final

from core.domain.proceso.geografia import ENTIDADES

_ALIASES: Final = {
    "baja california norte": "02",
    "coahuila de zaragoza": "05",
    "distrito federal": "09",
    "df": "09",
    "cdmx": "09",
    "estado de mexico": "15",
    "edomex": "15",
    "michoacan de ocampo": "16",
    "queretaro de arteaga": "22",
    "veracruz de ignacio de la llave": "30",
}
_COUNTRY: Final = "mexico"
"""Also the name of an entidad: alone it says too little."""
_BETWEEN: Final = re.compile(r"[,;()/]")


def entidad_named(place: str) -> str:
    """Return the number of the entidad («Tepatitlán, Jalisco»), "" where none is surely named.

    The last part that is an entidad decides: «Hidalgo, Michoacán». A country after it is no part.
    """
    parts = [each for part in _BETWEEN.split(_plain(place)) if (each := " ".join(part.split()))]
    numbers = [_NUMBERS[part] for part in parts if part in _NUMBERS]
    return numbers[-1] if numbers else ""


def _plain(text: str) -> str:
    spread = unicodedata.normalize("NFD", text.replace(".", ""))
    return "".join(each for each in spread if not unicodedata.combining(each)).casefold()


_NUMBERS: Final = _ALIASES | {
    plain: number for number, name in ENTIDADES.items() if (plain := _plain(name)) != _COUNTRY
}

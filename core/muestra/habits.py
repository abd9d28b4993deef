"""What another hand does otherwise on a print: rows, words round numbers, weights, spacing.

Drawn apart from the layout, from chance of its own: half of all varied cards have none of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from core.domain.credencial.mrz import check_digit
from core.muestra.people import Person
from core.muestra.splits import Split

_NONE: Final = 0.5
_FEW: Final = 0.12
_SOME: Final = 0.3
_WORDS_OF_CIC: Final[dict[Split, Sequence[str]]] = {
    "fit": ("CIC {}", "CIC: {}", "IDMEX{}{check}", "{}"),
    "left-out": ("CIC  {}", "NO. CIC {}", "IDMEX {}{check}", "IDMEX{}"),
}
_WORDS_OF_OCR: Final[dict[Split, Sequence[str]]] = {
    "fit": ("OCR {}", "{}"),
    "left-out": ("OCR: {}", "NO. OCR {}", "{}"),
}
_TITLES: Final[dict[Split, Sequence[str]]] = {
    "fit": ("MÉXICO", "INE", "ESTADOS UNIDOS MEXICANOS"),
    "left-out": ("REPÚBLICA MEXICANA", "MEX", "ELECCIONES"),
}
_REGISTRO: Final[dict[Split, Sequence[str]]] = {
    "fit": ("{} {}", "{}  {}"),
    "left-out": ("{} {}", "{}   {}"),
}


@dataclass(frozen=True, slots=True)
class Habits:
    """How one hand prints. The words hold their number at «{}», its check digit at «{check}»."""

    rows_of_domicilio: int = 3
    above: bool = False
    """Whether every label stands above its value, not beside it."""

    registro: str = "{} {}"
    words_of_cic: str = "{}"
    words_of_ocr: str = "{}"
    standing: bool = False
    """Whether the thirteen digits stand where they usually lie."""

    beside_title: str = ""
    mrz_apart: float = 0.0
    """Space between the signs of an MRZ, a share of their height."""

    heavier: float = 1.0
    """How much larger the values of clave and CURP are than the others."""

    band: bool = False
    """Whether a tinted band lies behind the codes."""

    qr: float = 0.135
    moire: float = 0.0
    noise: float = 0.0
    again: int = 0
    """Quality at which the picture was saved once more on its way, 0 where it was not."""

    def cic_of(self, person: Person) -> str:
        """Return the CIC as a back without MRZ prints it, empty where the model has none."""
        cic = person.text("cic")
        return self.words_of_cic.format(cic, check=check_digit(cic)) if cic else ""


def draw_habits(chance: Random, split: Split) -> Habits:
    """Return the habits of one card, on half of the cards none."""
    if chance.random() < _NONE:
        return Habits()

    def now(share: float) -> bool:
        return chance.random() < share

    return Habits(
        rows_of_domicilio=chance.choice((2, 4)) if now(_FEW) else 3,
        above=now(_SOME),
        registro=chance.choice(_REGISTRO[split]),
        words_of_cic=chance.choice(_WORDS_OF_CIC[split]),
        words_of_ocr=chance.choice(_WORDS_OF_OCR[split]),
        standing=now(_SOME),
        beside_title=chance.choice(_TITLES[split]) if now(_SOME) else "",
        mrz_apart=chance.uniform(0.0, 0.35) if now(_SOME) else 0.0,
        heavier=chance.uniform(0.9, 1.2) if now(_SOME) else 1.0,
        band=now(_SOME),
        qr=chance.uniform(0.10, 0.19),
        moire=chance.uniform(1.0, 4.0) if now(_FEW) else 0.0,
        noise=chance.uniform(2.0, 7.0) if now(_FEW) else 0.0,
        again=chance.randint(45, 70) if now(_SOME) else 0,
    )


def rows_of(rows: Sequence[str], count: int) -> list[str]:
    """Return the three rows of a domicilio in two or four, as another hand breaks them."""
    street, colony, town = rows
    if count == 2:  # noqa: PLR2004
        return [f"{street} {colony}", town]
    head, _, code = colony.rpartition(" ")
    words = street.split()
    at = next((k for k, one in enumerate(words) if k and any(map(str.isdigit, one))), 0)
    if count == 4 and head and at:  # noqa: PLR2004
        return [" ".join(words[:at]), " ".join(words[at:]), f"{head} {code}", town]
    return list(rows)

"""How a document proves itself: a code that leads to the page of the server that knows it.

What the server signed rides behind «#»: a browser keeps that part to itself, and whoever has no
network reads it there (core/sealing/FORMAT.md).
"""

from dataclasses import dataclass
from typing import Final

from core.documents.letterhead import FOOT_TOP
from core.documents.paper import (
    INNER,
    MARGIN,
    MONO,
    SEMIBOLD,
    SOFT,
    WIDTH,
    Paper,
    Type,
    fitted,
    height_of,
    plain,
    qr_side,
)

_MOST: Final = 1_100
"""Characters of a code that is still read from paper by any telephone."""
_GAP: Final = 24.0
_RULE: Final = 18.0


@dataclass(frozen=True, slots=True)
class PaperProof:
    """The address of a document's own page, and what the server signed of it, "" for nothing."""

    page: str
    signed: str

    @property
    def text(self) -> str:
        """Return what the code says: the address alone where all of it were too much."""
        whole = f"{self.page}#{self.signed}"
        return whole if self.signed and len(whole) <= _MOST else self.page


@dataclass(frozen=True, slots=True)
class ProofBlock:
    """The foot of a document: its code, how it is checked, and lines in small letters."""

    proof: PaperProof
    title: str
    how: str
    lines: tuple[str, ...] = ()

    @property
    def height(self) -> float:
        """Return how high all of it is, in points."""
        return _RULE + 14 + max(qr_side(self.proof.text), self._words_height())

    def draw(self, paper: Paper, top: float) -> None:
        """Draw it, with a line above."""
        paper.rule(MARGIN, top, INNER)
        side = paper.qr(MARGIN + 6, top + _RULE, self.proof.text)
        left = MARGIN + 6 + side + _GAP
        width = WIDTH - MARGIN - left
        paper.text(left, top + 28, self.title, font=SEMIBOLD, size=11, tag="H2")
        under = paper.paragraph(left, top + 36, width, plain(self.how), **_how())
        said = plain(self.proof.page)
        words = fitted(width, 24, said, font=MONO, size=8, lead=10, color=SOFT)
        under = paper.paragraph(left, under + 5, width, said, **words)
        for number, line in enumerate(self.lines):
            words = fitted(width, 14, plain(line), font=MONO, size=8, lead=11, color=SOFT)
            under = paper.paragraph(
                left, under + (6 if not number else 0), width, plain(line), **words
            )

    def _words_height(self) -> float:
        width = INNER - 6 - qr_side(self.proof.text) - _GAP
        how = height_of(width, plain(self.how), **_how())
        return 18 + how + 29 + 6 + 14 * len(self.lines)


def _how() -> Type:
    return Type(size=9.5, lead=13, color=SOFT)


def at_foot(block: ProofBlock) -> float:
    """Return where the block begins so that it ends at the foot of the page."""
    return FOOT_TOP - block.height

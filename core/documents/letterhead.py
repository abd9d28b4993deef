"""The letterhead of every page: emblem, Instituto, proceso, and PRÁCTICA for a trial one."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Unpack

from PIL import Image

from core.documents.paper import (
    ACCENT,
    BOLD,
    HEIGHT,
    INK,
    INNER,
    LINE,
    MARGIN,
    SEMIBOLD,
    SOFT,
    WARN,
    WARN_SOFT,
    WIDTH,
    Paper,
    Type,
    fitted,
    plain,
)
from core.domain.proceso.proceso import Mode, Proceso

BODY_TOP = 176.0
"""Where the text of a page may begin, in points under the upper edge."""

FOOT_TOP = HEIGHT - 50.0
"""Where the foot begins."""

_SHIELD = ((0, 0), (44, 0), (44, 32), (40, 40), (32, 46), (22, 51), (12, 46), (4, 40), (0, 32))
_INNER_SHIELD = (
    (4, 4),
    (40, 4),
    (40, 31),
    (37, 37),
    (30, 42),
    (22, 46),
    (14, 42),
    (7, 37),
    (4, 31),
)
_BOX = ((13, 24), (31, 24), (31, 35), (13, 35))
_BALLOT = ((18, 24), (18, 12), (26, 12), (26, 24))
_TICK = ((20, 17), (21.6, 18.6), (24.2, 15.4))


@dataclass(frozen=True, slots=True)
class Office:
    """Who issues a document: the Instituto, the office inside it, the proceso, and its emblem."""

    instituto: str
    area: str
    proceso: str
    practica: bool
    emblem: bytes = b""

    @classmethod
    def of(cls, proceso: Proceso, area: str) -> "Office":
        """Return the office `area` of that proceso."""
        practica = proceso.mode is Mode.PRACTICA
        emblem = proceso.membrete.emblem_png
        return cls(proceso.instituto, area, proceso.name, practica, emblem)


def on_each_page(office: Office, foot: str, mark: str = "") -> Callable[[Paper], None]:
    """Return a function that draws the letterhead of `office`, with `foot` at the bottom left.

    `mark` says what a copy is, where it is not the original.
    """

    def draw(paper: Paper) -> None:
        if office.practica:
            _practica(paper)
        if mark:
            _line(paper, 42, 16, mark, font=SEMIBOLD, size=10, lead=12, color=WARN, align="center")
        _emblem(paper, MARGIN, 68, office)
        top = 70.0
        for text, room, usual in (
            (office.instituto, 26.0, Type(font=BOLD, size=16, lead=18)),
            (office.area, 16.0, Type(size=9.5, lead=12, color=SOFT)),
            (office.proceso, 24.0, Type(size=9.5, lead=12, color=SOFT)),
        ):
            left, width = MARGIN + 64, INNER - 64
            style = fitted(width, room, plain(text), **usual)
            top = paper.paragraph(left, top, width, plain(text), **style) + 2
        paper.rule(MARGIN, 138, INNER, color=ACCENT, weight=1.0)
        paper.rule(MARGIN, FOOT_TOP, INNER, color=LINE)
        with paper.aside():
            _foot(paper, foot)

    return draw


def _foot(paper: Paper, foot: str) -> None:
    side = f"Hoja {paper.page}"
    paper.text(WIDTH - MARGIN, FOOT_TOP + 15, side, size=8, color=SOFT, align="right")
    words = fitted(INNER - 60, 12, plain(foot), size=8, lead=10, color=SOFT)
    paper.paragraph(MARGIN, FOOT_TOP + 7, INNER - 60, plain(foot), **words)


def _line(paper: Paper, top: float, room: float, text: str, **words: Unpack[Type]) -> None:
    paper.paragraph(MARGIN, top, INNER, plain(text), **fitted(INNER, room, plain(text), **words))


def _practica(paper: Paper) -> None:
    """Say PRÁCTICA so that nobody takes the page for a valid one."""
    paper.watermark("PRÁCTICA")
    paper.fill(0, 0, WIDTH, 32, WARN_SOFT)
    paper.rule(0, 32, WIDTH, color=WARN, weight=1.0)
    words = "PRÁCTICA · documento de ensayo con personas ficticias, sin validez legal"
    paper.text(WIDTH / 2, 20, words, font=SEMIBOLD, size=10, color=WARN, align="center")


def _emblem(paper: Paper, x: float, top: float, office: Office) -> None:
    """Draw the Instituto's emblem; without one, a shield with a ballot box stands for it."""
    with paper.within("Figure", f"Emblema de {office.instituto}"):
        if office.emblem:
            paper.image(x, top, 52, 60, _on_white(office.emblem))
            return
        for shape, weight, closed in (
            (_SHIELD, 1.4, True),
            (_INNER_SHIELD, 0.6, True),
            (_BOX, 1.1, True),
            (_BALLOT, 1.1, False),
            (_TICK, 1.0, False),
        ):
            points = [(x + across, top + down) for across, down in shape]
            paper.outline(points, color=ACCENT, weight=weight, closed=closed)


def _on_white(png: bytes) -> Image.Image:
    """Return a picture without transparency, which PDF/A-1 does not know."""
    made = Image.open(BytesIO(png)).convert("RGBA")
    white = Image.new("RGBA", made.size, "white")
    return Image.alpha_composite(white, made).convert("RGB")


def signature_line(paper: Paper, centre: float, top: float, name: str, office: str) -> None:
    """Draw a signature line with name and office below it; `centre` and `top` in points."""
    paper.rule(centre - 115, top, 230, color=INK, weight=0.9)
    words = fitted(300, 28, plain(name), font=SEMIBOLD, size=10, lead=13, align="center")
    under = paper.paragraph(centre - 150, top + 5, 300, plain(name), **words)
    words = fitted(300, 24, plain(office), size=9, lead=11, color=SOFT, align="center")
    paper.paragraph(centre - 150, under + 1, 300, plain(office), **words)

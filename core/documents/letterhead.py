"""The letterhead of every page: emblem, Instituto, proceso, and PRÁCTICA for a trial one."""

from collections.abc import Callable
from dataclasses import dataclass

from core.documents.paper import (
    ACCENT,
    BOLD,
    HEIGHT,
    INK,
    INNER,
    LINE,
    MARGIN,
    REGULAR,
    SEMIBOLD,
    SOFT,
    WARN,
    WARN_SOFT,
    WIDTH,
    Paper,
)
from core.domain.proceso import Mode, Proceso

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
    """Who issues a document: the Instituto, the office inside it, and the proceso."""

    instituto: str
    area: str
    proceso: str
    practica: bool

    @classmethod
    def of(cls, proceso: Proceso, area: str) -> "Office":
        """Return the office `area` of that proceso."""
        return cls(proceso.instituto, area, proceso.name, proceso.mode is Mode.PRACTICA)


def on_each_page(office: Office, foot: str) -> Callable[[Paper], None]:
    """Return a function that draws the letterhead of `office`, with `foot` at the bottom left."""

    def draw(paper: Paper) -> None:
        if office.practica:
            _practica(paper)
        _emblem(paper, MARGIN, 68)
        left = MARGIN + 64
        paper.text(left, 86, office.instituto, font=BOLD, size=16)
        paper.text(left, 102, office.area, font=REGULAR, size=9.5, color=SOFT)
        paper.text(left, 116, office.proceso, font=REGULAR, size=9.5, color=SOFT)
        paper.rule(MARGIN, 138, INNER, color=ACCENT, weight=1.0)
        paper.rule(MARGIN, FOOT_TOP, INNER, color=LINE)
        paper.text(MARGIN, FOOT_TOP + 15, foot, size=8, color=SOFT)
        paper.text(
            WIDTH - MARGIN, FOOT_TOP + 15, f"Hoja {paper.page}", size=8, color=SOFT, align="right"
        )

    return draw


def _practica(paper: Paper) -> None:
    """Say PRÁCTICA so that nobody takes the page for a valid one."""
    paper.watermark("PRÁCTICA")
    paper.fill(0, 0, WIDTH, 32, WARN_SOFT)
    paper.rule(0, 32, WIDTH, color=WARN, weight=1.0)
    words = "PRÁCTICA · documento de ensayo con personas ficticias, sin validez legal"
    paper.text(WIDTH / 2, 20, words, font=SEMIBOLD, size=10, color=WARN, align="center")


def _emblem(paper: Paper, x: float, top: float) -> None:
    """Draw a shield with a ballot box: it stands where the Instituto's own emblem will."""
    for shape, weight, closed in (
        (_SHIELD, 1.4, True),
        (_INNER_SHIELD, 0.6, True),
        (_BOX, 1.1, True),
        (_BALLOT, 1.1, False),
        (_TICK, 1.0, False),
    ):
        points = [(x + across, top + down) for across, down in shape]
        paper.outline(points, color=ACCENT, weight=weight, closed=closed)


def signature_line(paper: Paper, centre: float, top: float, name: str, office: str) -> None:
    """Draw a signature line with name and office below it; `centre` and `top` in points."""
    paper.rule(centre - 115, top, 230, color=INK, weight=0.9)
    paper.text(centre, top + 16, name, font=SEMIBOLD, size=10, align="center")
    paper.text(centre, top + 30, office, size=9, color=SOFT, align="center")

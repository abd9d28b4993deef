"""The dates of capture and sending (numerals 12 and 26; Lineamientos 8 and 9)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import ClassVar

from core.domain.errors import PeriodoInverted

SENDING_MARGIN = timedelta(hours=24)
"""Numeral 26: 24:00:00 after the end of capture, not «the next day»."""


class Window(Enum):
    """What may be done at one moment."""

    BEFORE = "before"
    CAPTURE = "capture"
    SENDING_ONLY = "sending_only"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Periodo:
    """The dates that a legal act set. An extension is a new Periodo with its own ground."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    starts_at: datetime
    capture_ends_at: datetime
    sending_ends_at: datetime
    ground: str

    def __post_init__(self) -> None:
        """Raise PeriodoInverted unless start < end of capture ≤ end of sending."""
        if not self.starts_at < self.capture_ends_at <= self.sending_ends_at:
            raise PeriodoInverted

    @property
    def is_usual(self) -> bool:
        """Tell whether sending ends 24:00:00 after capture; another end has its own ground."""
        return self.sending_ends_at - self.capture_ends_at == SENDING_MARGIN

    def has_dates_of(self, other: "Periodo") -> bool:
        """Tell whether both set the same three instants, whatever their grounds."""
        mine = (self.starts_at, self.capture_ends_at, self.sending_ends_at)
        return mine == (other.starts_at, other.capture_ends_at, other.sending_ends_at)

    def window_at(self, now: datetime) -> Window:
        """Return what may be done at `now` (timezone-aware); each end is exclusive."""
        if now < self.starts_at:
            return Window.BEFORE
        if now < self.capture_ends_at:
            return Window.CAPTURE
        if now < self.sending_ends_at:
            return Window.SENDING_ONLY
        return Window.CLOSED


@dataclass(frozen=True, slots=True)
class PeriodoAct:
    """One act that sets a period: for a cargo, or for one aspirante where a court says so.

    `agreement` is the number of the acuerdo or sentence; `version` grows by one each act.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    cargo: str
    aspirante: str
    periodo: Periodo
    agreement: str
    version: int = 0


def in_force(acts: Iterable[PeriodoAct], *, cargo: str, aspirante: str) -> Periodo | None:
    """Return the period in force: the aspirante's own last act, else the cargo's, else None."""
    found: PeriodoAct | None = None
    for act in acts:
        if act.cargo != cargo or act.aspirante not in ("", aspirante):
            continue
        if found is None or (bool(act.aspirante), act.version) > (
            bool(found.aspirante),
            found.version,
        ):
            found = act
    return found.periodo if found else None


def is_repeated(act: PeriodoAct, acts: Iterable[PeriodoAct]) -> bool:
    """Tell whether the last act for the very same cargo or aspirante set these dates already."""
    whom = (act.cargo, act.aspirante)
    same = [each for each in acts if (each.cargo, each.aspirante) == whom]
    last = max(same, key=lambda each: each.version, default=None)
    return last is not None and last.periodo.has_dates_of(act.periodo)

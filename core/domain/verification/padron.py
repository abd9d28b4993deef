"""The padrón as the INE hands it over (numeral 9): cuts, and runs of verification."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import ClassVar, Final

_MUCH_SMALLER: Final = 0.8
"""Below this share of the rows of the last cut a person is asked."""


@dataclass(frozen=True, slots=True)
class PadronCut:
    """One imported cut. `sha256` is that of the CSV, in hex."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    id: str
    cut_on: date
    loaded_at: datetime
    rows: int
    sha256: str


class CutDoubt(Enum):
    """What is odd of a cut that is about to be applied, and may be so."""

    FUTURE = "future"
    OLDER = "older"
    SMALLER = "smaller"


def odd_cut(cut_on: date, rows: int, last: PadronCut | None, today: date) -> tuple[CutDoubt, ...]:
    """Return what a person is asked of a cut of that day and size; `last` is the one in force."""
    doubts = {
        CutDoubt.FUTURE: cut_on > today,
        CutDoubt.OLDER: last is not None and cut_on < last.cut_on,
        CutDoubt.SMALLER: last is not None and rows < last.rows * _MUCH_SMALLER,
    }
    return tuple(doubt for doubt, is_so in doubts.items() if is_so)


@dataclass(frozen=True, slots=True)
class Verificacion:
    """One run of verification: how many were judged under which cut, and how they came out."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    id: int
    asked_at: datetime
    ended_at: datetime | None
    padron_cut: str
    judged: int
    by_result: dict[str, int]


@dataclass(frozen=True, slots=True)
class ElectionKeyInfo:
    """What may be told of the election key. The key itself never leaves the worker."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    id: str
    public_key: str
    created_at: datetime
    copy_read_back_at: datetime | None

"""The padrón as the INE hands it over (numeral 9): cuts, and runs of verification."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class PadronCut:
    """One imported cut. `sha256` is that of the CSV, in hex."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    id: str
    cut_on: date
    loaded_at: datetime
    rows: int
    sha256: str


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

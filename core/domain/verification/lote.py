"""A batch of citizens that the DERFE is asked about, and what it answers (numeral 9).

What leaves tells no candidatura: a citizen is one line, named by a reference that chance made.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import ClassVar, Final

from core.domain.verification.lote_errors import (
    EstatusOfAnswerUnknown,
    ReferenceAltered,
    SeccionOfAnswerMissing,
)

MOST_LINES: Final = 50_000
"""Citizens of one batch: one file and one answer that a person can still look after."""

_LETTERS: Final = "BCDFGHJKLMNPQRSTVWX"
"""A prime number of them, no vowel and no digit: neither a word nor what a spreadsheet counts."""
_RANDOM: Final = 16


class LoteState(Enum):
    """Where a batch stands. The worker moves it; a person has it prepared, or cancels it."""

    WAITING = "pedido"
    COUNTED = "contado"
    TO_PREPARE = "por_preparar"
    READY = "listo"
    TO_CANCEL = "por_cancelar"
    CANCELLED = "cancelado"
    FAILED = "fallido"


class LoteAsks(Enum):
    """Whom a batch asks about: who never was, who waits for an answer, or all anew.

    The last two go on from batch to batch until everybody was asked about once more.
    """

    NEW = "nuevos"
    UNANSWERED = "sin_respuesta"
    ALL = "todos"


@dataclass(frozen=True, slots=True)
class LoteOrder:
    """Whom a batch asks about."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    asks: LoteAsks = LoteAsks.NEW


@dataclass(frozen=True, slots=True)
class Lote:
    """One batch. `size` and `done` are records looked at; `lines` are citizens.

    `more` tells that there was no room for everybody: another batch goes on. `left_out` are those
    whose record could not be opened. `key` names the DERFE's key, and `sha256` (hex) is that of
    the sealed file. `code` says why it failed.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    id: int
    state: LoteState
    asks: LoteAsks
    asked_by: str
    asked_at: datetime
    ended_at: datetime | None
    size: int
    done: int
    lines: int
    more: bool
    left_out: int
    answered: int
    key: str
    sha256: str
    code: str


class Estatus(Enum):
    """What the DERFE says of a citizen, as its file says it."""

    LISTED = "LN"
    REGISTERED = "PADRON"
    REMOVED = "BAJA"
    UNKNOWN = "NO_LOCALIZADO"
    DISAGREE = "DATOS_DISTINTOS"

    @classmethod
    def said(cls, text: str) -> "Estatus":
        """Return what a cell says. Raises EstatusOfAnswerUnknown."""
        try:
            return cls(text.upper())
        except ValueError as cause:
            raise EstatusOfAnswerUnknown from cause


@dataclass(frozen=True, slots=True)
class RespuestaDerfe:
    """The answer about one citizen; `cause` is that of a baja, `seccion` has four digits or none.

    A listed one has a sección: by it a support is inside its demarcación or is not.
    """

    reference: str
    estatus: Estatus
    cause: str
    seccion: str

    def __post_init__(self) -> None:
        """Raise SeccionOfAnswerMissing."""
        if self.estatus is Estatus.LISTED and not self.seccion:
            raise SeccionOfAnswerMissing


def new_reference(choose: Callable[[Sequence[str]], str] = secrets.choice) -> str:
    """Return a reference of chance: 68 bits, and a letter that checks the others."""
    letters = "".join(choose(_LETTERS) for _ in range(_RANDOM))
    return letters + _check(letters)


def read_reference(text: str) -> str:
    """Return a reference as it was given; blanks and case do not matter. Raises ReferenceAltered.

    One letter that is another, and two that changed places, are always told.
    """
    letters = "".join(text.split()).upper()
    own = len(letters) == _RANDOM + 1 and set(letters) <= set(_LETTERS)
    if not own or _check(letters[:-1]) != letters[-1]:
        raise ReferenceAltered
    return letters


def _check(letters: str) -> str:
    weighed = sum(place * _LETTERS.index(each) for place, each in enumerate(letters, 2))
    return _LETTERS[weighed % len(_LETTERS)]

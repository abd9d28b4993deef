"""An import: padrón, geography or the DERFE's answer, checked, and applied when a person says."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import ClassVar

from core.domain.values.texto import optional
from core.domain.verification.import_errors import ReasonForBadLines

SHOWN_LINES = 200
"""How many bad lines are listed; the others are in the CSV."""
MOST_BAD_LINES = 100_000
"""Beyond it the file is taken for another one, and the check ends."""
_LONGEST_REASON = 500


class ImportKind(Enum):
    """What is imported."""

    PADRON = "padron"
    GEOGRAFIA = "geografia"
    RESPUESTA = "respuesta"


class ImportState(Enum):
    """Where an import stands. The worker moves it; a person applies or cancels."""

    WAITING = "recibida"
    CHECKING = "en_revision"
    CHECKED = "revisada"
    TO_APPLY = "por_aplicar"
    TO_CANCEL = "por_cancelar"
    APPLIED = "aplicada"
    CANCELLED = "cancelada"
    FAILED = "fallida"


OVER = frozenset({ImportState.APPLIED, ImportState.CANCELLED, ImportState.FAILED})
"""Nothing more happens to an import in one of these."""


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line (from 1) that cannot be imported: its column, and the code of the reason."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    line: int
    column: str
    code: str


@dataclass(frozen=True, slots=True)
class Importacion:
    """One import of a file.

    `day` is the cut of a padrón, the first day of a geography, or the day of the padrón by which
    the DERFE answered.

    `size` and `done` are bytes; `rows` are the good lines and `bad` the others, of which `lines`
    are the first. `code` and `facts` say why it failed. `result` is what it made: the cut's id; of
    an answer, the number of its batch.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    id: int
    kind: ImportKind
    state: ImportState
    day: date
    asked_by: str
    asked_at: datetime
    ended_at: datetime | None
    size: int
    done: int
    encoding: str
    separator: str
    rows: int
    bad: int
    sha256: str
    code: str
    facts: dict[str, str]
    reason: str
    result: str
    lines: tuple[BadLine, ...] = ()

    @property
    def is_over(self) -> bool:
        """Tell whether nothing more happens to it."""
        return self.state in OVER


@dataclass(frozen=True, slots=True)
class ApplyOrder:
    """A person's decision to apply. With bad lines a reason says why they may be left out."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    reason: str = ""

    def reason_for(self, bad: int) -> str:
        """Return the reason to keep. Raises ReasonForBadLines where bad lines lack one."""
        reason = optional(self.reason)[:_LONGEST_REASON]
        if bad and not reason:
            raise ReasonForBadLines
        return reason if bad else ""

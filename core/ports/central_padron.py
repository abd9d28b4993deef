"""What importing a padrón and verifying against it need (numeral 9)."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from core.domain.apoyos.conteo import CountRecord, Doubt, Outcome
from core.domain.proceso.periodo import Periodo
from core.domain.proceso.proceso import ProcesoSettings
from core.domain.verification.resultado import OF_A_CITIZEN, PadronAnswer, Resultado

_HASH = re.compile("(?:[0-9a-f]{32})?")
_FORMS = (_HASH, _HASH, re.compile("(?:[0-9]{4})?"), re.compile("(?:[0-9]{2})?"))


RawLine = tuple[int, bytes]
"""The number of a line, from 1, and its bytes without their end."""

CauseRule = Callable[[bytes], bytes | None]
"""Gives the cause (UTF-8) that a last cell says, None for one that needs a closer look."""

TakePlain = Callable[[int, bytes], tuple[int, Sequence[RawLine]]]
"""Adds those rows of a block of whole lines that need no closer look. Its first argument is the
number of the first line. Gives how many were added, and the other lines."""


class PadronRow(NamedTuple):
    """One line of the CSV, already checked, as bytes (UTF-8)."""

    clave: bytes
    cic: bytes
    emision: bytes
    seccion: bytes
    estatus: bytes
    cause: bytes


@dataclass(frozen=True, slots=True)
class KeyedHashes:
    """All that is kept of an opened record: keyed hashes (hex), sección and emission.

    Empty where the card had none, or none of its form: these four texts are stored in clear, so
    that no other text can be one of them. `doubt` tells that it could not be opened.
    """

    clave: str = ""
    cic: str = ""
    seccion: str = ""
    emision: str = ""
    doubt: Doubt = Doubt.NONE

    def __post_init__(self) -> None:
        """Raise ValueError for a text that is no hash, no sección and no emission."""
        texts = (self.clave, self.cic, self.seccion, self.emision)
        if not all(form.fullmatch(text) for form, text in zip(_FORMS, texts, strict=True)):
            raise ValueError


class PadronBuilder(Protocol):
    """A new index being built aside. Nobody looks anything up in it before it is put in force."""

    @property
    def id(self) -> str:
        """Return the name that the cut will have."""

    def taking(self, separator: str, cause: CauseRule) -> TakePlain:
        """Return what adds the plain rows of a file whose cells are apart by `separator`."""

    def add(self, line: int, row: PadronRow) -> None:
        """Add the row of a line. Raises CausesTooMany; then it is not added."""

    def sort(self, told: Callable[[], None]) -> Iterable[int]:
        """Put all rows in order. Yields the lines whose clave an earlier line has: left out.

        `told` hears that it goes on; what it raises ends it.
        """

    def finish(self) -> str:
        """Make the index durable, once it is sorted, and return its SHA-256 (hex)."""

    def abandon(self) -> None:
        """Delete the index."""


class PadronIndex(Protocol):
    """The padrón in force. It holds keyed hashes, no name."""

    def find(self, asked: Sequence[KeyedHashes]) -> Iterable[tuple[PadronAnswer, Doubt]]:
        """Give the answer for each citizen, in order: by clave, else by CIC.

        KEYS_DISAGREE where each leads to another row.
        """


@dataclass(frozen=True, slots=True)
class SealedRecord:
    """What is needed to open one record: its names, blob, and the device that signed it.

    `position` is its place in the order of receipt.
    """

    record_id: str
    folio: str
    position: int
    sha256: str
    device_key: str


class Opener(Protocol):
    """Opens envelopes in memory. In the worker only."""

    def __call__(self, record: SealedRecord) -> KeyedHashes:
        """Return the hashes; one that cannot be opened has its doubt."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict with the answer of the padrón that it rests on."""

    folio: str
    outcome: Outcome
    answer: PadronAnswer


@dataclass(frozen=True, slots=True)
class KnownRecord:
    """One received record as counting needs it, what its envelope gave, and its verdict, if any."""

    record: CountRecord
    hashes: KeyedHashes
    verdict: Judged | None = None


@dataclass(frozen=True, slots=True)
class JudgedAlone:
    """What a record is as if there were no others, with the answer that this rests on."""

    record: CountRecord
    outcome: Outcome
    answer: PadronAnswer

    @property
    def folio(self) -> str:
        """Return its folio."""
        return self.record.folio

    def changes(self, verdict: Judged | None) -> bool:
        """Tell whether `verdict` is another, whatever it depends on others."""
        if verdict is None or verdict.answer != self.answer:
            return True
        former = verdict.outcome
        if former.resultado in OF_A_CITIZEN:
            former = Outcome(Resultado.FOUND)
        return former != self.outcome


class Territory(Protocol):
    """What the proceso says of offices: demarcación, periods and settings."""

    def secciones(self) -> Mapping[str, frozenset[str]]:
        """Return the demarcación of each cargo, by its id."""

    def periodo_of(self, cargo: str, aspirante: str) -> Periodo | None:
        """Return the period in force, or None."""

    def settings(self) -> ProcesoSettings:
        """Return the settings of the proceso."""

"""What importing a padrón and verifying against it need (numeral 9)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from core.domain.conteo import CountRecord, Doubt, Outcome
from core.domain.periodo import Periodo
from core.domain.proceso import ProcesoSettings
from core.domain.resultado import PadronAnswer

_HASH = re.compile("(?:[0-9a-f]{32})?")
_FORMS = (_HASH, _HASH, re.compile("(?:[0-9]{4})?"), re.compile("(?:[0-9]{2})?"))


@dataclass(frozen=True, slots=True)
class PadronRow:
    """One line of the CSV, already checked."""

    clave: str
    cic: str
    emision: str
    seccion: str
    estatus: str
    cause: str


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
    """A new index being built; it takes effect only with `finish`."""

    @property
    def id(self) -> str:
        """Return the name that the cut will have."""

    def add(self, row: PadronRow) -> bool:
        """Add a row. Tell whether its clave was new; a second one is not added."""

    def finish(self) -> None:
        """Make the index durable and put it in the place of the former, in one step."""

    def abandon(self) -> None:
        """Delete the unfinished index."""


class PadronIndex(Protocol):
    """The padrón in force. It holds keyed hashes, no name."""

    def find(self, hashes: KeyedHashes) -> tuple[PadronAnswer, Doubt]:
        """Return the answer for a citizen: by clave, else by CIC.

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
class KnownRecord:
    """One received record as counting needs it, and what its envelope gave."""

    record: CountRecord
    hashes: KeyedHashes


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict with the answer of the padrón that it rests on."""

    folio: str
    outcome: Outcome
    answer: PadronAnswer


class Territory(Protocol):
    """What the proceso says of offices: demarcación, periods and settings."""

    def secciones(self) -> Mapping[str, frozenset[str]]:
        """Return the demarcación of each cargo, by its id."""

    def periodo_of(self, cargo: str, aspirante: str) -> Periodo | None:
        """Return the period in force, or None."""

    def settings(self) -> ProcesoSettings:
        """Return the settings of the proceso."""

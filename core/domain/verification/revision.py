"""A record that waits for a person: «En mesa de control» (norma/sistema.md, 10)."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class EnRevision:
    """One folio that the verification left to a person, and why. No datum of the citizen.

    `cause` is the text that people read; `saved_at` is what the tablet claims, `received_at` the
    server's own.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    folio: str
    id_solicitante: str
    auxiliar: str
    device: str
    cause: str
    saved_at: datetime
    received_at: datetime
    judged_at: datetime

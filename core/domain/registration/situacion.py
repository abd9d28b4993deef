"""Whether a candidatura goes on: what ends it, what a court restores, and what follows of each."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import ClassVar

from core.domain.values import texto


class SituacionAct(Enum):
    """What the Instituto notes of a registered aspirante. Source: norma/lecturas.md, 15."""

    DESISTIMIENTO = "desistimiento"
    BAJA = "baja"
    CANCELACION = "cancelacion"
    RESTITUCION = "restitucion"


@dataclass(frozen=True, slots=True)
class NewSituacion:
    """An act, the document that it rests on, and why."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    act: SituacionAct
    document: str
    ground: str

    def __post_init__(self) -> None:
        """Raise TextMissing."""
        texto.required(self.document, "document")
        texto.required(self.ground, "ground")


@dataclass(frozen=True, slots=True)
class Situacion:
    """One act as it was noted: how many vínculos it ended or restored, and invitations it voided.

    `acta` tells that it set an acta de cierre aside.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    act: SituacionAct
    document: str
    ground: str
    at: datetime
    by: str
    auxiliares: int
    invitaciones: int
    acta: bool

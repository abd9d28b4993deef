"""What verification says of one support, in INE's words (numeral 9; norma/sistema.md, 10)."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import ClassVar, NamedTuple


class Resultado(Enum):
    """The label is what a person reads, verbatim."""

    FOUND = "Encontrado en Lista Nominal"
    DUPLICATE_SAME = "Duplicado mismo aspirante"
    DUPLICATE_OTHER = "Duplicado con otro aspirante"
    NOT_IN_LIST = "En Padrón Electoral, no en Lista Nominal"
    BAJA = "Baja"
    OUTSIDE = "Fuera de ámbito geográfico"
    NOT_FOUND = "Datos no encontrados"
    INCONSISTENT = "Con inconsistencia"
    IN_REVIEW = "En mesa de control"
    OBJECTED = "Objetado"
    LATE = "Extemporáneo"

    @property
    def counts(self) -> bool:
        """Tell whether this support counts for its aspirante."""
        return self is Resultado.FOUND


OF_A_CITIZEN = frozenset({Resultado.FOUND, Resultado.DUPLICATE_SAME, Resultado.DUPLICATE_OTHER})
"""What a record that is found by itself may be: which one depends on others of its citizen."""


class PadronAnswer(NamedTuple):
    """What the padrón says of one citizen. `row` names the row and is no personal datum.

    `estatus` is LN, PADRON, BAJA or empty (not found); `cause` is the cause of a baja.
    """

    row: str
    estatus: str
    cause: str
    seccion: str


@dataclass(frozen=True, slots=True)
class Avance:
    """Progress of an aspirante: received, how many under each result, how many count."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    id_solicitante: str
    cargo: str
    umbral: int
    received: int
    counted: int
    pending_verification: int
    by_result: dict[str, int]
    pending_on_tablets: int
    pending_as_of: datetime | None

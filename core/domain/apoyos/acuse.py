"""The acuse of numeral 27: totals and folios, no personal data, made from receipts only."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Acuse:
    """Body of a Signed of kind `acuse`: no name, no time per folio, no record id.

    `number` counts per aspirante, `envio` per pair; `envios`, `received` and `pending` are totals
    of the pair, `folios` those of this envío. `pending_as_of` is the device's own time. Source:
    norma/lecturas.md, 11.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    proceso: str
    mode: str
    number: int
    id_solicitante: str
    auxiliar: str
    envio: int
    envios: int
    received: int
    pending: int
    pending_as_of: datetime
    folios: tuple[str, ...]
    issued_at: datetime


@dataclass(frozen=True, slots=True)
class AcuseRow:
    """One row of the list of acuses."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    number: int
    auxiliar: str
    envio: int
    received: int
    pending: int
    folios: int
    issued_at: datetime

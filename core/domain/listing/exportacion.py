"""That a list was taken out of the system as a file: which one, how much of it."""

from dataclasses import dataclass
from enum import Enum
from typing import ClassVar


class Lista(Enum):
    """What may be taken out as a table."""

    ACUSES = "acuses"
    APARTADOS = "apartados"
    ASPIRANTES = "aspirantes"
    AUXILIARES = "auxiliares"
    AVANCE = "avance"
    BITACORA = "bitacora"
    CAPACITACIONES = "capacitaciones"
    CONSTANCIAS = "constancias"
    CORREOS = "correos"
    CUENTAS = "cuentas"
    ESCANEOS = "escaneos"
    LOTES = "lotes"
    PADRON = "padron"
    PERIODOS = "periodos"
    REVISION = "revision"
    SESIONES = "sesiones"
    SOLICITUDES = "solicitudes"
    TABLETAS = "tabletas"
    VERIFICACIONES = "verificaciones"
    VULNERACIONES = "vulneraciones"


@dataclass(frozen=True, slots=True)
class Exportacion:
    """One export. What was searched is not told: it may name a person. `rows` as counted then."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    lista: Lista
    filtered: bool
    rows: int

"""The metadata of all tables: the schema that the migrations must produce."""

from sqlalchemy import MetaData
from sqlmodel import SQLModel

from core.central.tables import accounts as rows_accounts
from core.central.tables import actas as rows_actas
from core.central.tables import apartados as rows_apartados
from core.central.tables import apoyos as rows_apoyos
from core.central.tables import borradores as rows_borradores
from core.central.tables import cambios as rows_cambios
from core.central.tables import conteo as rows_conteo
from core.central.tables import datos_personales as rows_datos_personales
from core.central.tables import entradas as rows_entradas
from core.central.tables import escaneos as rows_escaneos
from core.central.tables import imports as rows_imports
from core.central.tables import keyed as rows_keyed
from core.central.tables import lotes as rows_lotes
from core.central.tables import registration as rows_registration
from core.central.tables import second_step as rows_second_step
from core.central.tables import shared as rows_shared
from core.central.tables import situaciones as rows_situaciones
from core.central.tables import trabajos as rows_trabajos
from core.central.tables import verification as rows_padron
from core.central.tables import vinculos as rows_vinculos

_ROWS = (
    rows_accounts,
    rows_actas,
    rows_apartados,
    rows_apoyos,
    rows_borradores,
    rows_conteo,
    rows_cambios,
    rows_entradas,
    rows_datos_personales,
    rows_escaneos,
    rows_imports,
    rows_keyed,
    rows_lotes,
    rows_padron,
    rows_registration,
    rows_second_step,
    rows_shared,
    rows_situaciones,
    rows_trabajos,
    rows_vinculos,
)
"""Named so that each module is imported: importing one is what declares its tables."""


def metadata() -> MetaData:
    """Return the MetaData of every table module."""
    return SQLModel.metadata

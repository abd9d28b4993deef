"""Rows of the actas de cierre, as they were issued. Private to core.central."""

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlmodel import Field, SQLModel

from core.central.database import Instant


class StoredActa(SQLModel, table=True):
    """One acta; `content` is the ActaCierre as JSON."""

    __tablename__ = "acta_cierre"

    aspirante: str = Field(primary_key=True, foreign_key="aspirante.id_solicitante")
    issued_at: datetime = Field(sa_type=Instant)
    content: bytes = Field(sa_type=LargeBinary)

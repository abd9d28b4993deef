"""Rows of what ended or restored a candidatura. Private to core.central."""

from datetime import datetime

from sqlalchemy import LargeBinary, Text
from sqlmodel import Field, SQLModel

from core.central.database import Instant


class StoredSituacion(SQLModel, table=True):
    """One act; `vinculos` is a JSON list of the accepted ones that it ended or restored."""

    __tablename__ = "situacion"

    id: int | None = Field(default=None, primary_key=True)
    aspirante: str = Field(foreign_key="aspirante.id_solicitante", index=True)
    act: str
    document: str
    ground: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Instant)
    actor: str
    vinculos: str = Field(sa_type=Text)
    invitaciones: int
    acta: bool


class StoredActaAside(SQLModel, table=True):
    """An acta de cierre that a court left without effect, as it was issued."""

    __tablename__ = "acta_sin_efecto"

    id: int | None = Field(default=None, primary_key=True)
    aspirante: str = Field(foreign_key="aspirante.id_solicitante", index=True)
    issued_at: datetime = Field(sa_type=Instant)
    content: bytes = Field(sa_type=LargeBinary)

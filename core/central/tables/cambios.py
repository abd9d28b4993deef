"""Rows of what was changed, save by save. Private to core.central."""

from datetime import datetime

from sqlalchemy import Index, Text
from sqlmodel import Field, SQLModel

from core.central.database import Instant


class StoredCambio(SQLModel, table=True):
    """One datum that one save changed; those of one save share `version`.

    `kind` and `key` name the thing. Unlike the bitácora it holds what data said, so that who comes
    later is told; it stands in no chain.
    """

    __tablename__ = "cambio"
    __table_args__ = (Index("ix_cambio_cosa", "kind", "key", "version"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    key: str
    version: int
    at: datetime = Field(sa_type=Instant)
    actor: str
    field: str
    before: str = Field(sa_type=Text)
    now: str = Field(sa_type=Text)

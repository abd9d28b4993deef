"""Rows of scanned documents of expedientes. Private to core.central."""

from datetime import date, datetime

from sqlalchemy import Text
from sqlmodel import Field, SQLModel

from core.central.database import Instant


class StoredEscaneo(SQLModel, table=True):
    """One document: announced, kept from `received_at`, in force until `ended_at`.

    `blob` is the SHA-256 of its sealed bytes in the store; `reason` is why it replaces another.
    From `erased_at` on the bytes are gone.
    """

    __tablename__ = "escaneo"

    id: str = Field(primary_key=True)
    aspirante: str = Field(foreign_key="aspirante.id_solicitante", index=True)
    kind: str
    title: str = Field(sa_type=Text)
    day: date
    pages: int
    size: int
    sha256: str
    replaces: str
    reason: str = Field(sa_type=Text)
    announced_at: datetime = Field(sa_type=Instant)
    blob: str = ""
    blob_size: int = 0
    type: str = ""
    active: bool = False
    received_at: datetime | None = Field(default=None, sa_type=Instant)
    received_by: str = ""
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    ended_by: str = ""
    end_reason: str = Field(default="", sa_type=Text)
    replaced_by: str = ""
    erased_at: datetime | None = Field(default=None, sa_type=Instant)

"""Rows of what the jobs of the server set aside. Private to core.central."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from core.central.database import Instant


class StoredApartado(SQLModel, table=True):
    """One item of one job that failed: which, why by its code, and when it is tried again."""

    __tablename__ = "apartado"
    __table_args__ = (UniqueConstraint("job", "item"),)

    id: int | None = Field(default=None, primary_key=True)
    job: str
    item: str
    code: str
    first_at: datetime = Field(sa_type=Instant)
    last_at: datetime = Field(sa_type=Instant)
    tries: int
    next_try_at: datetime | None = Field(default=None, sa_type=Instant)

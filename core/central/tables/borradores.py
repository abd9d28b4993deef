"""Rows of drafts of registrations. Private to core.central."""

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlmodel import Field, SQLModel

from core.central.database import Instant


class StoredBorrador(SQLModel, table=True):
    """One draft; `sealed` is a Borrador, `key` that of the registration it is to become."""

    __tablename__ = "borrador"

    account_id: int = Field(primary_key=True, foreign_key="cuenta.id")
    key: str = Field(primary_key=True)
    saved_at: datetime = Field(sa_type=Instant)
    sealed: bytes = Field(sa_type=LargeBinary)

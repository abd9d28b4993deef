"""Rows of the second step of a sign-in. Private to core.central."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from core.central.database import Instant


class StoredRecoveryCode(SQLModel, table=True):
    """One code of recovery, as its keyed hash alone; spent at `used_at`."""

    __tablename__ = "codigo_recuperacion"

    code: str = Field(primary_key=True)
    account_id: int = Field(foreign_key="cuenta.id", index=True)
    used_at: datetime | None = Field(default=None, sa_type=Instant)


class StoredTicket(SQLModel, table=True):
    """A right password that waits for its code until `until`; only SHA-256 (hex) of it stands here.

    `bound` is the hash of the password and the address that it came with.
    """

    __tablename__ = "paso_pendiente"

    ticket: str = Field(primary_key=True)
    account_id: int = Field(foreign_key="cuenta.id", index=True)
    bound: str
    until: datetime = Field(sa_type=Instant, index=True)

"""Rows of jobs that one worker at a time does as a whole. Private to core.central."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from core.central.database import Instant


class StoredTrabajo(SQLModel, table=True):
    """One job, by its name. `done_on` is the last day of the proceso on which a daily one ended."""

    __tablename__ = "trabajo"

    id: str = Field(primary_key=True)
    leased_by: str = ""
    leased_until: datetime | None = Field(default=None, sa_type=Instant)
    done_on: date | None = None

"""Rows of cuts, keyed hashes, verdicts and runs of verification. Private to core.central."""

import datetime as dt
from datetime import datetime

from sqlalchemy import Text
from sqlmodel import Field, SQLModel

from core.central.database import Instant


class StoredCut(SQLModel, table=True):
    """One imported cut of the padrón; `sha256` is that of its CSV, hex."""

    __tablename__ = "padron_corte"

    sequence: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    cut_on: dt.date
    loaded_at: datetime = Field(sa_type=Instant)
    rows: int
    sha256: str


class StoredOpening(SQLModel, table=True):
    """What opening a record gave: keyed hashes (hex), sección, emission. Nothing else stays."""

    __tablename__ = "apertura"

    record_id: str = Field(foreign_key="apoyo.record_id", primary_key=True)
    opened_at: datetime = Field(sa_type=Instant)
    clave: str = Field(index=True)
    cic: str = Field(index=True)
    seccion: str
    emision: str
    doubt: str


class StoredVerdict(SQLModel, table=True):
    """The verdict of one folio, by its label, with the answer of the padrón that it rests on."""

    __tablename__ = "veredicto"

    folio: str = Field(foreign_key="apoyo.folio", primary_key=True)
    resultado: str = Field(index=True)
    cause: str
    padron_cut: str
    judged_at: datetime = Field(sa_type=Instant)
    padron_row: str
    estatus: str
    estatus_cause: str
    seccion: str


class StoredRun(SQLModel, table=True):
    """One run of verification; `by_result` is JSON of counts by label."""

    __tablename__ = "verificacion"

    id: int | None = Field(default=None, primary_key=True)
    asked_at: datetime = Field(sa_type=Instant)
    asked_by: str
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    padron_cut: str
    judged: int
    by_result: str = Field(sa_type=Text)
    leased_by: str = ""
    leased_until: datetime | None = Field(default=None, sa_type=Instant)

"""Rows of cuts, keyed hashes, verdicts and runs of verification. Private to core.central."""

import datetime as dt
from datetime import datetime

from sqlalchemy import Index, Text, false
from sqlmodel import Field, SQLModel

from core.central.database import Instant
from core.central.tables.partial import where_index


class StoredCut(SQLModel, table=True):
    """One imported cut of the padrón; `sha256` is that of its CSV, hex, `index_sha256` of its file.

    One without is of a former kind, whose file nothing reads any more.
    """

    __tablename__ = "padron_corte"

    sequence: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    cut_on: dt.date
    loaded_at: datetime = Field(sa_type=Instant)
    rows: int
    sha256: str
    index_sha256: str = Field(default="", sa_column_kwargs={"server_default": ""})


class StoredOpening(SQLModel, table=True):
    """What opening a record gave: keyed hashes (hex), sección, emission. Nothing else stays."""

    __tablename__ = "apertura"
    __table_args__ = (Index("ix_apertura_ciudadano", "clave", "cic"),)

    record_id: str = Field(foreign_key="apoyo.record_id", primary_key=True)
    opened_at: datetime = Field(sa_type=Instant)
    clave: str
    cic: str
    seccion: str
    emision: str
    doubt: str


class StoredVerdict(SQLModel, table=True):
    """The verdict of one folio, by its label, with the answer of the padrón that it rests on.

    `padron_cut` and `judged_at` say since when it is so: a run that changes nothing leaves it.
    `position` is that of its record, by which lists are in the order of receipt.
    """

    __tablename__ = "veredicto"
    __table_args__ = (
        where_index("ix_veredicto_ciudadano", "padron_row", "resultado", where="padron_row <> ''"),
        where_index("ix_veredicto_revision", "position", where="resultado = 'En mesa de control'"),
    )

    folio: str = Field(foreign_key="apoyo.folio", primary_key=True)
    position: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    resultado: str
    cause: str
    padron_cut: str
    judged_at: datetime = Field(sa_type=Instant)
    padron_row: str
    estatus: str
    estatus_cause: str
    seccion: str


class StoredRun(SQLModel, table=True):
    """One run of verification; `by_result` is JSON of counts by label.

    A `whole` one judges every record anew. `ground` names what all verdicts rested on when it
    ended; "" while it has not.
    """

    __tablename__ = "verificacion"

    id: int | None = Field(default=None, primary_key=True)
    asked_at: datetime = Field(sa_type=Instant)
    asked_by: str
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    padron_cut: str
    judged: int
    by_result: str = Field(sa_type=Text)
    whole: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    ground: str = Field(default="", sa_column_kwargs={"server_default": ""})
    leased_by: str = ""
    leased_until: datetime | None = Field(default=None, sa_type=Instant)


class StoredJudgedPair(SQLModel, table=True):
    """An aspirante and an auxiliar whose records were judged under these facts (SHA-256)."""

    __tablename__ = "par_juzgado"

    aspirante: str = Field(primary_key=True)
    auxiliar: str = Field(primary_key=True)
    facts: str

"""Rows of imports and of their bad lines. Private to core.central."""

import datetime as dt
from datetime import datetime

from sqlalchemy import BigInteger, Text
from sqlmodel import Field, SQLModel

from core.central.database import Instant


class StoredImport(SQLModel, table=True):
    """One import. `file` names its sealed file; `built` what lies aside; `facts` is JSON.

    `index_sha256` is that of the file of a padrón that lies aside.
    """

    __tablename__ = "importacion"

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    state: str = Field(index=True)
    day: dt.date
    file: str
    size: int = Field(sa_type=BigInteger)
    asked_by: str
    asked_at: datetime = Field(sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    done: int = Field(default=0, sa_type=BigInteger)
    encoding: str = ""
    separator: str = ""
    rows: int = 0
    bad: int = 0
    sha256: str = ""
    built: str = ""
    index_sha256: str = Field(default="", sa_column_kwargs={"server_default": ""})
    code: str = ""
    facts: str = Field(default="{}", sa_type=Text)
    applied_by: str = ""
    reason: str = ""
    result: str = ""
    leased_by: str = ""
    leased_until: datetime | None = Field(default=None, sa_type=Instant)


class StoredBadLines(SQLModel, table=True):
    """A group of bad lines of one import; `lines` is JSON: [[line, column, code], …]."""

    __tablename__ = "importacion_lineas"

    id: int | None = Field(default=None, primary_key=True)
    import_id: int = Field(foreign_key="importacion.id", index=True)
    lines: str = Field(sa_type=Text)

"""Rows of the law of personal data. Private to core.central."""

import datetime as dt
from datetime import datetime

from sqlalchemy import LargeBinary, Text
from sqlmodel import Field, SQLModel

from core.central.database import Instant


class StoredSolicitud(SQLModel, table=True):
    """A request of an owner of data. `sealed` holds who they are, what they ask and the answer."""

    __tablename__ = "solicitud_datos"

    id: int | None = Field(default=None, primary_key=True)
    folio: str = Field(unique=True)
    derecho: str
    titular: str
    received_on: dt.date
    received_by: str
    due_on: dt.date | None = Field(default=None, index=True)
    ground: str = Field(sa_type=Text)
    answered_on: dt.date | None = None
    sentido: str = ""
    fulfilled_on: dt.date | None = None
    prevented_on: dt.date | None = None
    remedied_on: dt.date | None = None
    dropped_on: dt.date | None = None
    sealed: bytes = Field(sa_type=LargeBinary)


class StoredVulneracion(SQLModel, table=True):
    """A breach, as it is known now; `told` is a NewVulneracion as JSON and names nobody."""

    __tablename__ = "vulneracion"

    id: int | None = Field(default=None, primary_key=True)
    noted_at: datetime = Field(sa_type=Instant)
    noted_by: str
    told_by: datetime = Field(sa_type=Instant)
    told: str = Field(sa_type=Text)
    is_told: bool = Field(index=True)


class StoredAvisoRead(SQLModel, table=True):
    """One text of the privacy notice that an aspirante read; `sha256` of it, in hex."""

    __tablename__ = "aviso_leido"

    aspirante: str = Field(primary_key=True, foreign_key="aspirante.id_solicitante")
    sha256: str = Field(primary_key=True)
    version: str
    at: datetime = Field(sa_type=Instant)


class StoredAvisoReadOnTablet(SQLModel, table=True):
    """One text of the privacy notice that an auxiliar read on a tablet.

    `read_at` is by the clock of that tablet, `at` when the server was told.
    """

    __tablename__ = "aviso_leido_en_tableta"

    auxiliar: str = Field(primary_key=True, foreign_key="auxiliar.number")
    sha256: str = Field(primary_key=True)
    version: str
    device: str = Field(foreign_key="dispositivo.id")
    read_at: datetime = Field(sa_type=Instant)
    at: datetime = Field(sa_type=Instant)

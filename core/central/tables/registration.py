"""Rows of the proceso, its geography and its aspirantes. Private to core.central."""

import datetime as dt
from datetime import datetime

from sqlalchemy import Connection, Index, Text
from sqlmodel import Field, SQLModel, select

from core.central.database import Instant
from core.central.tables.nombre import NombreCompletoColumns
from core.central.tables.searched import Searched
from core.domain.values.nombre import NAME_PARTS


class StoredProceso(SQLModel, table=True):
    """One published version, exactly as it was signed: three texts in base64url."""

    __tablename__ = "proceso"

    version: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    proceso_id: str
    published_at: datetime = Field(sa_type=Instant)
    body: str = Field(sa_type=Text)
    key: str
    signature: str


class StoredPeriodo(SQLModel, table=True):
    """One act that set a period. Nothing here is ever changed: an extension is a new row."""

    __tablename__ = "periodo"

    version: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    cargo: str
    aspirante: str
    starts_at: datetime = Field(sa_type=Instant)
    capture_ends_at: datetime = Field(sa_type=Instant)
    sending_ends_at: datetime = Field(sa_type=Instant)
    ground: str = Field(sa_type=Text)
    agreement: str


class StoredGeografiaVersion(SQLModel, table=True):
    """One imported geography; in force from `since` on, once it was applied."""

    __tablename__ = "geografia"

    id: int | None = Field(default=None, primary_key=True)
    since: dt.date
    applied: bool


class StoredMunicipio(SQLModel, table=True):
    """A municipio of one imported geography."""

    __tablename__ = "geografia_municipio"

    version: int = Field(foreign_key="geografia.id", primary_key=True)
    entidad: str = Field(primary_key=True)
    numero: str = Field(primary_key=True)
    name: str


class StoredSeccion(SQLModel, table=True):
    """Where a sección lies, in one imported geography; `lista` is of how many its list is."""

    __tablename__ = "geografia_seccion"

    version: int = Field(foreign_key="geografia.id", primary_key=True)
    entidad: str = Field(primary_key=True)
    seccion: str = Field(primary_key=True)
    municipio: str
    distrito: str
    lista: int | None = None


class StoredConstancia(NombreCompletoColumns, Searched, table=True):
    """A constancia of numeral 3."""

    __tablename__ = "constancia"
    __table_args__ = (
        Index("ix_constancia_busqueda", "id", "busqueda"),
        Index("ix_constancia_orden", "orden", "id"),
        Index("ix_constancia_fecha", "date", "id"),
    )

    searched = (*NAME_PARTS, "number", "delivered_to")

    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(unique=True)
    date: dt.date
    cargo: str
    delivered_at: datetime | None = Field(default=None, sa_type=Instant)
    delivered_to: str = ""
    issued_here: bool
    issued_at: datetime = Field(sa_type=Instant)
    bitacora_sequence: int = 0
    bitacora_hash: str = ""
    printed: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    voided_at: datetime | None = Field(default=None, sa_type=Instant)
    void_reason: str = Field(default="", sa_type=Text, sa_column_kwargs={"server_default": ""})
    replaced_by: str = Field(default="", sa_column_kwargs={"server_default": ""})


class StoredImpresion(SQLModel, table=True):
    """A print of constancias under its Idempotency-Key; `copies` is JSON: which of each it was."""

    __tablename__ = "impresion"

    idempotency_key: str = Field(primary_key=True)
    request_sha256: str
    copies: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Instant)


class StoredCapacitacion(SQLModel, table=True):
    """One session of training (numeral 3)."""

    __tablename__ = "capacitacion"

    id: int | None = Field(default=None, primary_key=True)
    held_at: datetime = Field(sa_type=Instant)
    place: str
    instructor: str
    topics: str = Field(sa_type=Text)


class StoredAsistente(SQLModel, table=True):
    """Someone who attended; `constancia` is empty for who is no aspirante."""

    __tablename__ = "asistente"

    id: int | None = Field(default=None, primary_key=True)
    capacitacion_id: int = Field(foreign_key="capacitacion.id", index=True)
    name: str
    constancia: str = Field(default="", index=True)


class StoredAspirante(NombreCompletoColumns, Searched, table=True):
    """Exactly the data of numeral 4, a to e, and how they were taken."""

    __tablename__ = "aspirante"
    __table_args__ = (
        Index("ix_aspirante_busqueda", "id_solicitante", "busqueda"),
        Index("ix_aspirante_orden", "orden", "id_solicitante"),
        Index("ix_aspirante_registro", "registered_at", "id_solicitante"),
    )

    searched = ("id_solicitante", *NAME_PARTS, "clave", "correo", "cuenta", "telefono_movil")

    id_solicitante: str = Field(primary_key=True)
    idempotency_key: str = Field(unique=True)
    request_sha256: str
    registered_at: datetime = Field(sa_type=Instant)
    same_day: bool
    late_reason: str = Field(sa_type=Text)
    cargo: str = Field(index=True)
    lugar_nacimiento: str
    fecha_nacimiento: dt.date
    genero: str
    clave: str = Field(unique=True)
    ocr: str
    cic: str
    entidad: str
    municipio: str
    seccion: str
    telefono_domicilio: str
    telefono_oficina: str
    telefono_movil: str
    correo: str
    cuenta: str
    proveedor: str
    recibido: dt.date
    recibido_por: str
    manifestacion: dt.date
    constancia_id: int = Field(foreign_key="constancia.id", unique=True)
    observaciones: str = Field(sa_type=Text)

    def words_beside(self, connection: Connection) -> str:
        """Return the number of its constancia, the oficio that people have in hand."""
        query = select(StoredConstancia.number).where(StoredConstancia.id == self.constancia_id)
        return str(connection.execute(query).scalar() or "")

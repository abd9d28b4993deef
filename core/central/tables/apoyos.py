"""Rows of envíos, received records and acuses: no datum of a citizen. Private to core.central."""

from datetime import datetime

from sqlalchemy import Index, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from core.central.database import Instant
from core.central.tables.partial import where_index


class StoredEnvio(SQLModel, table=True):
    """One run of the sender for a pair; `number` counts per pair.

    `announced` and `received` count its records, so that nobody counts rows for each of them.
    `device` announced it; "" where a record that nobody announced began it. `acuse` is the number
    of its acuse, once it has one.
    """

    __tablename__ = "envio"
    __table_args__ = (
        UniqueConstraint("aspirante", "auxiliar", "number"),
        Index("ix_envio_device", "device", "opened_at"),
        Index("ix_envio_dicho", "aspirante", "said_at"),
        where_index(
            "ix_envio_incompleto", "aspirante", "auxiliar", "number", where="announced > received"
        ),
        where_index("ix_envio_sin_acuse", "closed_at", "number", where="acuse IS NULL"),
        where_index("ix_envio_abierto", "progressed_at", where="closed_at IS NULL"),
    )

    id: str = Field(primary_key=True)
    aspirante: str = Field(foreign_key="aspirante.id_solicitante")
    auxiliar: str = Field(foreign_key="auxiliar.number", index=True)
    number: int
    announced: int
    received: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    said_at: datetime = Field(sa_type=Instant)
    opened_at: datetime = Field(sa_type=Instant)
    progressed_at: datetime = Field(sa_type=Instant)
    closed_at: datetime | None = Field(default=None, sa_type=Instant)
    close_reason: str = ""
    device: str = ""
    acuse: int | None = None


class StoredAnnounced(SQLModel, table=True):
    """One record that a device told to be waiting, in one envío."""

    __tablename__ = "anunciado"

    envio: str = Field(foreign_key="envio.id", primary_key=True)
    record_id: str = Field(primary_key=True, index=True)
    counter: int
    sha256: str
    size: int
    announced_at: datetime = Field(sa_type=Instant)


class StoredApoyo(SQLModel, table=True):
    """One receipted record: its header, where it came from, and its receipt as it was sent.

    `position` is its entry of the bitácora: the order of receipt. `announced_at` is when it was
    first told to be waiting. `judged_at` is None while it has no verdict.
    """

    __tablename__ = "apoyo"
    __table_args__ = (
        UniqueConstraint("aspirante", "sequence"),
        Index("ix_apoyo_device", "device", "received_at"),
        Index("ix_apoyo_par", "aspirante", "auxiliar", "position"),
        where_index("ix_apoyo_sin_juzgar", "position", where="judged_at IS NULL"),
    )

    record_id: str = Field(primary_key=True)
    folio: str = Field(unique=True)
    aspirante: str = Field(foreign_key="aspirante.id_solicitante")
    auxiliar: str = Field(foreign_key="auxiliar.number")
    device: str = Field(foreign_key="dispositivo.id")
    device_counter: int
    sequence: int
    position: int = Field(unique=True)
    envio: str = Field(foreign_key="envio.id", index=True)
    started_at: datetime = Field(sa_type=Instant)
    saved_at: datetime = Field(sa_type=Instant)
    received_at: datetime = Field(sa_type=Instant)
    frames: str
    clock: str
    key_id: str
    sha256: str
    size: int
    announced_at: datetime | None = Field(default=None, sa_type=Instant)
    judged_at: datetime | None = Field(default=None, sa_type=Instant)
    receipt: bytes = Field(sa_type=LargeBinary)


class StoredAcuse(SQLModel, table=True):
    """One acuse, numbered per aspirante, as it was signed.

    `mail` took it to its auxiliar; None where that was before this was noted.
    """

    __tablename__ = "acuse"
    __table_args__ = (
        Index("ix_acuse_auxiliar_fecha", "auxiliar", "issued_at", "envio_id"),
        where_index("ix_acuse_sin_correo", "aspirante", "number", where="mailed_at IS NULL"),
    )

    aspirante: str = Field(foreign_key="aspirante.id_solicitante", primary_key=True)
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    auxiliar: str = Field(foreign_key="auxiliar.number")
    envio_id: str = Field(foreign_key="envio.id", unique=True)
    envio: int
    received: int
    pending: int
    pending_as_of: datetime = Field(sa_type=Instant)
    folios: int
    issued_at: datetime = Field(sa_type=Instant)
    mailed_at: datetime | None = Field(default=None, sa_type=Instant)
    mail: int | None = None
    signed: bytes = Field(sa_type=LargeBinary)

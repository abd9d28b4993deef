"""Rows of auxiliares, vínculos, codes and tablets. Secrets only as hashes. Private here."""

import datetime as dt
from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from core.central.database import Instant
from core.central.tables.nombre import NombreColumns
from core.central.tables.searched import Searched
from core.domain.values.nombre import NAME_PARTS


class StoredAuxiliar(SQLModel, table=True):
    """One person of the proceso, by e-mail (lower case). `number` has six digits."""

    __tablename__ = "auxiliar"

    number: str = Field(primary_key=True)
    correo: str = Field(unique=True)
    name: str
    created_at: datetime = Field(sa_type=Instant)


class StoredVinculo(NombreColumns, Searched, table=True):
    """Auxiliar × aspirante, with the seven data that this aspirante gave (6.c)."""

    __tablename__ = "vinculo"
    __table_args__ = (
        UniqueConstraint("aspirante", "idempotency_key"),
        Index("ix_vinculo_busqueda", "aspirante", "started_at", "id", "busqueda"),
        Index("ix_vinculo_orden", "aspirante", "orden", "id"),
    )

    searched = ("auxiliar", *NAME_PARTS[:3], "correo", "cuenta", "telefono")

    id: str = Field(primary_key=True)
    auxiliar: str = Field(foreign_key="auxiliar.number", index=True)
    aspirante: str = Field(foreign_key="aspirante.id_solicitante", index=True)
    idempotency_key: str
    request_sha256: str
    started_at: datetime = Field(sa_type=Instant)
    accepted_at: datetime | None = Field(default=None, sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    end_reason: str = ""
    fecha_nacimiento: dt.date
    telefono: str
    correo: str
    cuenta: str
    proveedor: str


class StoredCode(SQLModel, table=True):
    """One activation code, as SHA-256, sent for one vínculo. Good while neither used nor voided.

    `replaces` is why it may take the place of a device in use: a reason of DeviceChange, or none.
    """

    __tablename__ = "codigo_activacion"

    sha256: str = Field(primary_key=True)
    auxiliar: str = Field(foreign_key="auxiliar.number", index=True)
    vinculo: str = Field(index=True)
    replaces: str = ""
    issued_at: datetime = Field(sa_type=Instant)
    used_at: datetime | None = Field(default=None, sa_type=Instant)
    voided_at: datetime | None = Field(default=None, sa_type=Instant)


class StoredDevice(SQLModel, table=True):
    """One tablet. `public_key` is Ed25519, base64url; `upload_token` as SHA-256."""

    __tablename__ = "dispositivo"

    id: str = Field(primary_key=True)
    auxiliar: str = Field(foreign_key="auxiliar.number", index=True)
    public_key: str
    app_hash: str
    frames: str
    upload_token: str = Field(unique=True)
    activated_at: datetime = Field(sa_type=Instant)
    voided_at: datetime | None = Field(default=None, sa_type=Instant)
    void_reason: str = ""
    suspended_at: datetime | None = Field(default=None, sa_type=Instant)
    reopened_at: datetime | None = Field(default=None, sa_type=Instant)


class StoredReport(SQLModel, table=True):
    """One aspirante's report that a device was stolen, and when the UTI set it aside, if so."""

    __tablename__ = "reporte_robo"

    device: str = Field(primary_key=True, foreign_key="dispositivo.id")
    vinculo: str = Field(primary_key=True, foreign_key="vinculo.id")
    aspirante: str
    reported_at: datetime = Field(sa_type=Instant)
    withdrawn_at: datetime | None = Field(default=None, sa_type=Instant)


class StoredLink(SQLModel, table=True):
    """One link of a mail, its token as SHA-256: good for one use, until `expires_at`.

    `about` is a vínculo (`invitacion`) or a device (`suspension`).
    """

    __tablename__ = "enlace"

    sha256: str = Field(primary_key=True)
    kind: str
    about: str = Field(index=True)
    expires_at: datetime = Field(sa_type=Instant)
    wrong: int = 0
    used_at: datetime | None = Field(default=None, sa_type=Instant)


class StoredNonce(SQLModel, table=True):
    """One nonce of a tablet, as SHA-256. Its row goes away when it is used or over."""

    __tablename__ = "tableta_nonce"

    sha256: str = Field(primary_key=True)
    device: str = Field(index=True)
    expires_at: datetime = Field(sa_type=Instant)


class StoredTabletSession(SQLModel, table=True):
    """One session of a tablet; its token as SHA-256."""

    __tablename__ = "tableta_sesion"

    token: str = Field(primary_key=True)
    device: str = Field(foreign_key="dispositivo.id", index=True)
    expires_at: datetime = Field(sa_type=Instant)

"""Rows of accounts and sessions, secrets only as hashes or sealed. Private to core.central."""

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlmodel import Field, SQLModel

from core.central.database import Instant
from core.central.tables.searched import Searched


class StoredAccount(Searched, table=True):
    """One account, of the staff or of an aspirante. `user` in lower case, `roles` by commas.

    `temporary_until` is None for a password that its owner chose; `one_use` ones are spent at
    `used_at`. A closed one (`closed_at`) opens no session. `totp_secret` is sealed, and asks for a
    code from `totp_on_at` on; no code of `totp_last_step` or before serves again.
    """

    __tablename__ = "cuenta"

    searched = ("user", "name", "roles", "correo")

    id: int | None = Field(default=None, primary_key=True)
    user: str = Field(unique=True)
    name: str
    correo: str = ""
    password: str
    must_change: bool
    one_use: bool = False
    temporary_until: datetime | None = Field(default=None, sa_type=Instant)
    used_at: datetime | None = Field(default=None, sa_type=Instant)
    roles: str
    id_solicitante: str | None = Field(default=None, unique=True)
    created_at: datetime = Field(sa_type=Instant)
    closed_at: datetime | None = Field(default=None, sa_type=Instant)
    first_login_at: datetime | None = Field(default=None, sa_type=Instant)
    last_login_at: datetime | None = Field(default=None, sa_type=Instant)
    duty_version: str = ""
    duty_sha256: str = ""
    duty_accepted_at: datetime | None = Field(default=None, sa_type=Instant)
    totp_secret: bytes | None = Field(default=None, sa_type=LargeBinary)
    totp_on_at: datetime | None = Field(default=None, sa_type=Instant)
    totp_last_step: int = 0


class StoredSession(SQLModel, table=True):
    """One pair of tokens. All that one login gave share a `family` and `refresh_until`, its end.

    They share `device` and `address` too: where the login came from.
    """

    __tablename__ = "sesion"

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="cuenta.id", index=True)
    family: str = Field(index=True)
    token: str = Field(unique=True)
    refresh: str = Field(unique=True)
    expires_at: datetime = Field(sa_type=Instant)
    refresh_until: datetime = Field(sa_type=Instant)
    renewed_at: datetime | None = Field(default=None, sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    device: str = ""
    address: str = ""


class StoredTries(SQLModel, table=True):
    """Tries counted under one key, of which only the SHA-256 stands here.

    The count is zero again at `zero_at`; then the row serves nobody. `whose` is the SHA-256 of the
    user that was tried, by which an administrator lets them in again; empty where it is nobody's.
    """

    __tablename__ = "intento"

    key_sha256: str = Field(primary_key=True)
    zero_at: datetime = Field(sa_type=Instant, index=True)
    whose: str = Field(default="", index=True)

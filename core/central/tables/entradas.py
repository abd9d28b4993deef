"""Rows of entering through a provider. Private to core.central."""

from datetime import datetime

from sqlmodel import Field, SQLModel, UniqueConstraint

from core.central.database import Instant


class StoredEntrada(SQLModel, table=True):
    """One entrada. Of secret, page, state, browser and number only the SHA-256 (hex) stands here.

    `account_id` is who asks for a link. Its browser came back at `returned_at`; `issuer`, `sub` and
    `correo` are what it proved, `refused` the code of why it did not. `wrong` numbers use it up.
    """

    __tablename__ = "entrada"

    secret: str = Field(primary_key=True)
    page: str = Field(unique=True)
    kind: str
    account_id: int | None = Field(default=None, foreign_key="cuenta.id", index=True)
    proveedor: str
    device: str
    until: datetime = Field(sa_type=Instant, index=True)
    state: str | None = Field(default=None, unique=True)
    browser: str = ""
    returned_at: datetime | None = Field(default=None, sa_type=Instant)
    issuer: str = ""
    sub: str = ""
    correo: str = ""
    vouched: bool = False
    number: str = ""
    wrong: int = 0
    refused: str = ""


class StoredIdentidad(SQLModel, table=True):
    """A provider's account that opens an account here: known by issuer and subject alone."""

    __tablename__ = "identidad"
    __table_args__ = (
        UniqueConstraint("issuer", "sub"),
        UniqueConstraint("account_id", "proveedor"),
    )

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="cuenta.id", index=True)
    proveedor: str
    issuer: str
    sub: str
    correo: str = ""
    linked_at: datetime = Field(sa_type=Instant)

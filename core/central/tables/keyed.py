"""What requests under an Idempotency-Key made. Private to this package."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from core.central.database import Instant


class StoredKeyed(SQLModel, table=True):
    """The row that one request made: `number` among those of its `kind`.

    Neither key nor body is kept. Under a key that nobody knows, the hash of the body tells nothing
    of it, though what is sealed at rest was among it.
    """

    __tablename__ = "peticion_con_llave"

    key_sha256: str = Field(primary_key=True)
    kind: str
    request_sha256: str
    number: int
    at: datetime = Field(sa_type=Instant)

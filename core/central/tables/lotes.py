"""Rows of batches for the DERFE, of their lines, and of their files. Private to core.central."""

import datetime as dt
from datetime import datetime

from sqlalchemy import Index, LargeBinary, false
from sqlmodel import Field, SQLModel

from core.central.database import Instant
from core.central.tables.partial import where_index

SAID = "state IN ('aplicada', 'juzgada')"
"""Which lines say something of a citizen: those whose answer a person applied."""


class StoredLote(SQLModel, table=True):
    """One batch; `ordered_by` is who had it prepared.

    One that is `whole`, or asks the `unanswered`, is of a `turn`: in each everybody is asked about
    once.
    """

    __tablename__ = "lote"

    id: int | None = Field(default=None, primary_key=True)
    state: str = Field(index=True)
    whole: bool = Field(sa_column_kwargs={"server_default": false()})
    unanswered: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    turn: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    more: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    asked_by: str
    asked_at: datetime = Field(sa_type=Instant)
    ordered_by: str = ""
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    size: int = 0
    done: int = 0
    lines: int = 0
    left_out: int = 0
    answered: int = 0
    key: str = ""
    sha256: str = ""
    code: str = ""
    leased_by: str = ""
    leased_until: datetime | None = Field(default=None, sa_type=Instant)


class StoredSealed(SQLModel, table=True):
    """The file of one batch, sealed to the DERFE's key: short, and wherever the database is."""

    __tablename__ = "lote_archivo"

    lote: int = Field(foreign_key="lote.id", primary_key=True)
    sealed: bytes = Field(sa_type=LargeBinary)


class StoredLine(SQLModel, table=True):
    """A citizen of a batch, by keyed hashes (hex), and what the DERFE said.

    `state` is `pedida`, `revisada` (an answer lies aside, brought by `import_id`), `aplicada`, and
    `juzgada` once every record of the citizen was judged by it.
    """

    __tablename__ = "lote_renglon"
    __table_args__ = (
        Index("ix_lote_renglon_ciudadano", "clave", "cic"),
        where_index("ix_lote_renglon_dicho", "clave", "cic", where=SAID),
        where_index("ix_lote_renglon_aparte", "import_id", where="state = 'revisada'"),
        where_index("ix_lote_renglon_por_juzgar", "referencia", where="state = 'aplicada'"),
    )

    referencia: str = Field(primary_key=True)
    lote: int = Field(foreign_key="lote.id", index=True)
    clave: str
    cic: str
    state: str
    import_id: int | None = Field(default=None, foreign_key="importacion.id")
    estatus: str = ""
    cause: str = ""
    seccion: str = ""
    day: dt.date | None = None

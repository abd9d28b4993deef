"""Rows that every act writes: the bitácora and the outbox. Private to core.central."""

import json
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, Index, LargeBinary, Text, text
from sqlmodel import Field, SQLModel

from core.central.database import Instant
from core.central.tables.partial import where_index
from core.central.tables.searched import Searched

NO_RECEIPT = text("act <> 'apoyo_recibido'")
"""Every entry but those of received records, which are nearly all: only the others are indexed,

so that a record that comes in pays for no index. A query says it in these very words.
"""


def _few(column: str) -> Index:
    """Return the index of entries by `column` and number, without those of received records."""
    name = f"ix_bitacora_{column}"
    return Index(name, column, "sequence", sqlite_where=NO_RECEIPT, postgresql_where=NO_RECEIPT)


class StoredEntry(Searched, table=True):
    """One entry of the append-only log. Hashes in hex; `content` is what was hashed, as text."""

    __tablename__ = "bitacora"
    __table_args__ = (_few("act"), _few("actor"), _few("subject"))

    searched = ("subject", "actor")

    sequence: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime = Field(sa_type=Instant)
    actor: str
    act: str
    subject: str
    content: str = Field(sa_type=Text)
    previous: str
    hash: str = Field(unique=True)

    def words_beside(self, connection: Connection) -> str:
        """Return the act in words, and what its facts say."""
        del connection
        return words_of(self.act, json.loads(self.content)["facts"].values())


def words_of(act: str, facts: Iterable[str]) -> str:
    """Return an act in words, and what its facts say."""
    return " ".join((act.replace("_", " "), *facts))


class StoredMail(Searched, table=True):
    """One mail of the outbox. `secret` bodies are wiped once delivered.

    Waiting ones, which alone have a `next_try_at`, go out by `turn`: 0 where it is not one of many
    of an aspirante (`whose` is "").
    """

    __tablename__ = "correo"
    __table_args__ = (
        Index("ix_correo_busqueda", "id", "busqueda"),
        Index("ix_correo_pedido", "created_at", "id"),
        Index("ix_correo_para", "to", "id"),
        where_index("ix_correo_turno", "turn", "id", where="next_try_at IS NOT NULL"),
        where_index(
            "ix_correo_de_quien", "whose", "turn", where="next_try_at IS NOT NULL AND whose <> ''"
        ),
    )

    searched = ("to", "about", "subject")

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(index=True)
    to: str
    about: str = Field(index=True)
    subject: str
    text: str = Field(sa_type=Text)
    html: str = Field(sa_type=Text)
    secret: bool
    state: str = Field(index=True)
    created_at: datetime = Field(sa_type=Instant)
    sent_at: datetime | None = Field(default=None, sa_type=Instant)
    attempts: int = 0
    next_try_at: datetime | None = Field(default=None, sa_type=Instant)
    last_error: str = ""
    whose: str = Field(default="", sa_column_kwargs={"server_default": ""})
    turn: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    leased_by: str = ""
    leased_until: datetime | None = Field(default=None, sa_type=Instant)


class StoredAttachment(SQLModel, table=True):
    """A file of a mail. One with a `content_id` is shown inside the HTML."""

    __tablename__ = "correo_adjunto"

    id: int | None = Field(default=None, primary_key=True)
    mail_id: int = Field(foreign_key="correo.id", index=True)
    name: str
    media_type: str
    content: bytes = Field(sa_type=LargeBinary)
    content_id: str = ""

"""What a list is searched in: one folded text a row, written whenever the row is. Private here."""

import unicodedata
from typing import ClassVar

from sqlalchemy import Connection, Text, event
from sqlalchemy.orm import Mapper
from sqlmodel import Field, SQLModel

MOST = 600
"""How many characters of a row are searched: an index of PostgreSQL takes no long text."""

_AROUND = ".,;:()«»\"'¿?¡!·•–—…"


def folded(text: str) -> str:
    """Return `text` in lower case, without accents, its words one space apart."""
    if text.isascii():
        return " ".join(text.lower().split())
    spread = unicodedata.normalize("NFKD", text)
    bare = "".join(each for each in spread if not unicodedata.combining(each))
    return " ".join(bare.casefold().split())


def words(search: str) -> tuple[str, ...]:
    """Return the folded words of a search, without what only stands around a word."""
    parts = (each.strip(_AROUND) for each in folded(search).split())
    return tuple(dict.fromkeys(each for each in parts if each))


class Searched(SQLModel):
    """A row that a list finds by any word of its `searched` columns."""

    searched: ClassVar[tuple[str, ...]] = ()

    busqueda: str = Field(default="", sa_type=Text)

    def words_beside(self, connection: Connection) -> str:
        """Return what is searched besides the columns; nothing unless a table says more."""
        del connection
        return ""


def write_searched(row: Searched, connection: Connection) -> None:
    """Fold what the row says now, before it is written."""
    said = (str(getattr(row, name) or "") for name in row.searched)
    row.busqueda = searched_text(*said, row.words_beside(connection))


def searched_text(*said: str) -> str:
    """Return what a row that says this is searched in."""
    return folded(" ".join(said))[:MOST]


def _write(_mapper: Mapper[Searched], connection: Connection, row: Searched) -> None:
    write_searched(row, connection)


for _moment in ("before_insert", "before_update"):
    event.listen(Searched, _moment, _write, propagate=True)

"""Rows of the roll-ups that progress is read from. Private to core.central."""

from sqlmodel import Field, SQLModel


class StoredConteo(SQLModel, table=True):
    """How many records of an aspirante and an auxiliar stand under a result, by its label.

    `resultado` is "" for those without a verdict. Derived: `core.central.apoyos.conteo` keeps it in
    the transaction of what it counts, and counts it anew from nothing.
    """

    __tablename__ = "conteo"
    __table_args__ = {"sqlite_with_rowid": False}

    aspirante: str = Field(primary_key=True)
    auxiliar: str = Field(primary_key=True)
    resultado: str = Field(primary_key=True)
    total: int


class StoredAspiranteConteo(SQLModel, table=True):
    """The same of an aspirante as a whole: a list of these is read without adding up auxiliares."""

    __tablename__ = "conteo_aspirante"
    __table_args__ = {"sqlite_with_rowid": False}

    aspirante: str = Field(primary_key=True)
    resultado: str = Field(primary_key=True)
    total: int


class StoredSeccionConteo(SQLModel, table=True):
    """How many records that count an aspirante has of citizens of a sección, as the padrón has it.

    Derived as those above. A record whose sección is not known stands in none.
    """

    __tablename__ = "conteo_seccion"
    __table_args__ = {"sqlite_with_rowid": False}

    aspirante: str = Field(primary_key=True)
    seccion: str = Field(primary_key=True)
    total: int

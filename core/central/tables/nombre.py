"""The columns of a name, for every table that keeps one. Private to core.central."""

from sqlalchemy import Connection, Text, event
from sqlalchemy.orm import Mapper
from sqlmodel import Field, SQLModel

from core.central.tables.searched import MOST, folded
from core.domain.values.nombre import NombreCompletoFields, NombreFields, ShownNombreFields


class NombreColumns(SQLModel):
    """Nombre(s) and apellidos, as `core.domain.values.nombre.Nombre` has them."""

    nombre: str
    apellido_paterno: str
    apellido_materno: str
    sin_segundo_apellido: bool
    orden: str = Field(default="", sa_type=Text)
    """Apellidos and nombre(s) folded, written whenever the row is: by it lists are ordered."""

    def nombre_fields(self) -> NombreFields:
        """Return the name for a carrier of it."""
        return {
            "nombre": self.nombre,
            "apellido_paterno": self.apellido_paterno,
            "apellido_materno": self.apellido_materno,
            "sin_segundo_apellido": self.sin_segundo_apellido,
        }


class NombreCompletoColumns(NombreColumns):
    """A name with the sobrenombre, empty where there is none."""

    sobrenombre: str

    def nombre_completo_fields(self) -> NombreCompletoFields:
        """Return the name and the sobrenombre for a carrier of them."""
        return {**self.nombre_fields(), "sobrenombre": self.sobrenombre}

    def shown_nombre_fields(self) -> ShownNombreFields:
        """Return what lists and letters show of the name."""
        return {
            "nombre": self.nombre,
            "apellido_paterno": self.apellido_paterno,
            "apellido_materno": self.apellido_materno,
            "sobrenombre": self.sobrenombre,
        }


def alphabetical(row: NombreColumns) -> str:
    """Return by what a name stands in a list: apellidos first, without accents or case."""
    return folded(f"{row.apellido_paterno} {row.apellido_materno} {row.nombre}")[:MOST]


def _write(_mapper: Mapper[NombreColumns], _connection: Connection, row: NombreColumns) -> None:
    row.orden = alphabetical(row)


for _moment in ("before_insert", "before_update"):
    event.listen(NombreColumns, _moment, _write, propagate=True)

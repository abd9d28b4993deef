"""The columns of a name, for every table that keeps one. Private to core.central."""

from sqlmodel import SQLModel

from core.domain.nombre import NombreCompletoFields, NombreFields, ShownNombreFields


class NombreColumns(SQLModel):
    """Nombre(s) and apellidos, as `core.domain.nombre.Nombre` has them."""

    nombre: str
    apellido_paterno: str
    apellido_materno: str
    sin_segundo_apellido: bool

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

"""Entidades, municipios, distritos and secciones: where a voter lives (never where born)."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Municipio:
    """A municipio of the imported geography: entidad two digits, number three."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    entidad: str
    numero: str
    name: str


@dataclass(frozen=True, slots=True)
class SeccionPlace:
    """Where a sección lies. `lista`: how many its lista nominal has; None if no file said."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    seccion: str
    entidad: str
    municipio: str
    municipio_nombre: str
    distrito: str
    lista: int | None = None


@dataclass(frozen=True, slots=True)
class GeografiaLoaded:
    """What an import of the geography gave. `lista` sums up `listed` secciones."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    secciones: int
    municipios: int
    listed: int = 0
    lista: int = 0


ENTIDADES: dict[str, str] = {
    "01": "Aguascalientes",
    "02": "Baja California",
    "03": "Baja California Sur",
    "04": "Campeche",
    "05": "Coahuila",
    "06": "Colima",
    "07": "Chiapas",
    "08": "Chihuahua",
    "09": "Ciudad de México",
    "10": "Durango",
    "11": "Guanajuato",
    "12": "Guerrero",
    "13": "Hidalgo",
    "14": "Jalisco",
    "15": "México",
    "16": "Michoacán",
    "17": "Morelos",
    "18": "Nayarit",
    "19": "Nuevo León",
    "20": "Oaxaca",
    "21": "Puebla",
    "22": "Querétaro",
    "23": "Quintana Roo",
    "24": "San Luis Potosí",
    "25": "Sinaloa",
    "26": "Sonora",
    "27": "Tabasco",
    "28": "Tamaulipas",
    "29": "Tlaxcala",
    "30": "Veracruz",
    "31": "Yucatán",
    "32": "Zacatecas",
}
"""INE's number of each entidad (norma/credencial.md, 5)."""

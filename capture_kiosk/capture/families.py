"""The families of credentials that a person tells apart at a glance (numeral 15)."""

from dataclasses import dataclass
from typing import Final

from core.domain.apoyos.apoyo import CredentialType


@dataclass(frozen=True, slots=True)
class FamilyShown:
    """A family as the page of numeral 15 shows it: name, what it is told by, its drawing."""

    type: CredentialType
    name: str
    told: str
    picture: str


FAMILIES: Final = (
    FamilyShown(
        CredentialType.CD,
        "IFE 2008 a 2014, modelo C o D",
        "Dice IFE. La foto está a la derecha.",
        "credencial_cd",
    ),
    FamilyShown(
        CredentialType.EF,
        "INE 2014 a 2019, modelo E o F",
        "Dice INE. Trae estado, municipio y localidad.",
        "credencial_ef",
    ),
    FamilyShown(
        CredentialType.GH,
        "INE desde 2019, modelo G o H",
        "Dice INE. Solo trae sección, y tres códigos QR atrás.",
        "credencial_gh",
    ),
    FamilyShown(
        CredentialType.OTHER,
        "Otra o dañada",
        "Más antigua, gastada, o no se parece a las demás.",
        "credencial_otra",
    ),
)


def family_name(value: str) -> str:
    """Return the name of a type by its value, «Otra o dañada» for what has none."""
    found = (family.name for family in FAMILIES if family.type.value == value)
    return next(found, FAMILIES[-1].name)

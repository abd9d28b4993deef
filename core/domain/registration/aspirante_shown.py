"""What auxiliares and citizens see of an aspirante (numeral 14)."""

from dataclasses import dataclass
from typing import ClassVar

from core.domain.values.nombre import Nombrado


@dataclass(frozen=True, slots=True)
class AspiranteShown(Nombrado):
    """The five data of numeral 14, and the Id Solicitante. Sobrenombre may be empty."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    id_solicitante: str
    nombre: str
    apellido_paterno: str
    apellido_materno: str
    sobrenombre: str
    cargo: str

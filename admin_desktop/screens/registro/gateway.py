"""What the form of a registration asks of the server."""

from collections.abc import Callable
from dataclasses import dataclass

from core.domain.proceso.geografia import Municipio, SeccionPlace
from core.domain.proceso.proceso import Cargo
from core.domain.registration.aspirante import Registered, RegistroAspirante
from core.domain.registration.coincidencia import Coincidencia, Coincidencias
from core.domain.registration.constancia import ConstanciaRow


@dataclass(frozen=True, slots=True)
class RegistroGateway:
    """What the form asks. `find` and `place` give None where there is no such thing.

    `place` takes an empty entidad where none is chosen.
    """

    cargos: Callable[[], tuple[Cargo, ...]]
    generos: Callable[[], tuple[str, ...]]
    entidad: Callable[[], str]
    find: Callable[[str], ConstanciaRow | None]
    municipios: Callable[[str], tuple[Municipio, ...]]
    place: Callable[[str, str], SeccionPlace | None]
    alike: Callable[[Coincidencia], Coincidencias]
    register: Callable[[RegistroAspirante, str], Registered]
    new_key: Callable[[], str]

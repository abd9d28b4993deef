"""What the acts from the proceso to the registration need, bound to one transaction."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.domain.proceso.geografia import SeccionPlace
from core.domain.proceso.periodo import PeriodoAct
from core.domain.proceso.proceso import Notice, PublishedProceso
from core.domain.registration.aspirante import RegistroAspirante
from core.domain.registration.capacitacion import Capacitacion, CapacitacionRow
from core.domain.registration.constancia import Constancia, Entrega
from core.domain.values.signed import Signed
from core.ports.keyed_request import KeyedRequest

Sign = Callable[[str, object], Signed]
"""Kind and domain value → the server's own word on it."""


class Procesos(Protocol):
    """The published versions of this server's one proceso."""

    def current(self) -> PublishedProceso:
        """Return the newest version. Raises ProcesoMissing before the first."""

    def latest(self) -> PublishedProceso | None:
        """Return the newest version, or None before the first."""

    def publish(self, published: PublishedProceso, signed: Signed) -> None:
        """Keep a new version as it was signed."""

    def people_notices(self) -> Sequence[Notice]:
        """Return the notice to aspirantes and auxiliares of each version, oldest first."""

    def cargos_in_use(self) -> frozenset[str]:
        """Return the cargos that constancias, periods or aspirantes name."""


class Periodos(Protocol):
    """The acts that set periods. None is ever changed."""

    def acts(self) -> Sequence[PeriodoAct]:
        """Return all of them, by version."""

    def add(self, act: PeriodoAct) -> PeriodoAct:
        """Keep an act under the next version, and return it so."""


class Geografia(Protocol):
    """The imported geography."""

    def is_empty(self) -> bool:
        """Tell whether none was imported."""

    def has_municipio(self, entidad: str, municipio: str) -> bool:
        """Tell whether the entidad has that municipio."""

    def place(self, entidad: str, seccion: str) -> SeccionPlace | None:
        """Return where a sección lies, or None; for no entidad, where one alone has the number."""


@dataclass(frozen=True, slots=True)
class KnownConstancia:
    """A constancia with its id; `used` where an aspirante was registered with it."""

    id: int
    constancia: Constancia
    used: bool
    voided: bool = False


@dataclass(frozen=True, slots=True)
class KeptPrint:
    """A print: which copy of each constancia left, from 1, in the order of the request, and when.

    A repeat of its request gets the very same.
    """

    request: KeyedRequest
    copies: tuple[int, ...]
    at: datetime


class Constancias(Protocol):
    """The constancias of numeral 3."""

    def find(self, number: str) -> KnownConstancia | None:
        """Return the constancia of a number, or None."""

    def by_id(self, constancia_id: int) -> KnownConstancia:
        """Return a constancia. Raises NotThere."""

    def add(self, constancia: Constancia) -> int:
        """Keep a new one and return its id."""

    def deliver(self, constancia_id: int, entrega: Entrega) -> None:
        """Note that it was handed over."""

    def sealed(self, constancia_id: int, position: int, head: str) -> None:
        """Note where the bitácora stood when it was issued."""

    def void(self, constancia_id: int, reason: str, replaced_by: str) -> None:
        """Note that it was voided now, and the number of the one in its place, "" for none."""

    def printed(self, constancia_id: int) -> int:
        """Note that it was printed once more; return how often it was."""

    def print_of(self, key: str) -> KeptPrint | None:
        """Return what was printed under this Idempotency-Key, or None."""

    def keep_print(self, made: KeptPrint) -> None:
        """Keep what was printed, under its key."""

    def numbers(self, before: str, after: str) -> Sequence[str]:
        """Return the numbers that begin and end so."""


class Capacitaciones(Protocol):
    """The sessions of training."""

    def by_id(self, capacitacion_id: int) -> CapacitacionRow:
        """Return one. Raises NotThere."""

    def add(self, capacitacion: Capacitacion) -> CapacitacionRow:
        """Keep one, with who attended."""


@dataclass(frozen=True, slots=True)
class NewAspirante:
    """A registration about to be kept."""

    registro: RegistroAspirante
    request: KeyedRequest
    constancia_id: int
    registered_at: datetime
    same_day: bool


@dataclass(frozen=True, slots=True)
class KnownAspirante:
    """A registration that is kept. `name` is what letters call the person."""

    id_solicitante: str
    registro: RegistroAspirante
    registered_at: datetime
    same_day: bool

    @property
    def name(self) -> str:
        """Return nombre and apellidos, as one says them."""
        return self.registro.persona.full_name


class Aspirantes(Protocol):
    """The registered aspirantes."""

    def by_key(self, key: str) -> KnownAspirante | None:
        """Return what was concluded under this Idempotency-Key, or None."""

    def sent(self, id_solicitante: str) -> str:
        """Return the SHA-256 of the request that a registration came from. Raises NotThere."""

    def by_id(self, id_solicitante: str) -> KnownAspirante:
        """Return a registration. Raises NotThere."""

    def has_clave(self, clave: str) -> bool:
        """Tell whether somebody with this clave is registered."""

    def add(self, aspirante: NewAspirante) -> KnownAspirante:
        """Keep one under the next Id Solicitante: six digits, in sequence, no gap."""

    def set_correo(self, id_solicitante: str, correo: str) -> None:
        """Correct the address of 4.e.a."""

    def correct(self, id_solicitante: str, registro: RegistroAspirante) -> None:
        """Keep other data of one, with the same office and constancia. Raises NotThere."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What an aspirante's row shows of the supports: auxiliares in force, received, counted."""

    auxiliares: int
    received: int
    counted: int


class Progress(Protocol):
    """The figures of supports, for lists."""

    def of(self, ids: Sequence[str]) -> Mapping[str, Figures]:
        """Return the figures of each Id Solicitante."""

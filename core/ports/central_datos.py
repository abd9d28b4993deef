"""What the acts about personal data need, bound to one transaction."""

from datetime import date, datetime
from typing import Protocol

from core.domain.access.aviso import AvisoReadOnTablet
from core.domain.datos_personales.datos_personales import (
    Cumplimiento,
    Desahogo,
    NewSolicitud,
    NewVulneracion,
    Respuesta,
    Solicitud,
    Vulneracion,
)


class Solicitudes(Protocol):
    """The requests of owners. What names a person is sealed where it is kept."""

    def by_id(self, solicitud_id: int) -> Solicitud:
        """Return one. Raises NotThere."""

    def add(self, asked: NewSolicitud, due_on: date, ground: str) -> Solicitud:
        """Keep a new one under the next folio of its year."""

    def extend(self, solicitud_id: int, ground: str, due_on: date) -> None:
        """Keep the extension and the new last day."""

    def prevent(self, solicitud_id: int, lacking: str, on: date, due_on: date) -> None:
        """Keep what it lacks, the day on which its owner was told, and their last day."""

    def remedy(self, solicitud_id: int, given: Desahogo, due_on: date) -> None:
        """Keep what the owner gave, and the new last day to answer."""

    def drop(self, solicitud_id: int, on: date) -> None:
        """Keep that it stands as not presented."""

    def answer(self, solicitud_id: int, given: Respuesta, due_on: date | None) -> None:
        """Keep the answer, and the last day to carry it out where there is something to do."""

    def fulfil(self, solicitud_id: int, done: Cumplimiento) -> None:
        """Keep that it was carried out."""


class Vulneraciones(Protocol):
    """The breaches."""

    def by_id(self, vulneracion_id: int) -> Vulneracion:
        """Return one. Raises NotThere."""

    def add(self, told: NewVulneracion, told_by: datetime) -> Vulneracion:
        """Keep a new one."""

    def change(self, vulneracion_id: int, told: NewVulneracion, told_by: datetime) -> None:
        """Keep what is known of it now."""


class AvisosRead(Protocol):
    """Which text of the privacy notice an aspirante read, and when. None is ever changed."""

    def read_at(self, id_solicitante: str, sha256: str) -> datetime | None:
        """Return when they read the text of that SHA-256 (hex), None if they did not."""

    def note(self, id_solicitante: str, version: str, sha256: str) -> None:
        """Keep that they read it now."""


class AvisosReadOnTablets(Protocol):
    """Which text of the privacy notice an auxiliar read on a tablet. None is ever changed."""

    def read(self, auxiliar: str, sha256: str) -> AvisoReadOnTablet | None:
        """Return what is kept of the text of that SHA-256 (hex), None where they never read it."""

    def note(self, auxiliar: str, device: str, read: AvisoReadOnTablet) -> bool:
        """Keep what was read, and the hour of now; False where that text was read before.

        An hour that has not come yet, by this server's clock, is kept as now.
        """

"""What a unit of work has for personal data that is sealed, or told of."""

from dataclasses import dataclass

from core.central.at_rest import AtRest
from core.central.avisos import StoredAvisosRead, StoredAvisosReadOnTablets
from core.central.counting_parts import CountingParts
from core.central.datos_personales import StoredSolicitudes, StoredVulneraciones
from core.central.keyed_rows import StoredKeyedRows
from core.central.registration.borradores import StoredBorradores
from core.central.registration.escaneos import StoredEscaneos


@dataclass(frozen=True, slots=True)
class PersonalParts(CountingParts):
    """The repositories of the law of personal data; `actor` acts."""

    actor: str

    @property
    def keyed_rows(self) -> StoredKeyedRows:
        """Return what requests under an Idempotency-Key made."""
        return StoredKeyedRows(self.session, self.clock)

    def solicitudes(self, seal: AtRest) -> StoredSolicitudes:
        """Return the requests of owners of data, opened by `seal`."""
        return StoredSolicitudes(self.session, self.actor, seal)

    @property
    def avisos_read(self) -> StoredAvisosRead:
        """Return which aspirante read which privacy notice."""
        return StoredAvisosRead(self.session, self.clock)

    @property
    def avisos_read_on_tablets(self) -> StoredAvisosReadOnTablets:
        """Return which auxiliar read which privacy notice."""
        return StoredAvisosReadOnTablets(self.session, self.clock)

    @property
    def vulneraciones(self) -> StoredVulneraciones:
        """Return the breaches of personal data."""
        return StoredVulneraciones(self.session, self.clock, self.actor)

    def borradores(self, seal: AtRest) -> StoredBorradores:
        """Return the drafts of registrations, opened by `seal`."""
        return StoredBorradores(self.session, self.clock, seal)

    @property
    def escaneos(self) -> StoredEscaneos:
        """Return the scanned documents of expedientes."""
        return StoredEscaneos(self.session, self.clock, self.actor)

"""The second half of a unit of work: vínculos, tablets, envíos, records, acuses, verification."""

from collections.abc import Callable
from dataclasses import dataclass

from core.central.access.devices import StoredCodes, StoredDevices
from core.central.access.tablet_sessions import StoredTabletSessions
from core.central.apoyos.acuses import StoredAcuses
from core.central.apoyos.apoyos import StoredApoyos
from core.central.apoyos.avance import StoredAvance
from core.central.apoyos.envios import StoredEnvios
from core.central.registration.territory import StoredTerritory
from core.central.registration.vinculos import StoredCandidates, StoredVinculos
from core.central.unit_of_work import UnitOfWork
from core.central.verification.runs import StoredCuts, StoredRuns
from core.central.verification.verdicts import StoredVerdicts
from core.domain.proceso import Proceso


@dataclass(frozen=True, slots=True)
class ApoyoWork:
    """What an act of numerals 6 to 11 and 25 to 28 may touch, in the transaction of `work`."""

    work: UnitOfWork

    @property
    def vinculos(self) -> StoredVinculos:
        """Return auxiliares and vínculos."""
        return StoredVinculos(self.work.session, self.work.clock)

    @property
    def devices(self) -> StoredDevices:
        """Return the tablets."""
        return StoredDevices(self.work.session, self.work.clock)

    @property
    def tablet_sessions(self) -> StoredTabletSessions:
        """Return nonces and sessions of tablets."""
        return StoredTabletSessions(self.work.session, self.work.clock)

    @property
    def envios(self) -> StoredEnvios:
        """Return the envíos."""
        return StoredEnvios(self.work.session, self.work.clock)

    @property
    def apoyos(self) -> StoredApoyos:
        """Return the received records."""
        return StoredApoyos(self.work.session)

    @property
    def acuses(self) -> StoredAcuses:
        """Return the acuses."""
        return StoredAcuses(self.work.session, self.work.clock)

    @property
    def verdicts(self) -> StoredVerdicts:
        """Return keyed hashes and verdicts."""
        return StoredVerdicts(self.work.session, self.work.clock)

    @property
    def runs(self) -> StoredRuns:
        """Return the runs of verification."""
        return StoredRuns(self.work.session, self.work.clock)

    @property
    def cuts(self) -> StoredCuts:
        """Return the cuts of the padrón."""
        return StoredCuts(self.work.session)

    @property
    def avance(self) -> StoredAvance:
        """Return progress in figures."""
        return StoredAvance(self.work.session)

    def codes(self, make: Callable[[], str]) -> StoredCodes:
        """Return the activation codes; `make` gives a new random one."""
        return StoredCodes(self.work.session, self.work.clock, make)

    def candidates(self, proceso: Proceso) -> StoredCandidates:
        """Return the aspirantes, with the cargos of `proceso` by their names."""
        names = {cargo.id: cargo.name for cargo in proceso.cargos}
        return StoredCandidates(self.work.session, names)

    def territory(self, proceso: Proceso) -> StoredTerritory:
        """Return what `proceso` says of its offices, and the periods in force."""
        return StoredTerritory(self.work.session, proceso, self.work.periodos.acts())

"""What a unit of work has for verification, progress, and the worker's jobs."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlmodel import Session

from core.central.apoyos.avance import StoredAvance
from core.central.apoyos.detalle import StoredDetalle
from core.central.apoyos.integrity import StoredIntegrity
from core.central.apoyos.progress import StoredProgress
from core.central.apoyos.recount import StoredRecount
from core.central.queues import StoredQueues
from core.central.trabajos import StoredTrabajos
from core.central.verification.lotes import StoredLotes
from core.central.verification.pairs import StoredPairs
from core.central.verification.records import StoredRecords
from core.central.verification.respuestas import StoredRespuestas
from core.central.verification.runs import StoredCuts, StoredRuns
from core.central.verification.verdicts import StoredVerdicts
from core.domain.proceso.proceso import Proceso
from core.ports.shared import Clock


@dataclass(frozen=True, slots=True)
class CountingParts:
    """The repositories that count, in one open transaction."""

    session: Session
    clock: Clock

    @property
    def progress(self) -> StoredProgress:
        """Return the figures of supports."""
        return StoredProgress(self.session)

    @property
    def records(self) -> StoredRecords:
        """Return received records, as verification reads them."""
        return StoredRecords(self.session, self.clock)

    @property
    def pairs(self) -> StoredPairs:
        """Return what is known of each aspirante and auxiliar."""
        return StoredPairs(self.session)

    @property
    def verdicts(self) -> StoredVerdicts:
        """Return the verdicts."""
        return StoredVerdicts(self.session)

    @property
    def runs(self) -> StoredRuns:
        """Return the runs of verification."""
        return StoredRuns(self.session, self.clock)

    @property
    def cuts(self) -> StoredCuts:
        """Return the cuts of the padrón."""
        return StoredCuts(self.session)

    @property
    def lotes(self) -> StoredLotes:
        """Return the batches for the DERFE."""
        return StoredLotes(self.session, self.clock)

    @property
    def respuestas(self) -> StoredRespuestas:
        """Return what the DERFE answered."""
        return StoredRespuestas(self.session)

    @property
    def recount(self) -> StoredRecount:
        """Return the roll-up against the records."""
        return StoredRecount(self.session)

    @property
    def trabajos(self) -> StoredTrabajos:
        """Return the jobs that one worker at a time does."""
        return StoredTrabajos(self.session, self.clock)

    @property
    def queues(self) -> StoredQueues:
        """Return what waits, and since when."""
        return StoredQueues(self.session)

    @property
    def integrity(self) -> StoredIntegrity:
        """Return whether what was received holds together."""
        return StoredIntegrity(self.session)

    @property
    def avance(self) -> StoredAvance:
        """Return progress in figures."""
        return StoredAvance(self.session)

    def detalle(self, proceso: Proceso) -> StoredDetalle:
        """Return the progress of aspirantes in detail, as it is today."""
        today = self.clock.now().astimezone(ZoneInfo(proceso.time_zone)).date()
        cut = self.cuts.last()
        return StoredDetalle(self.session, proceso, today, cut.cut_on if cut else None)

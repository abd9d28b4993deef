"""Privacy notices that aspirantes and auxiliares read, in the database."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from core.central.tables.datos_personales import StoredAvisoRead, StoredAvisoReadOnTablet
from core.domain.access.aviso import AvisoReadOnTablet
from core.ports.shared import Clock


@dataclass(frozen=True, slots=True)
class StoredAvisosRead:
    """What aspirantes read at the desk."""

    session: Session
    clock: Clock

    def read_at(self, id_solicitante: str, sha256: str) -> datetime | None:
        row = self.session.get(StoredAvisoRead, (id_solicitante, sha256))
        return row.at if row else None

    def note(self, id_solicitante: str, version: str, sha256: str) -> None:
        row = StoredAvisoRead(
            aspirante=id_solicitante, version=version, sha256=sha256, at=self.clock.now()
        )
        self.session.add(row)
        self.session.flush()


@dataclass(frozen=True, slots=True)
class StoredAvisosReadOnTablets:
    """What auxiliares read on their tablets."""

    session: Session
    clock: Clock

    def read(self, auxiliar: str, sha256: str) -> AvisoReadOnTablet | None:
        row = self.session.get(StoredAvisoReadOnTablet, (auxiliar, sha256))
        return AvisoReadOnTablet(row.version, row.sha256, row.read_at) if row else None

    def note(self, auxiliar: str, device: str, read: AvisoReadOnTablet) -> bool:
        if self.read(auxiliar, read.sha256):
            return False
        now = self.clock.now()
        row = StoredAvisoReadOnTablet(
            auxiliar=auxiliar,
            sha256=read.sha256,
            version=read.version,
            device=device,
            read_at=min(read.read_at, now),
            at=now,
        )
        self.session.add(row)
        self.session.flush()
        return True

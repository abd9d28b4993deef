"""On the server: who read which privacy notice is kept, with version and hour.

Source: norma/lecturas.md, 14. A notice informs: it asks for no consent.
"""

from dataclasses import dataclass

from core.domain.access.aviso import (
    AvisoChanged,
    AvisoRead,
    AvisoReadOnTablet,
    AvisoShown,
    notice_sha256,
)
from core.ports.central import Bitacora
from core.ports.central_datos import AvisosRead, AvisosReadOnTablets
from core.ports.central_registration import Procesos
from core.ports.central_vinculos import Device


@dataclass(frozen=True, slots=True)
class ReadAviso:
    """Keep that an aspirante read the notice in force; idempotent."""

    avisos: AvisosRead
    procesos: Procesos
    bitacora: Bitacora

    def shown(self, id_solicitante: str) -> AvisoShown:
        """Return the notice in force, and when this aspirante read that very text."""
        notice = self.procesos.current().proceso.people_notice
        digest = notice_sha256(notice.text)
        read_at = self.avisos.read_at(id_solicitante, digest)
        return AvisoShown(notice.version, notice.text, digest, read_at)

    def __call__(self, id_solicitante: str, read: AvisoRead) -> AvisoShown:
        """Return the notice as read. Raises AvisoChanged for another text."""
        shown = self.shown(id_solicitante)
        if read.sha256 != shown.sha256:
            raise AvisoChanged
        if not shown.is_due:
            return shown
        self.avisos.note(id_solicitante, shown.version, shown.sha256)
        facts = {"version": shown.version, "sha256": shown.sha256}
        self.bitacora.append("aviso_leido", id_solicitante, facts)
        return self.shown(id_solicitante)


@dataclass(frozen=True, slots=True)
class ReadAvisoOnTablet:
    """Keep that an auxiliar read, on their tablet, a notice that is or was in force; idempotent.

    It may be told long after, once there is a network: any text that was published is one that
    they could read.
    """

    avisos: AvisosReadOnTablets
    procesos: Procesos
    bitacora: Bitacora

    def __call__(self, device: Device, read: AvisoReadOnTablet) -> None:
        """Keep it. Raises AvisoChanged for a text that was never published under that version."""
        published = self.procesos.people_notices()
        if (read.version, read.sha256) not in (
            (each.version, notice_sha256(each.text)) for each in published if each.text
        ):
            raise AvisoChanged
        if self.avisos.note(device.auxiliar, device.id, read):
            facts = {
                "version": read.version,
                "sha256": read.sha256,
                "tableta": device.id,
                "leido": read.read_at.isoformat(),
            }
            self.bitacora.append("aviso_leido_en_tableta", device.auxiliar, facts)

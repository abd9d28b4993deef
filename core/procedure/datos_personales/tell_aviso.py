"""On the tablet: what its auxiliar read is told to the server, once there is a network.

Source: norma/lecturas.md, 14.
"""

from dataclasses import dataclass

from core.domain.access.aviso import AvisoChanged
from core.domain.device.paquete import TabletSession
from core.errors import CentralRefused
from core.ports.tablet import NoticesRead, TabletServer


@dataclass(frozen=True, slots=True)
class TellAviso:
    """Tell all that was read and not told. A text that this server never published is let go."""

    server: TabletServer
    notices: NoticesRead

    def __call__(self, session: TabletSession, auxiliar: str) -> None:
        """Tell it. Raises CentralRefused or CentralUnreachable: the rest is told another time."""
        for read in self.notices.untold(auxiliar):
            try:
                self.server.read_notice(session, read)
            except CentralRefused as refusal:
                if refusal.code != AvisoChanged.code:
                    raise
            self.notices.told(auxiliar, read)

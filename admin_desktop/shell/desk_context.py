"""Part of the composition root: what each screen's factory takes its functions from."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from PySide6.QtCore import QObject, Signal

from admin_desktop.framework.local_time import LocalTime
from core.client.registro import Central
from core.domain.proceso import Cargo, Mode, Proceso, PublishedProceso
from core.domain.roles import Facultad, may
from core.domain.session import Session
from core.domain.signed import PROCESO, Signed
from core.errors import CentralRefused
from core.ports.shared import Clock
from core.sealing import b64
from core.sealing.signed import open_signed
from core.wire import read_json

_FIRST_ZONE = "America/Mexico_City"
_NOT_YET = 404


class DeskContext(QObject):
    """The server, the person who is in, the proceso in force and the hours of its state."""

    proceso_changed = Signal()

    def __init__(
        self,
        central: Central,
        session: Session,
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.central = central
        self.session = session
        self.local = LocalTime(clock, self._zone)
        self._published: PublishedProceso | None = None

    @property
    def published(self) -> PublishedProceso | None:
        """The proceso as last seen, or None before the first publication."""
        return self._published

    @property
    def proceso(self) -> Proceso | None:
        """What the Instituto decided, or None before the first publication."""
        return self._published.proceso if self._published else None

    @property
    def practice(self) -> bool:
        """Tell whether every page must say PRÁCTICA."""
        return self.proceso is not None and self.proceso.mode is Mode.PRACTICA

    def fetch_proceso(self) -> PublishedProceso | None:
        """Ask the server for the proceso (off the GUI thread) and keep it. None: not yet."""
        try:
            found = opened_proceso(self.central.procesos.published())
        except CentralRefused as refused:
            if refused.status != _NOT_YET:
                raise
            return None
        self.keep_proceso(found)
        return found

    def keep_proceso(self, published: PublishedProceso) -> None:
        """Set the proceso in force."""
        if published != self._published:
            self._published = published
            self.proceso_changed.emit()

    def may(self, facultad: Facultad) -> bool:
        """Tell whether the person may do something: what they may not is not shown."""
        return may(self.session.roles, facultad)

    def cargos(self) -> tuple[Cargo, ...]:
        """Return the offices of the proceso in force."""
        return self.proceso.cargos if self.proceso else ()

    def cargo_name(self, cargo_id: str) -> str:
        """Return how people call an office; its id where nobody knows it."""
        found = self.proceso.cargo(cargo_id) if self.proceso else None
        return found.name if found else cargo_id

    def _zone(self) -> str:
        return self.proceso.time_zone if self.proceso else _FIRST_ZONE


def opened_proceso(signed: Signed) -> PublishedProceso:
    """Return the content of a Signed proceso. Raises SignatureRejected.

    It is verified under its own key: the server itself was authenticated by pinned TLS.
    """
    key = Ed25519PublicKey.from_public_bytes(b64.decode(signed.key))
    body = open_signed(signed, kind=PROCESO, by=key)
    published: PublishedProceso = read_json(PublishedProceso, body)
    return published

"""Part of the composition root: what each screen's factory takes its functions from."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from PySide6.QtCore import QObject, Signal

from admin_desktop.framework.local_time import LocalTime
from core.client.registro import Central
from core.domain.access.roles import Facultad, may
from core.domain.access.session import Session
from core.domain.proceso.periodo import Periodo, in_force
from core.domain.proceso.proceso import Cargo, Mode, Proceso, PublishedProceso
from core.domain.values.signed import PROCESO, Signed
from core.domain.verification.resultado import Avance
from core.errors import CentralRefused, NotThere
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

    def avance_of(self, id_solicitante: str) -> Avance:
        """Ask the server for one aspirante's progress (off the GUI thread). Raises NotThere."""
        rows = self.central.avances.of(id_solicitante).items
        found = next((row for row in rows if row.id_solicitante == id_solicitante), None)
        if found is None:
            raise NotThere
        return found

    def periodo_of(self, avance: Avance) -> Periodo | None:
        """Ask for the period in force of an aspirante (off the GUI thread). None: not yet."""
        published = self.fetch_proceso()
        if published is None:
            return None
        # The server tells the office as people call it; acts name it by its id.
        cargos, said = published.proceso.cargos, avance.cargo
        cargo = next((each.id for each in cargos if said in (each.id, each.name)), said)
        return in_force(published.periodos, cargo=cargo, aspirante=avance.id_solicitante)

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

"""«Dispositivo en ceros»: the end of a tablet's work, once nothing waits on it."""

from dataclasses import dataclass
from pathlib import Path

from capture_kiosk.device.emptied import Emptied
from capture_kiosk.device.tablet import Tablet
from capture_kiosk.errors import RecordsWaiting
from core.ports.shared import Clock
from core.sealing.ceros import Ceros, certificate
from core.tablet.wipe import remains, wipe


@dataclass(frozen=True, slots=True)
class Emptying:
    """Empties one tablet. Off the GUI thread; afterwards the program must end."""

    tablet: Tablet
    data: Path
    clock: Clock

    def __call__(self) -> Emptied:
        """Return the certificate, once keys, packet, receipts and all else are erased.

        Raises RecordsWaiting while anything waits to be sent, IdentityLocked without the password
        (then nothing was erased), or MachineTrouble (then it may be done again).
        """
        kept = self.tablet.kept()
        if kept.waiting:
            raise RecordsWaiting({"count": str(len(kept.waiting))})
        identity = self.tablet.identity
        ceros = Ceros(identity.device(), len(kept.receipts), self.clock.now())
        text = certificate(ceros, by=identity.key())
        self.tablet.end_calls()  # a renewal in progress would store the packet anew
        identity.forget()
        wipe(self.data)
        left = remains(self.data)
        return Emptied(ceros.device, ceros.receipts, ceros.emptied_at, text, left)

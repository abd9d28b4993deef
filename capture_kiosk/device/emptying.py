"""«Dispositivo en ceros»: the end of a tablet's work, once nothing waits on it.

The order lets a power cut, or a disk that fails, be followed by another try: what is no key goes
first, then the certificate is signed and kept, then the keys go, and last the certificate's file.
"""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from capture_kiosk.device.emptied import Emptied
from capture_kiosk.device.tablet import Tablet
from capture_kiosk.errors import RecordsWaiting
from core.ports.shared import Clock
from core.sealing import ceros
from core.tablet import durable
from core.tablet.wipe import remains, wipe

_NOTE: Final = "ceros"
"""Of an emptying under way: the count of receipts; once only keys are left, the certificate."""
_KEYS: Final = "identity"


@dataclass(frozen=True, slots=True)
class Emptying:
    """Empties one tablet. Off the GUI thread; afterwards the program must end."""

    tablet: Tablet
    data: Path
    clock: Clock

    def __call__(self) -> Emptied:
        """Return the certificate, once keys, packet, receipts and all else are erased.

        Raises RecordsWaiting while anything waits to be sent, IdentityLocked without the password
        (then nothing was erased), or MachineTrouble (then it may be done again, by this program or
        the next one that is started).
        """
        text = self._note() if self.is_signed() else self._signed()
        self.tablet.identity.forget()
        wipe(self.data, _NOTE)
        durable.erase(self.data / _NOTE)
        said = ceros.said_by(text)
        return Emptied(said.device, said.receipts, said.emptied_at, text, remains(self.data))

    def is_signed(self) -> bool:
        """Tell whether an emptying was cut after its certificate was signed."""
        return bool(self._note()) and not self._note().isdecimal()

    def _signed(self) -> str:
        """Erase all but the keys; return the certificate that says so."""
        waiting = self.tablet.waiting_anew()
        if waiting:
            raise RecordsWaiting({"count": str(len(waiting))})
        identity = self.tablet.identity
        key, device = identity.key(), identity.device()
        receipts = max(self.tablet.kept(1).received, int(self._note() or 0))
        durable.write(self.data / _NOTE, str(receipts).encode())
        self.tablet.end_calls()  # a renewal in progress would store the packet anew
        wipe(self.data, _NOTE, _KEYS)
        text = ceros.certificate(ceros.Ceros(device, receipts, self.clock.now()), by=key)
        durable.write(self.data / _NOTE, text.encode())
        return text

    def _note(self) -> str:
        with durable.trouble_named(), suppress(FileNotFoundError):
            return (self.data / _NOTE).read_text("ascii")
        return ""

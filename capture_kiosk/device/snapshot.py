"""What the disk of a tablet says at one moment, read off the GUI thread."""

from dataclasses import dataclass
from datetime import datetime

from capture_kiosk.device.kept import Kept
from capture_kiosk.device.tablet import Tablet
from core.domain.device.paquete import WorkPacket
from core.domain.registration.invitacion import Invitacion
from core.errors import ApoyoError


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the disk says at one moment. `closed` is why there is no packet, if there is none."""

    kept: Kept
    bound: datetime | None = None
    packet: WorkPacket | None = None
    closed: ApoyoError | None = None
    invitations: tuple[Invitacion, ...] = ()


def snapshot_of(tablet: Tablet, receipts: int) -> Snapshot:
    """Return what is on this tablet now, of its receipts the newest. Raises MachineTrouble."""
    kept = tablet.kept(receipts)
    if not tablet.identity.is_activated():
        return Snapshot(kept)
    try:
        packet, closed = tablet.packet(), None
    except ApoyoError as error:
        packet, closed = None, error
    return Snapshot(kept, tablet.bound(), packet, closed, tablet.invitations())

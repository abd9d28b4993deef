"""The packet of this tablet from another screen: parts put together, then verified and kept."""

from dataclasses import dataclass, field
from typing import cast

from capture_kiosk.device.tablet import Tablet
from core.domain.device.paquete import WorkPacket
from core.domain.values.signed import Signed
from core.procedure.n11_take_work_packet import TakeWorkPacket
from core.sealing.errors import PartsDamaged
from core.sealing.parts import PartsTaken
from core.wire import read_json


@dataclass(slots=True)
class PacketFromParts:
    """`take` is for the GUI thread, `store` for another."""

    tablet: Tablet
    _taken: PartsTaken = field(default_factory=PartsTaken)

    def take(self, text: str) -> tuple[int, int, bytes | None]:
        """Return parts seen, of how many, and the whole once it is there. Raises PartsDamaged."""
        whole = self._taken.take(text)
        return self._taken.seen, self._taken.count, whole

    def store(self, whole: bytes) -> WorkPacket:
        """Return the packet, kept (11).

        Raises PartsDamaged, SignatureRejected, PacketOfAnother, PacketOutOfDate or NotActivated.
        """
        try:
            signed = cast("Signed", read_json(Signed, whole))
        except ValueError as cause:
            raise PartsDamaged from cause
        return TakeWorkPacket(self.tablet.identity, self.tablet.packets())(signed)

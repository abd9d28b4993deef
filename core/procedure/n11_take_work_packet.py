"""Numeral 11, on the tablet: a work packet that came without a network, shown by another screen."""

from dataclasses import dataclass

from core.domain.device.paquete import WorkPacket
from core.domain.errors import PacketOfAnother
from core.domain.values.signed import Signed
from core.ports.tablet import DeviceIdentity, PacketStore


@dataclass(frozen=True, slots=True)
class TakeWorkPacket:
    """Keep a packet whoever shows it: its signature, its device and its version decide."""

    identity: DeviceIdentity
    packets: PacketStore

    def __call__(self, signed: Signed) -> WorkPacket:
        """Return the packet, kept.

        Raises SignatureRejected, PacketOfAnother or PacketOutOfDate; the one kept still holds.
        """
        if self.packets.read(signed).device != self.identity.device():
            raise PacketOfAnother
        return self.packets.store(signed)

"""Numeral 11, on the tablet: at each contact the work packet is renewed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from core.domain.device.paquete import NonceSigned, TabletSession, WorkPacket
from core.errors import CentralRefused
from core.ports.tablet import DeviceIdentity, PacketStore, TabletServer

CLOSING = frozenset(
    {"vinculo_terminado", "app_no_autorizada", "dispositivo_anulado", "dispositivo_reportado"}
)
"""What the server says when capture must stop here; what is saved can still be sent."""


@dataclass(frozen=True, slots=True)
class LoadWorkPacket:
    """Prove the device, fetch its packet, keep it. `as_text`, `as_bytes`: base64url."""

    server: TabletServer
    identity: DeviceIdentity
    packets: PacketStore
    as_text: Callable[[bytes], str]
    as_bytes: Callable[[str], bytes]
    app_hash: str

    def __call__(self) -> WorkPacket:
        """Return the new packet, kept.

        Raises CentralUnreachable (the one kept still holds), CentralRefused (of `CLOSING`: it no
        longer does), SignatureRejected (the one kept still holds).
        """
        return self.renew(self.session())

    def session(self) -> TabletSession:
        """Return a session of 15 minutes, for the packet, the acuses and the invitations.

        Raises as a call does: what ends the work closes the packet here too.
        """
        device = self.identity.device()
        with self._closing():
            nonce = self.server.nonce(device).nonce
            signature = self.as_text(self.identity.sign_nonce(self.as_bytes(nonce)))
            return self.server.open_session(NonceSigned(device, nonce, signature, self.app_hash))

    def renew(self, session: TabletSession) -> WorkPacket:
        """Return the new packet, kept. Raises as a call does."""
        with self._closing():
            return self.packets.store(self.server.packet(session))

    @contextmanager
    def _closing(self) -> Iterator[None]:
        try:
            yield
        except CentralRefused as refusal:
            if refusal.code in CLOSING:
                self.packets.close(refusal.code)
            raise

"""What opens a tablet: its activation, and the password at each start."""

from dataclasses import dataclass

from capture_kiosk.device.tablet import Tablet
from capture_kiosk.device.today import is_practice
from capture_kiosk.errors import PracticeCameraOnly
from core.domain.apoyos.apoyo import FrameSourceKind
from core.domain.device.paquete import WorkPacket
from core.errors import ApoyoError
from core.ports.tablet import ActivationInvitation


@dataclass(frozen=True, slots=True)
class Opening:
    """One tablet. Its methods wait for disk or server and run off the GUI thread."""

    tablet: Tablet

    def activate(self, invitation: ActivationInvitation, password: str) -> WorkPacket:
        """Return the packet of this activation. Raises what the server or the tablet refuses."""
        return self._allowed(self.tablet.activate(invitation, password))

    def unlock(self, password: str) -> WorkPacket | ApoyoError:
        """Return the packet, or why the server closed it. Raises what a wrong password raises."""
        self.tablet.unlock(password)
        try:
            return self._allowed(self.tablet.packet())
        except PracticeCameraOnly:
            raise
        except ApoyoError as closed:
            return closed

    def _allowed(self, packet: WorkPacket) -> WorkPacket:
        if self.tablet.frames is FrameSourceKind.FILE and not is_practice(packet):
            raise PracticeCameraOnly
        return packet

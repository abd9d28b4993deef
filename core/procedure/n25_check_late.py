"""Numeral 25, on the server: whether a tablet out of use may still announce and send."""

from dataclasses import dataclass

from core.domain.apoyos.apoyo_errors import DeviceSpent, DeviceSuspended
from core.domain.device.dispositivo import LateBounds
from core.ports.central_vinculos import Device, Devices
from core.ports.shared import Clock


@dataclass(frozen=True, slots=True)
class CheckLate:
    """Bound the token of a tablet out of use by the server's own clock and counts.

    The time that such a tablet signed is its own claim. Source: norma/lecturas.md, 13.
    """

    devices: Devices
    clock: Clock
    bounds: LateBounds

    def __call__(self, device: Device) -> None:
        """Return if it may send. Raises DeviceSuspended or DeviceSpent; the UTI may reopen it."""
        if device.is_suspended:
            raise DeviceSuspended
        if self.is_spent(device):
            raise DeviceSpent

    def is_spent(self, device: Device) -> bool:
        """Tell whether a tablet out of use has sent as long, or as much, as it may."""
        since = device.late_since
        if since is None:
            return False
        sent = self.devices.late(device)
        return not self.bounds.allow(sent, since=since, now=self.clock.now())

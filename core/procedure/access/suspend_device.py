"""Numeral 10, on the server: a stolen tablet is suspended by its auxiliar or by the UTI alone."""

from dataclasses import dataclass

from core.domain.access.access_errors import OwnDataWrong
from core.domain.device.dispositivo import STOLEN, OwnData, SuspensionReason
from core.errors import NotThere
from core.ports.central import Bitacora
from core.ports.central_vinculos import Device, Devices, MailLinks, StolenReports, Vinculos
from core.procedure.access.tell_of_device import SUSPENSION, TellOfDevice
from core.procedure.n25_check_late import CheckLate

BY_AUXILIAR = "auxiliar"


@dataclass(frozen=True, slots=True)
class SuspendDevice:
    """Suspend a tablet at once: no packet, no session, and its upload token is refused."""

    devices: Devices
    vinculos: Vinculos
    links: MailLinks
    reports: StolenReports
    tell: TellOfDevice
    bitacora: Bitacora
    late: CheckLate

    def __call__(self, device_id: str, reason: SuspensionReason) -> Device:
        """Return the tablet, suspended by the UTI, in use or not. Idempotent. Raises NotThere."""
        return self._suspend(self._device(device_id), reason.reason)

    def named(self, token: str) -> Device:
        """Return the tablet of a link without changing anything. Raises LinkOver or NotThere."""
        return self._device(self.links.about(SUSPENSION, token))

    def by_auxiliar(self, token: str, own: OwnData) -> Device:
        """Return it, suspended by who knows the auxiliar's own data besides the link.

        The link alone is not enough: the mail may lie open on the stolen tablet. Raises LinkOver
        or OwnDataWrong (which the caller counts, with `was_wrong`).
        """
        device = self.named(token)
        if not self._knows(device, own):
            raise OwnDataWrong
        return self._suspend(device, BY_AUXILIAR)

    def was_wrong(self, token: str) -> None:
        """Count a wrong answer; the fifth spends the link."""
        self.links.was_wrong(token)

    def withdraw(self, device_id: str, reason: SuspensionReason) -> Device:
        """Withdraw the reports of a tablet, by the UTI; their aspirantes' packets work again.

        Raises NotThere.
        """
        device = self._device(device_id)
        self.reports.withdraw(device.id)
        self.links.void(SUSPENSION, device.id)
        self.bitacora.append("reporte_retirado", device.id, {"motivo": reason.reason})
        return device

    def reopen(self, device_id: str, reason: SuspensionReason) -> Device:
        """Return it, able to send again what it signed, and no more, for a whole term. By the UTI.

        One that may send stays as it is. Raises NotThere.
        """
        device = self._device(device_id)
        if device.is_suspended or self.late.is_spent(device):
            self.devices.reopen(device.id)
            self.bitacora.append("dispositivo_reabierto", device.id, {"motivo": reason.reason})
        return self._device(device.id)

    def _knows(self, device: Device, own: OwnData) -> bool:
        """Compare with what any aspirante whom they accepted typed at the alta (6.c)."""
        altas = [self.vinculos.alta(each.id) for each in self.vinculos.in_force(device.auxiliar)]
        return (own.fecha_nacimiento, own.telefono) in {
            (each.fecha_nacimiento, each.telefono) for each in altas
        }

    def _device(self, device_id: str) -> Device:
        device = self.devices.find(device_id)
        if device is None:
            raise NotThere
        return device

    def _suspend(self, device: Device, reason: str) -> Device:
        if device.is_suspended:
            return device
        if device.voided_at is None:
            self.devices.void(device.id, STOLEN)
        else:
            self.devices.suspend(device.id)
        self.bitacora.append("dispositivo_suspendido", device.id, {"motivo": reason})
        self.tell.suspended(device)
        return self._device(device.id)

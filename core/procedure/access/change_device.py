"""Numeral 10, on the server: an aspirante asks for a change of device, or reports one stolen."""

from dataclasses import dataclass

from core.domain.apoyos.apoyo_errors import DeviceReasonUnknown, NoDevice, VinculoPending
from core.domain.device.dispositivo import REASONS, STOLEN
from core.domain.registration.auxiliar import DeviceChange, Vinculo, VinculoState
from core.ports.central import Bitacora
from core.ports.central_vinculos import Devices, StolenReports, Vinculos
from core.procedure.access.tell_of_device import TellOfDevice
from core.procedure.n06_end_vinculo import own_vinculo
from core.procedure.n07_send_activation import SendActivation


@dataclass(frozen=True, slots=True)
class ChangeDevice:
    """What one aspirante may do about the tablet of an auxiliar who serves others too.

    No aspirante takes it out of use: a change sends a code, and the former tablet ends when the
    auxiliar activates another with it. A report of theft suspends the reporter's own packet there.
    """

    vinculos: Vinculos
    devices: Devices
    reports: StolenReports
    activation: SendActivation
    tell: TellOfDevice
    bitacora: Bitacora

    def __call__(self, aspirante: str, vinculo_id: str, change: DeviceChange) -> Vinculo:
        """Return the vínculo.

        Raises NotThere, VinculoOver, VinculoPending, DeviceReasonUnknown, or NoDevice where there
        is no tablet to report.
        """
        if change.reason not in REASONS:
            raise DeviceReasonUnknown
        vinculo = own_vinculo(self.vinculos, aspirante, vinculo_id)
        if vinculo.state is VinculoState.PENDING:
            raise VinculoPending
        if change.reason == STOLEN:
            self._report(vinculo)
        else:
            facts = {"auxiliar": vinculo.auxiliar, "motivo": change.reason}
            self.bitacora.append("cambio_de_dispositivo_pedido", vinculo.id, facts)
            self.activation(vinculo, change.reason)
        return vinculo

    def send_code(self, aspirante: str, vinculo_id: str) -> Vinculo:
        """Send the invitation or a code again, and return the vínculo.

        After a report of this aspirante's own the code may take the place of the stolen tablet.
        Raises NotThere or VinculoOver.
        """
        vinculo = own_vinculo(self.vinculos, aspirante, vinculo_id)
        device = self.devices.active(vinculo.auxiliar)
        reports = self.reports.of_device(device.id) if device else ()
        reported = any(each.vinculo == vinculo.id for each in reports)
        self.activation.again(vinculo, STOLEN if reported else "")
        return vinculo

    def _report(self, vinculo: Vinculo) -> None:
        device = self.devices.active(vinculo.auxiliar)
        if device is None:
            raise NoDevice
        if any(each.vinculo == vinculo.id for each in self.reports.of_device(device.id)):
            return
        self.reports.add(device.id, vinculo)
        facts = {"auxiliar": vinculo.auxiliar, "vinculo": vinculo.id}
        self.bitacora.append("tableta_reportada", device.id, facts)
        self.tell.reported(device)

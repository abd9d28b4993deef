"""Numeral 10, on the server: a change of device is an explicit, logged act of the aspirante."""

from dataclasses import dataclass

from core.domain.apoyo_errors import DeviceReasonUnknown
from core.domain.auxiliar import DeviceChange, Vinculo
from core.domain.dispositivo import REASONS
from core.errors import NotThere
from core.ports.central import Bitacora
from core.ports.central_vinculos import Candidates, Devices, Vinculos
from core.procedure.n06_end_vinculo import own_vinculo
from core.procedure.n07_send_activation import SendActivation


@dataclass(frozen=True, slots=True)
class ChangeDevice:
    """Take the tablet of an auxiliar out of use and send a code for another.

    Its sealed records are not lost: what it signed before is still announced and received.
    """

    vinculos: Vinculos
    candidates: Candidates
    devices: Devices
    activation: SendActivation
    bitacora: Bitacora

    def __call__(self, aspirante: str, vinculo_id: str, change: DeviceChange) -> Vinculo:
        """Return the vínculo. Raises NotThere, VinculoOver or DeviceReasonUnknown."""
        if change.reason not in REASONS:
            raise DeviceReasonUnknown
        vinculo = own_vinculo(self.vinculos, aspirante, vinculo_id)
        candidate = self.candidates.find(aspirante)
        if candidate is None:
            raise NotThere
        device = self.devices.active(vinculo.auxiliar)
        if device is not None:
            self.devices.void(device.id, change.reason)
            self.bitacora.append("dispositivo_anulado", device.id, {"motivo": change.reason})
        self.activation(vinculo, self.vinculos.auxiliar(vinculo.auxiliar), candidate)
        return vinculo

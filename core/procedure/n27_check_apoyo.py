"""Numeral 27, on the server: whether an envelope may be received, told without opening it."""

from dataclasses import dataclass

from core.domain.apoyo import Header, RecordId, RecordMode
from core.domain.apoyo_errors import (
    AnotherAuxiliar,
    AnotherKey,
    AnotherProceso,
    AnotherRecord,
    DeviceUnknown,
    FileFramesRefused,
    RecordAspiranteUnknown,
    TrainingRefused,
)
from core.domain.proceso import Proceso
from core.domain.tablet import may_use
from core.ports.central_apoyos import Envelopes
from core.ports.central_vinculos import Candidates, Devices


@dataclass(frozen=True, slots=True)
class CheckApoyo:
    """Tell whether an envelope may be received, without opening it."""

    envelopes: Envelopes
    devices: Devices
    candidates: Candidates
    proceso: Proceso
    election_key_id: str

    def __call__(self, envelope: bytes, *, record_id: RecordId, auxiliar: str) -> Header:
        """Return its header, signed by a tablet of this auxiliar: a former one will do.

        Raises EnvelopeRejected: corrupt, unknown version, training, of pictures from files outside
        a PRÁCTICA, or of another record, proceso, auxiliar, key, aspirante or device.
        """
        claimed = self.envelopes.read(envelope)
        if claimed.mode is RecordMode.TRAINING:
            raise TrainingRefused
        if claimed.proceso != self.proceso.id:
            raise AnotherProceso
        if claimed.auxiliar != auxiliar:
            raise AnotherAuxiliar
        device = self.devices.find(claimed.device)
        if device is None or device.auxiliar != auxiliar:
            raise DeviceUnknown
        header = self.envelopes.verify(envelope, device.key)
        if header.record_id != record_id:
            raise AnotherRecord
        if not may_use(header.frames, self.proceso.mode):
            raise FileFramesRefused
        if header.key_id != self.election_key_id:
            raise AnotherKey
        if self.candidates.find(header.aspirante) is None:
            raise RecordAspiranteUnknown
        return header

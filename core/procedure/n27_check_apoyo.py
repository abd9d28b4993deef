"""Numeral 27, on the server: whether an envelope may be received, told without opening it."""

from collections.abc import Callable
from dataclasses import dataclass

from core.domain.apoyos.apoyo import Header, RecordId, RecordMode
from core.domain.apoyos.apoyo_errors import (
    AnotherAuxiliar,
    AnotherKey,
    AnotherProceso,
    AnotherRecord,
    DeviceUnknown,
    FileFramesRefused,
    RecordAspiranteUnknown,
    RecordOfNoVinculo,
    TrainingRefused,
)
from core.domain.device.tablet import may_use
from core.domain.proceso.proceso import Proceso
from core.ports.central_apoyos import Arrived, Envelopes
from core.ports.central_vinculos import Candidate, Device


@dataclass(frozen=True, slots=True)
class CheckApoyo:
    """Tell whether an envelope may be received, without opening it, whoever brings it.

    `find_device` is asked by id, `find_candidate` by Id Solicitante, and `ever_accepted` whether
    an aspirante ever had an auxiliar: what was told once stays true.
    """

    envelopes: Envelopes
    find_device: Callable[[str], Device | None]
    find_candidate: Callable[[str], Candidate | None]
    ever_accepted: Callable[[str, str], bool]
    proceso: Proceso
    election_key_id: str

    def __call__(self, envelope: Arrived, *, record_id: RecordId) -> Header:
        """Return its header, signed by a tablet of this proceso: a former one will do.

        Raises EnvelopeRejected: corrupt, unknown version, training, of no device of ours, of
        pictures from files outside a PRÁCTICA, or of another record, proceso, auxiliar than the
        device's, key or aspirante; or for an aspirante who never had that auxiliar, which no
        packet of ours ever let a tablet capture.
        """
        header = self._signed(envelope)
        if header.record_id != record_id:
            raise AnotherRecord
        if not may_use(header.frames, self.proceso.mode):
            raise FileFramesRefused
        if header.key_id != self.election_key_id:
            raise AnotherKey
        if self.ever_accepted(header.aspirante, header.auxiliar):
            return header
        if self.find_candidate(header.aspirante) is None:
            raise RecordAspiranteUnknown
        raise RecordOfNoVinculo

    def _signed(self, envelope: Arrived) -> Header:
        """Return the header that a device of this proceso signed for its own auxiliar."""
        header = self.envelopes.read(envelope)
        if header.mode is RecordMode.TRAINING:
            raise TrainingRefused
        if header.proceso != self.proceso.id:
            raise AnotherProceso
        device = self.find_device(header.device)
        if device is None:
            raise DeviceUnknown
        self.envelopes.verify(envelope, device.key)
        if header.auxiliar != device.auxiliar:
            raise AnotherAuxiliar
        return header

"""Numerals 27 and 28, on the server: what a known device signed is durable, named, receipted.

The later verdict does not matter here, so that every tablet can erase what it sent.
"""

from dataclasses import dataclass

from core.domain.apoyos.apoyo import Header
from core.domain.apoyos.apoyo_errors import OtherBytes
from core.domain.apoyos.envio import Announcement, Receipt, WaitingRecord, folio
from core.domain.device.clock_trust import countable
from core.domain.values.signed import RECIBO
from core.ports.central import Bitacora
from core.ports.central_apoyos import (
    Envio,
    NewApoyo,
    Received,
    ReceivingApoyos,
    ReceivingEnvios,
)
from core.ports.central_registration import Sign
from core.ports.shared import Clock
from core.procedure.n25_open_envio import ALL_RECEIVED, close_envio


@dataclass(frozen=True, slots=True)
class ReceiveApoyo:
    """Give a durable record its folio, its place in the bitácora and its receipt, all or none."""

    apoyos: ReceivingApoyos
    envios: ReceivingEnvios
    bitacora: Bitacora
    sign: Sign
    clock: Clock

    def __call__(self, header: Header, *, sha256: str, size: int) -> Received:
        """Return what is answered. The same bytes again get the same answer.

        Raises OtherBytes where this record was received with others: the first are kept.
        """
        if known := self.apoyos.find(header.record_id):
            return same_bytes(known, sha256)
        header = countable(header)
        envio = self._envio(
            header, WaitingRecord(header.record_id, header.device_counter, sha256, size)
        )
        sequence = self.apoyos.next_sequence(header.aspirante)
        name = folio(header.aspirante, sequence)
        received_at = self.clock.now()
        facts = {"sha256": sha256, "dispositivo": header.device}
        position = self.bitacora.append("apoyo_recibido", name, facts)
        receipt = Receipt(header.record_id, sha256, name, received_at, position)
        signed = self.sign(RECIBO, receipt)
        received = Received(header.record_id, sha256, name, header.auxiliar, signed)
        new = NewApoyo(header, sha256, size, envio.id, received_at)
        self.apoyos.add(new, sequence, position, received)
        advanced = self.envios.receive(envio.id)
        if not advanced.pending:
            close_envio(self.envios, self.bitacora, advanced, ALL_RECEIVED)
        return received

    def _envio(self, header: Header, record: WaitingRecord) -> Envio:
        """Return the pair's open envío; a record that was not announced is added to it."""
        envio = self.envios.open_one(header.aspirante, header.auxiliar)
        if envio is None:
            told = Announcement(header.aspirante, (record,), self.clock.now())
            return self.envios.begin(header.auxiliar, told)
        if not self.envios.is_announced(envio.id, header.record_id):
            self.envios.announce(envio.id, record)
        return envio


def same_bytes(known: Received, sha256: str) -> Received:
    """Return `known` if these are its bytes. Raises OtherBytes."""
    if known.sha256 != sha256:
        raise OtherBytes
    return known

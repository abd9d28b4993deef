"""Sealing on the device (numerals 23 and 24): turns an Apoyo into a sealed record."""

import secrets
from dataclasses import dataclass
from functools import partial

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.domain.apoyos.apoyo import Apoyo, Header, RecordId
from core.domain.device.paquete import WorkPacket
from core.domain.device.tablet import SealedApoyo
from core.sealing import b64, payload
from core.sealing.envelope import end_body, seal_body, usual_size
from core.sealing.errors import ElectionKeyMismatch
from core.sealing.keys import election_public, key_id

_RECORD_ID_BYTES = 16


def sealed_size(apoyo: Apoyo) -> int:
    """Return the size in bytes of the sealed apoyo, within a few header bytes."""
    return usual_size(payload.size(apoyo))


@dataclass(frozen=True, slots=True)
class DeviceSealer:
    """A Sealer in the name of `device_key`, to the election key (X25519, 32 raw bytes)."""

    device_key: Ed25519PrivateKey
    election_key: bytes

    @classmethod
    def of_packet(cls, device_key: Ed25519PrivateKey, packet: WorkPacket) -> "DeviceSealer":
        """Return the sealer for the election key of a packet. Raises ElectionKeyMismatch."""
        try:
            raw = b64.decode(packet.election_key)
            matches = key_id(election_public(raw)) == packet.election_key_id
        except ValueError as cause:
            raise ElectionKeyMismatch from cause
        if not matches:
            raise ElectionKeyMismatch
        return cls(device_key, raw)

    def new_record_id(self) -> RecordId:
        return RecordId(secrets.token_hex(_RECORD_ID_BYTES))

    def seal(self, header: Header, apoyo: Apoyo) -> SealedApoyo:
        to = election_public(self.election_key)
        body = seal_body(header, payload.encode(apoyo), to=to)
        sign = partial(end_body, body, by=self.device_key)
        return SealedApoyo(header.record_id, header.device_counter, body, sign)

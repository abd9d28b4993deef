"""What the web process reads of an envelope: header and signature, never the content."""

from dataclasses import dataclass
from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from core.domain.apoyos.apoyo import Header
from core.domain.apoyos.apoyo_errors import DeviceUnknown
from core.ports.central_apoyos import Arrived
from core.sealing import b64
from core.sealing.envelope import check_signature, read_header
from core.sealing.keys import signing_public


@dataclass(frozen=True, slots=True)
class SealedEnvelopes:
    """Envelopes of core.sealing."""

    def read(self, arrived: Arrived) -> Header:
        return read_header(arrived.front)

    def verify(self, arrived: Arrived, device_key: str) -> None:
        check_signature(
            arrived.front,
            arrived.size,
            arrived.signed_sha256,
            arrived.signature,
            device=device_public(device_key),
        )


@lru_cache(maxsize=10_000)
def device_public(key: str) -> Ed25519PublicKey:
    """Return a device's key from base64url. Raises DeviceUnknown for an invalid key."""
    try:
        return signing_public(b64.decode(key))
    except ValueError as cause:
        raise DeviceUnknown from cause

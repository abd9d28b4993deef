"""What the web process reads of an envelope: header and signature, never the content."""

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from core.domain.apoyo import Header
from core.domain.apoyo_errors import DeviceUnknown
from core.sealing import b64
from core.sealing.envelope import read_header, verify_device
from core.sealing.keys import signing_public


@dataclass(frozen=True, slots=True)
class SealedEnvelopes:
    """Envelopes of core.sealing."""

    def read(self, envelope: bytes) -> Header:
        return read_header(envelope)

    def verify(self, envelope: bytes, device_key: str) -> Header:
        return verify_device(envelope, device_public(device_key))


def device_public(key: str) -> Ed25519PublicKey:
    """Return a device's key from base64url. Raises DeviceUnknown for an invalid key."""
    try:
        return signing_public(b64.decode(key))
    except ValueError as cause:
        raise DeviceUnknown from cause

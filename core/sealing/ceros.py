"""The certificate «dispositivo en ceros»: what a tablet's own key signs as its last act.

It says the device, how many receipts it kept of what it had sent, and when it was emptied; nothing
of anybody. The server knows the device's public key, so it can tell a certificate from a claim.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from core.sealing import b64
from core.sealing.errors import SignatureRejected

_CONTEXT: Final = b"apoyo-ceros\x00"
_PREFIX: Final = "apoyo-ceros"
_VERSION: Final = "1"
_MOMENT: Final = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Ceros:
    """A tablet that was emptied. `emptied_at` is timezone-aware, to the second."""

    device: str
    receipts: int
    emptied_at: datetime


def certificate(ceros: Ceros, *, by: Ed25519PrivateKey) -> str:
    """Return the certificate as one text, short enough for a QR."""
    moment = ceros.emptied_at.astimezone(UTC).strftime(_MOMENT)
    said = ":".join((_PREFIX, _VERSION, ceros.device, str(ceros.receipts), moment))
    return f"{said}:{b64.encode(by.sign(_CONTEXT + said.encode()))}"


def read_certificate(text: str, key_of: Callable[[str], Ed25519PublicKey | None]) -> Ceros:
    """Return what a certificate says. Raises SignatureRejected unless its device signed it."""
    said, _, signature = text.strip().rpartition(":")
    try:
        ceros = said_by(text)
        key = key_of(ceros.device)
        if key is None:
            raise SignatureRejected
        key.verify(b64.decode(signature), _CONTEXT + said.encode())
    except (ValueError, InvalidSignature) as cause:
        raise SignatureRejected from cause
    return ceros


def said_by(text: str) -> Ceros:
    """Return what a certificate says, whoever signed it. Raises SignatureRejected if it is none."""
    try:
        prefix, version, device, receipts, moment, _signature = text.strip().split(":")
        emptied_at = datetime.strptime(moment, _MOMENT).replace(tzinfo=UTC)
        ceros = Ceros(device, int(receipts), emptied_at)
    except ValueError as cause:
        raise SignatureRejected from cause
    if (prefix, version) != (_PREFIX, _VERSION):
        raise SignatureRejected
    return ceros

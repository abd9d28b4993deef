"""The one certificate of an authority: what is hashed is what is compared and what is trusted.

`ssl.PEM_cert_to_DER_cert` reads the first certificate of a text and a TLS library trusts all of
them: so exactly one is read here, and only what was read is written again.
"""

import re
import ssl
from dataclasses import dataclass

_ONE_PEM = re.compile(
    rb"\s*-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*"
)


@dataclass(frozen=True, slots=True)
class Authority:
    """A certificate. `pem` is encoded anew from `der`, and nothing stands beside it."""

    der: bytes
    pem: str

    @property
    def fingerprint(self) -> bytes:
        """Return SHA-256 of the DER (32 bytes): what a person compares and a client pins."""
        import hashlib

        return hashlib.sha256(self.der).digest()


def is_one_certificate(pem: bytes) -> bool:
    """Tell whether `pem` is one certificate and no more text, by the TLS library alone.

    For a first screen: `only_authority` loads a second library, and comes before any use.
    """
    if not _ONE_PEM.fullmatch(pem):
        return False
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cadata=pem.decode("ascii"))
    except (ValueError, ssl.SSLError):
        return False
    return True


def only_authority(pem: bytes) -> Authority:
    """Return the one certificate of `pem`. Raises ValueError for none, for two, and for more text.

    Source: RFC 7468, section 2, but for its explanatory text, which is refused.
    """
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    if not _ONE_PEM.fullmatch(pem):
        raise ValueError
    certificate = x509.load_pem_x509_certificate(pem)
    return Authority(
        certificate.public_bytes(Encoding.DER), certificate.public_bytes(Encoding.PEM).decode()
    )

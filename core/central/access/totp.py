"""Codes of time as `cryptography` makes them (RFC 6238)."""

from base64 import b32encode
from datetime import datetime
from hmac import compare_digest

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

_DIGITS, _SECONDS = 6, 30
_ISSUER = "Apoyo Ciudadano"
_AROUND = (0, -1, 1)
"""A telephone's clock may be one interval early or late (RFC 6238, 5.2)."""


class CryptographyTotp:
    """SHA-1 and six digits: others are not read by every program of codes."""

    def step(self, secret: bytes, code: str, now: datetime) -> int | None:
        codes, at = _of(secret), int(now.timestamp()) // _SECONDS
        found = None
        for step in (at + around for around in _AROUND):
            if compare_digest(codes.generate(step * _SECONDS), code.encode()):
                found = step if found is None else found
        return found

    def base32(self, secret: bytes) -> str:
        return b32encode(secret).decode("ascii").rstrip("=")

    def uri(self, secret: bytes, user: str) -> str:
        return _of(secret).get_provisioning_uri(user, _ISSUER)


def _of(secret: bytes) -> TOTP:
    return TOTP(secret, _DIGITS, SHA1(), _SECONDS)  # noqa: S303  what telephones read (RFC 6238)

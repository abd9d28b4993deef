"""The invitation to activate a tablet (numerals 7 and 10): a QR, or an address and 16 characters.

The last six characters come from the server's authority, so that what is typed by hand still
pins the right server (FORMAT.md 6).
"""

import re
import secrets
from dataclasses import dataclass
from urllib.parse import quote, unquote

from core.domain.server_address import server_address
from core.sealing import b64
from core.sealing.errors import CodeMalformed, CodeOfAnotherServer, InvitationMalformed

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base32: no I, L, O, U."""

_RANDOM_CHARACTERS = 10
_AUTHORITY_CHARACTERS = 6
_CODE = re.compile(f"[{ALPHABET}]{{16}}")
_READ_AS = str.maketrans("ILO", "110")
_INVITATION = re.compile(r"apoyo:1\?s=([^&\s]+)&a=([A-Za-z0-9_-]+)&k=([A-Za-z0-9_-]+)&c=(\w{16})")
_HASH_BYTES = 32


def make_code(fingerprint: bytes) -> str:
    """Return 10 random characters and 6 of the authority. `fingerprint`: SHA-256 of its DER."""
    chance = "".join(secrets.choice(ALPHABET) for _ in range(_RANDOM_CHARACTERS))
    return chance + _of_authority(fingerprint)


def typed_code(raw: str) -> str:
    """Return the code that a person wrote: blanks, hyphens and case do not matter.

    I and L read as 1, O as 0. Raises CodeMalformed.
    """
    code = "".join(raw.replace("-", "").split()).upper().translate(_READ_AS)
    if not _CODE.fullmatch(code):
        raise CodeMalformed
    return code


def fits(code: str, fingerprint: bytes) -> bool:
    """Tell whether a canonical code was made by the server with that authority."""
    return code[_RANDOM_CHARACTERS:] == _of_authority(fingerprint)


def grouped(code: str) -> str:
    """Return the code in four groups of four, as it is printed."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


@dataclass(frozen=True, slots=True)
class QrInvitation:
    """What the QR of numeral 7 says.

    `url` of the server; `authority` is the SHA-256 of its TLS authority (DER, 32 bytes);
    `signing_key` its Ed25519 public key (32 bytes); `code` good for one activation.
    """

    url: str
    authority: bytes
    signing_key: bytes
    code: str

    def to_text(self) -> str:
        """Return `apoyo:1?s=…&a=…&k=…&c=…`; the URL percent-encoded, the rest base64url."""
        url = quote(self.url, safe=":/.-_~")
        return (
            f"apoyo:1?s={url}&a={b64.encode(self.authority)}"
            f"&k={b64.encode(self.signing_key)}&c={self.code}"
        )

    @classmethod
    def from_text(cls, text: str) -> "QrInvitation":
        """Return the invitation of a QR. Raises InvitationMalformed or CodeOfAnotherServer.

        One text stands for an invitation: what `to_text` would write otherwise is refused.
        """
        found = _INVITATION.fullmatch(text.strip())
        if not found:
            raise InvitationMalformed
        url, authority, signing_key, code = found.groups()
        try:
            made = cls(unquote(url), b64.decode(authority), b64.decode(signing_key), code)
            whole = made._is_whole() and made.to_text() == text.strip()
        except ValueError as cause:
            raise InvitationMalformed from cause
        if not whole:
            raise InvitationMalformed
        if not fits(made.code, made.authority):
            raise CodeOfAnotherServer
        return made

    def check_authority(self, fingerprint: bytes) -> None:
        """Raise CodeOfAnotherServer unless `fingerprint` is the one in the QR."""
        if fingerprint != self.authority:
            raise CodeOfAnotherServer

    def _is_whole(self) -> bool:
        """Tell whether hashes have their length, the code its shape and the URL is an address."""
        lengths = len(self.authority) == len(self.signing_key) == _HASH_BYTES
        return lengths and bool(_CODE.fullmatch(self.code)) and server_address(self.url) == self.url


@dataclass(frozen=True, slots=True)
class TypedInvitation:
    """What a person types where no QR can be shown: the address and the 16 characters.

    The server's signing key is then the one that signs the proceso over the pinned TLS.
    """

    url: str
    code: str
    signing_key: None = None

    @classmethod
    def typed(cls, address: str, code: str) -> "TypedInvitation":
        """Return it. Raises AddressMalformed or CodeMalformed. `https://` may be left out."""
        said = address.strip()
        url = server_address(said if "://" in said else f"https://{said}")
        return cls(url, typed_code(code))

    def check_authority(self, fingerprint: bytes) -> None:
        """Raise CodeOfAnotherServer unless the code ends with that authority's six characters."""
        if not fits(self.code, fingerprint):
            raise CodeOfAnotherServer


def _of_authority(fingerprint: bytes) -> str:
    """Return the first 30 bits of the fingerprint as six characters."""
    bits = int.from_bytes(fingerprint[:4], "big") >> 2
    return "".join(ALPHABET[bits >> shift & 31] for shift in range(25, -1, -5))

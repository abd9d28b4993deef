"""The invitation to activate a tablet (numerals 7 and 10): a QR, or an address and 36 characters.

The characters pin the server that made them: 80 bits of one digest over its TLS authority and its
signing key stand among them (FORMAT.md 6). Each group of four carries its own check character.
"""

import hashlib
import re
import secrets
from dataclasses import dataclass
from urllib.parse import quote, unquote

from core.domain.values.server_address import server_address
from core.sealing import b64
from core.sealing.errors import (
    CodeGroupMistyped,
    CodeMalformed,
    CodeOfAnotherServer,
    InvitationMalformed,
)

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base32: no I, L, O, U."""

GROUPS, GROUP = 9, 4
CHARACTERS = GROUPS * GROUP
_DATA = GROUP - 1
_RANDOM_CHARACTERS = 11
_DIGEST_CHARACTERS = GROUPS * _DATA - _RANDOM_CHARACTERS
"""Of five bits each: 55 random bits, and 80 of the digest over authority and signing key."""

_CONTEXT = b"apoyo-activacion\x00"
_CODE = re.compile(f"[{ALPHABET}]{{{CHARACTERS}}}")
_READ_AS = str.maketrans("ILO", "110")
_INVITATION = re.compile(
    rf"apoyo:1\?s=([^&\s]+)&a=([A-Za-z0-9_-]+)&k=([A-Za-z0-9_-]+)&c=([{ALPHABET}]{{{CHARACTERS}}})"
)
_HASH_BYTES = 32


def make_code(authority: bytes, signing_key: bytes) -> str:
    """Return a new random code: 36 characters, canonical form.

    `authority`: SHA-256 of the DER of the TLS authority, 32 bytes; `signing_key`: Ed25519, 32
    bytes. Source: FORMAT.md, 6.
    """
    chance = "".join(secrets.choice(ALPHABET) for _ in range(_RANDOM_CHARACTERS))
    return with_checks(chance + _pinned(authority, signing_key))


def with_checks(data: str) -> str:
    """Return 27 characters as 36: nine groups of four, the last of each its check character."""
    groups = (data[start : start + _DATA] for start in range(0, len(data), _DATA))
    return "".join(group + _check(place, group) for place, group in enumerate(groups))


def as_read(raw: str) -> str:
    """Return what a person has typed so far in canonical form; nothing is checked.

    Blanks, hyphens and case are ignored; I and L are read as 1, O as 0.
    """
    return "".join(raw.replace("-", "").split()).upper().translate(_READ_AS)


def group_is_right(place: int, group: str) -> bool:
    """Tell whether a group of four has its own check character. `place`: 0 is the first group."""
    known = len(group) == GROUP and all(each in ALPHABET for each in group)
    return known and group[_DATA] == _check(place, group[:_DATA])


def groups_typed(raw: str) -> tuple[tuple[str, bool], ...]:
    """Return the text so far of each of the nine groups, and whether its check character holds."""
    code = as_read(raw)
    groups = (code[start : start + GROUP] for start in range(0, CHARACTERS, GROUP))
    return tuple((group, group_is_right(place, group)) for place, group in enumerate(groups))


def typed_code(raw: str) -> str:
    """Return a typed code in canonical form: 36 characters, every group checked.

    Raises CodeMalformed for another length or characters outside the alphabet, and
    CodeGroupMistyped with the first wrong group, counted from 1.
    """
    code = as_read(raw)
    for place, (group, right) in enumerate(groups_typed(code)):
        if len(group) == GROUP and not right:
            raise CodeGroupMistyped({"group": str(place + 1)})
    if not _CODE.fullmatch(code):
        raise CodeMalformed
    return code


def fits(code: str, authority: bytes, signing_key: bytes) -> bool:
    """Tell whether a canonical code was made for this authority and signing key (32 bytes each)."""
    data = "".join(code[start : start + _DATA] for start in range(0, CHARACTERS, GROUP))
    return data[_RANDOM_CHARACTERS:] == _pinned(authority, signing_key)


def grouped(code: str) -> str:
    """Return the code as printed: groups of four joined by hyphens."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


@dataclass(frozen=True, slots=True)
class Invitation:
    """Content of the QR of numeral 7.

    `url` of the server; `authority`: SHA-256 of its TLS authority (DER), 32 bytes; `signing_key`:
    Ed25519, 32 bytes; `code`: valid for one activation.
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
    def from_text(cls, text: str) -> "Invitation":
        """Return the invitation of a QR. Raises InvitationMalformed or CodeOfAnotherServer.

        The encoding is canonical: any text that `to_text` would write differently is refused.
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
        if not fits(made.code, made.authority, made.signing_key):
            raise CodeOfAnotherServer
        return made

    def check_server(self, authority: bytes, signing_key: bytes) -> None:
        """Raise CodeOfAnotherServer unless authority and key are those in the QR."""
        if (authority, signing_key) != (self.authority, self.signing_key):
            raise CodeOfAnotherServer

    def _is_whole(self) -> bool:
        """Tell whether hashes have their length, the code its checks and the URL is an address."""
        lengths = len(self.authority) == len(self.signing_key) == _HASH_BYTES
        right = lengths and typed_code(self.code) == self.code
        return right and server_address(self.url) == self.url


@dataclass(frozen=True, slots=True)
class TypedInvitation:
    """The typed form of an invitation: the server's address and the 36 characters.

    `signing_key` is None: the code pins the key that signs the proceso.
    """

    url: str
    code: str
    signing_key: None = None

    @classmethod
    def typed(cls, address: str, code: str) -> "TypedInvitation":
        """Return the invitation typed as address and code; `https://` may be left out.

        Raises AddressMalformed, CodeGroupMistyped or CodeMalformed.
        """
        said = address.strip()
        url = server_address(said if "://" in said else f"https://{said}")
        return cls(url, typed_code(code))

    def check_server(self, authority: bytes, signing_key: bytes) -> None:
        """Raise CodeOfAnotherServer unless the code was made under that authority and key."""
        if not fits(self.code, authority, signing_key):
            raise CodeOfAnotherServer


def _pinned(authority: bytes, signing_key: bytes) -> str:
    """Return the first 80 bits of one digest over authority and key as 16 characters."""
    digest = hashlib.sha256(_CONTEXT + authority + signing_key).digest()
    bits = int.from_bytes(digest, "big") >> 8 * len(digest) - 5 * _DIGEST_CHARACTERS
    last = 5 * (_DIGEST_CHARACTERS - 1)
    return "".join(ALPHABET[bits >> shift & 31] for shift in range(last, -1, -5))


def _check(place: int, group: str) -> str:
    """Return the check character of three others at that place (0 is the first group).

    Horner's rule over GF(32): one wrong character, two exchanged, and a group in another's place
    are always told. Source: a Reed-Solomon code of distance 2, x^5 + x^2 + 1.
    """
    told = place
    for character in group:
        told = _doubled(told ^ ALPHABET.index(character))
    return ALPHABET[told]


def _doubled(element: int) -> int:
    """Return x times an element of GF(32)."""
    return element << 1 ^ (0b100101 if element & 16 else 0)

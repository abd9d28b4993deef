"""Verification of Signed statements from FORMAT.md alone: text or mapping in, body out."""

import base64
import json
import re
from collections.abc import Mapping
from typing import NoReturn

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

_LINE = re.compile(
    r"(?:https://[^\s#]+#)?apoyo-firmado:1\?t=(?P<kind>[a-z-]+)&b=(?P<body>[A-Za-z0-9_-]*)"
    r"&k=(?P<key>[A-Za-z0-9_-]+)&f=(?P<signature>[A-Za-z0-9_-]+)"
)
_FIELDS = {"kind", "body", "key", "signature"}


class NotVerified(Exception):
    """The input does not prove what it claims. The message gives the reason, in Spanish."""


def read_signed(said: str | Mapping[str, object]) -> dict[str, str]:
    """Return the four text fields (kind, body, key, signature) of a Signed.

    From JSON, a mapping, or the one-line form. Raises NotVerified for another shape; no signature
    is checked yet.
    """
    fields = said if isinstance(said, Mapping) else _parsed(said.strip())
    if set(fields) != _FIELDS:
        raise NotVerified("no es un documento firmado de este sistema")
    texts = {name: text for name, text in fields.items() if isinstance(text, str)}
    if set(texts) != _FIELDS:
        raise NotVerified("no es un documento firmado de este sistema")
    return texts


def verify_signed(said: str | Mapping[str, object], key: bytes) -> bytes:
    """Return the body that the owner of `key` (32 bytes) signed. Raises NotVerified otherwise."""
    fields = read_signed(said)
    message = fields["kind"].encode() + b"\x00" + bytes_of(fields["body"])
    if bytes_of(fields["key"]) != key:
        raise NotVerified("lo firmó otra llave")
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(bytes_of(fields["signature"]), message)
    except (InvalidSignature, ValueError) as cause:
        raise NotVerified("la firma no corresponde al contenido") from cause
    return bytes_of(fields["body"])


def read_object(said: str | bytes) -> dict[str, object]:
    """Return a JSON object that every parser reads alike. Raises NotVerified otherwise.

    Duplicate names, NaN and Infinity are refused. Source: RFC 8259, sections 4 and 6.
    """
    try:
        value = json.loads(said, object_pairs_hook=_named_once, parse_constant=_no_number)
    except (ValueError, RecursionError) as cause:
        raise NotVerified("no es JSON, o no se lee de una sola manera") from cause
    if not isinstance(value, dict):
        raise NotVerified("no es un objeto JSON")
    return value


def _parsed(text: str) -> Mapping[str, object]:
    found = _LINE.fullmatch(text)
    return found.groupdict() if found else read_object(text)


def _named_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    named = dict(pairs)
    if len(named) != len(pairs):
        raise ValueError
    return named


def _no_number(_said: str) -> NoReturn:
    raise ValueError


def bytes_of(text: str) -> bytes:
    """Return the bytes of canonical base64url without padding. Raises NotVerified otherwise."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError as cause:
        raise NotVerified("contiene base64url mal formado") from cause
    if base64.urlsafe_b64encode(raw).rstrip(b"=").decode() != text:
        raise NotVerified("contiene base64url mal formado")
    return raw

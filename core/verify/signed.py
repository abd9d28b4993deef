"""Signed statements, verified by FORMAT.md alone: text or mapping in, body out, or NotVerified."""

import base64
import json
import re
from collections.abc import Mapping
from typing import NoReturn

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

_LINE = re.compile(
    r"apoyo-firmado:1\?t=(?P<kind>[a-z-]+)&b=(?P<body>[A-Za-z0-9_-]*)"
    r"&k=(?P<key>[A-Za-z0-9_-]+)&f=(?P<signature>[A-Za-z0-9_-]+)"
)
_FIELDS = {"kind", "body", "key", "signature"}


class NotVerified(Exception):
    """What was given does not prove what it says. The message says why, in Spanish."""


def read_signed(said: str | Mapping[str, object]) -> dict[str, str]:
    """Return the four texts of a Signed in JSON, as a mapping or in its one-line form.

    Raises NotVerified; nothing is verified yet.
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
    """Return a JSON object of which two readers read the same. Raises NotVerified otherwise.

    A name twice, NaN and Infinity are read in different ways: they are refused. Source: RFC 8259,
    sections 4 and 6.
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
    """Return the bytes of base64url without padding; only the one text that stands for them."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError as cause:
        raise NotVerified("contiene base64url mal formado") from cause
    if base64.urlsafe_b64encode(raw).rstrip(b"=").decode() != text:
        raise NotVerified("contiene base64url mal formado")
    return raw

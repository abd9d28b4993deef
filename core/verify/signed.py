"""Signed statements, verified by FORMAT.md alone: text or mapping in, body out, or NotVerified."""

import base64
import json
from collections.abc import Mapping
from urllib.parse import parse_qsl

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

_LINE = "apoyo-firmado:1?"
_FIELDS = {"kind", "body", "key", "signature"}
_SHORT = {"t": "kind", "b": "body", "k": "key", "f": "signature"}


class NotVerified(Exception):
    """What was given does not prove what it says. The message says why, in Spanish."""


def read_signed(said: str | Mapping[str, object]) -> dict[str, str]:
    """Return the four texts of a Signed in JSON, as a mapping or in its one-line form.

    Raises NotVerified; nothing is verified yet.
    """
    fields = said if isinstance(said, Mapping) else _parsed(said.strip())
    if set(fields) != _FIELDS:
        raise NotVerified("no es un documento firmado de este sistema")
    return {name: str(text) for name, text in fields.items()}


def verify_signed(said: str | Mapping[str, object], key: bytes) -> bytes:
    """Return the body that the owner of `key` (32 bytes) signed. Raises NotVerified otherwise."""
    fields = read_signed(said)
    message = fields["kind"].encode() + b"\x00" + _bytes(fields["body"])
    if _bytes(fields["key"]) != key:
        raise NotVerified("lo firmó otra llave")
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(_bytes(fields["signature"]), message)
    except (InvalidSignature, ValueError) as cause:
        raise NotVerified("la firma no corresponde al contenido") from cause
    return _bytes(fields["body"])


def _parsed(text: str) -> Mapping[str, object]:
    if text.startswith(_LINE):
        pairs = parse_qsl(text.removeprefix(_LINE), keep_blank_values=True)
        return {_SHORT.get(name, name): value for name, value in pairs}
    try:
        value = json.loads(text)
    except ValueError as cause:
        raise NotVerified("no es JSON ni el texto de un QR firmado") from cause
    if not isinstance(value, dict):
        raise NotVerified("no es un documento firmado de este sistema")
    return value


def _bytes(text: str) -> bytes:
    """Return the bytes of base64url without padding; only the one text that stands for them."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError as cause:
        raise NotVerified("contiene base64url mal formado") from cause
    if base64.urlsafe_b64encode(raw).rstrip(b"=").decode() != text:
        raise NotVerified("contiene base64url mal formado")
    return raw

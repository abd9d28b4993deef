"""Signed statements of the server: proceso, work packet, receipt, acuse, constancia.

Source: norma/sistema.md, 1.
"""

import re

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from core.domain.values.signed import Signed
from core.sealing import b64
from core.sealing.errors import SignatureRejected
from core.sealing.keys import signing_public

_KIND = re.compile(r"[a-z][a-z-]{0,30}")
_LINE = re.compile(
    r"apoyo-firmado:1\?t=([a-z-]+)&b=([A-Za-z0-9_-]*)&k=([A-Za-z0-9_-]+)&f=([A-Za-z0-9_-]+)"
)


def sign(kind: str, body: bytes, *, by: Ed25519PrivateKey) -> Signed:
    """Return `body` signed as a statement of `kind`.

    `kind` is lower-case letters and hyphens; raises ValueError otherwise. Source: FORMAT.md, 4.
    """
    if not _KIND.fullmatch(kind):
        raise ValueError(kind)
    return Signed(
        kind=kind,
        body=b64.encode(body),
        key=b64.encode(by.public_key().public_bytes_raw()),
        signature=b64.encode(by.sign(_message(kind, body))),
    )


def open_signed(signed: Signed, *, kind: str, by: Ed25519PublicKey) -> bytes:
    """Return the body as it was signed under `by`. Raises SignatureRejected otherwise.

    The key inside `signed` is only compared with `by`, so a stranger's statement never
    authenticates itself.
    """
    try:
        body, key = b64.decode(signed.body), b64.decode(signed.key)
        if signed.kind != kind or key != by.public_bytes_raw():
            raise SignatureRejected
        by.verify(b64.decode(signed.signature), _message(kind, body))
    except (ValueError, InvalidSignature) as cause:
        raise SignatureRejected from cause
    return body


def own_key(signed: Signed, *, kind: str) -> bytes:
    """Return the public key (32 bytes) inside a statement that verifies under that same key.

    This proves nothing about who signed: the caller compares the key with a trusted one. Raises
    SignatureRejected.
    """
    try:
        raw = b64.decode(signed.key)
        public = signing_public(raw)
    except ValueError as cause:
        raise SignatureRejected from cause
    open_signed(signed, kind=kind, by=public)
    return raw


def to_text(signed: Signed) -> str:
    """Return the one-line form for a QR: `apoyo-firmado:1?t=…&b=…&k=…&f=…` (base64url)."""
    return f"apoyo-firmado:1?t={signed.kind}&b={signed.body}&k={signed.key}&f={signed.signature}"


def from_text(text: str) -> Signed:
    """Return the statement of a one-line form, not yet verified. Raises SignatureRejected."""
    found = _LINE.fullmatch(text.strip())
    if not found:
        raise SignatureRejected
    return Signed(*found.groups())


def _message(kind: str, body: bytes) -> bytes:
    """Return what is signed: kind ‖ 0x00 ‖ body."""
    return kind.encode("ascii") + b"\x00" + body

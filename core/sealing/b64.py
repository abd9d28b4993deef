"""Base64url without padding (RFC 4648, 5): text form of keys, hashes, bodies and signatures."""

import base64
import re

_ALPHABET = re.compile(r"[A-Za-z0-9_-]*")


def encode(raw: bytes) -> str:
    """Return `raw` as base64url without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def decode(text: str) -> bytes:
    """Return the bytes of `text`. Raises ValueError for any text that `encode` never produces.

    The encoding is canonical: padding, blanks and non-zero trailing bits are refused.
    """
    if not _ALPHABET.fullmatch(text):
        raise ValueError
    raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if encode(raw) != text:
        raise ValueError
    return raw

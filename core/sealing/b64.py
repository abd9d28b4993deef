"""Base64url without padding: how every key, hash, body and signature travels as text."""

import base64
import re

_ALPHABET = re.compile(r"[A-Za-z0-9_-]*")


def encode(raw: bytes) -> str:
    """Return `raw` as base64url without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def decode(text: str) -> bytes:
    """Return the bytes of `text`. Raises ValueError for any text that `encode` never gives.

    Only one text stands for given bytes: padding, blanks and stray last bits are refused.
    """
    if not _ALPHABET.fullmatch(text):
        raise ValueError
    raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if encode(raw) != text:
        raise ValueError
    return raw

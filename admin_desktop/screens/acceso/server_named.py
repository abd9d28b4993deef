"""How a person names a server: its address, and the hash of its authority."""

import re

from admin_desktop.checked_fields.errors import FingerprintMistyped
from core.domain.values import texto
from core.domain.values.server_address import server_address

_HEX = re.compile(r"[0-9a-f]{64}")


def read_address(text: str) -> str:
    """Return an address without a final slash. Raises AddressMalformed or TextMissing."""
    return server_address(texto.required(text))


def read_fingerprint(text: str) -> str:
    """Return 64 hex digits in lower case. Raises FingerprintMistyped or TextMissing.

    Spaces and colons between groups do not matter: it is pasted as it was printed.
    """
    clean = re.sub(r"[\s:]", "", texto.required(text)).lower()
    if not _HEX.fullmatch(clean):
        raise FingerprintMistyped
    return clean

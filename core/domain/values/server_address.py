"""The address of a server: one grammar for whoever types, scans, pins or calls it."""

import re

from core.domain.errors import AddressMalformed

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_ADDRESS = re.compile(rf"https://(?:{_LABEL}(?:\.{_LABEL})*|\[[0-9a-f:.]+\])(?::([0-9]{{1,5}}))?")
_MOST_CHARACTERS = 253 + len("https://:65535")
_LAST_PORT = 65535


def server_address(text: str) -> str:
    """Return `https://name[:port]` in lower case, no final slash. Raises AddressMalformed.

    Stricter than RFC 3986, 3.2.2: user, path, query and escaped or non-ASCII letters are refused,
    as two libraries could read them as two hosts.
    """
    clean = text.strip().rstrip("/")
    found = _ADDRESS.fullmatch(clean.lower()) if clean.isascii() else None
    if found is None or len(clean) > _MOST_CHARACTERS:
        raise AddressMalformed
    if found[1] is not None and not 0 < int(found[1]) <= _LAST_PORT:
        raise AddressMalformed
    return clean.lower()

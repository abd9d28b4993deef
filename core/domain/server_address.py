"""The address of a server: one grammar for whoever types, scans, pins or calls it."""

import re

from core.domain.errors import AddressMalformed

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_ADDRESS = re.compile(rf"https://(?:{_LABEL}(?:\.{_LABEL})*|\[[0-9a-f:.]+\])(?::([0-9]{{1,5}}))?")
_MOST_CHARACTERS = 253 + len("https://:65535")
_LAST_PORT = 65535


def server_address(text: str) -> str:
    """Return `https://name[:port]` in lower case, without a final slash. Raises AddressMalformed.

    Nothing else is an address: what two libraries could read as two hosts (a user, a path, a
    question, an escaped or foreign letter) is refused. Source: RFC 3986, section 3.2.2.
    """
    clean = text.strip().rstrip("/")
    found = _ADDRESS.fullmatch(clean.lower()) if clean.isascii() else None
    if found is None or len(clean) > _MOST_CHARACTERS:
        raise AddressMalformed
    if found[1] is not None and not 0 < int(found[1]) <= _LAST_PORT:
        raise AddressMalformed
    return clean.lower()

"""The Message-ID of our mails: it names the mail and ends in a seal that nobody can guess.

A notice that a mail did not arrive is believed by it alone: whoever knows an address but not the
mail that it was sent must not be able to write one.
"""

import hmac
import re
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

_SEAL_BYTES: Final = 16
_OURS = re.compile(r"<correo-([0-9]{1,18})-([0-9a-f]{32})@")


@dataclass(frozen=True, slots=True)
class MessageIds:
    """Message-IDs under one key. A mail that is sent again has the same."""

    key: bytes = field(repr=False)

    def of(self, mail_id: int, host: str) -> str:
        """Return the Message-ID of a mail that `host` sends."""
        return f"<correo-{mail_id}-{self._seal(mail_id)}@{host}>"

    def mail_of(self, message_id: str) -> int | None:
        """Return the number of our mail that a Message-ID names, None for any other."""
        found = _OURS.match(message_id.strip())
        if found is None or not hmac.compare_digest(found[2], self._seal(int(found[1]))):
            return None
        return int(found[1])

    def _seal(self, mail_id: int) -> str:
        return hmac.new(self.key, f"correo-{mail_id}".encode(), sha256).digest()[:_SEAL_BYTES].hex()

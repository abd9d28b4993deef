"""A signed text that does not fit one QR: in parts, which another screen shows one after the other.

`apoyo-parte:1:WHOLE:N/ALL:DATA`; WHOLE is 16 hex digits of the SHA-256 of the content, N begins at
1, DATA a piece of its base64url. Parts come in any order and more than once.
"""

import hashlib
import re
import zlib
from dataclasses import dataclass, field
from typing import Final

from core.sealing import b64
from core.sealing.errors import PartsDamaged

_SHAPE: Final = re.compile(
    r"apoyo-parte:1:([0-9a-f]{16}):([0-9]{1,3})/([0-9]{1,3}):([A-Za-z0-9_-]+)"
)
_EACH: Final = 480
"""Characters of one part: a QR that a cheap camera reads from a telephone's screen."""
MOST_PARTS: Final = 400
_MOST_BYTES: Final = 4 << 20


def in_parts(content: bytes) -> tuple[str, ...]:
    """Return the texts of the parts. Raises ValueError for more than MOST_PARTS of them."""
    text = b64.encode(zlib.compress(content, 9))
    pieces = [text[begin : begin + _EACH] for begin in range(0, len(text), _EACH)]
    if not 0 < len(pieces) <= MOST_PARTS:
        raise ValueError(len(pieces))
    whole = _name(content)
    return tuple(
        f"apoyo-parte:1:{whole}:{number}/{len(pieces)}:{piece}"
        for number, piece in enumerate(pieces, 1)
    )


@dataclass(slots=True)
class PartsTaken:
    """The parts seen so far of one whole; another whole begins anew."""

    whole: str = ""
    count: int = 0
    _pieces: dict[int, str] = field(default_factory=dict)

    @property
    def seen(self) -> int:
        """Return how many different parts were seen."""
        return len(self._pieces)

    def take(self, text: str) -> bytes | None:
        """Take one text; return the content once all its parts were seen, else None.

        A text that is no part changes nothing. Raises PartsDamaged; then it begins anew.
        """
        found = _SHAPE.fullmatch(text)
        if found is None:
            return None
        whole, number, count = found[1], int(found[2]), int(found[3])
        if not 1 <= number <= count <= MOST_PARTS:
            return None
        if (whole, count) != (self.whole, self.count):
            self.whole, self.count, self._pieces = whole, count, {}
        self._pieces[number] = found[4]
        return self._content() if len(self._pieces) == count else None

    def _content(self) -> bytes:
        text = "".join(self._pieces[number] for number in range(1, self.count + 1))
        name, self.whole, self.count, self._pieces = self.whole, "", 0, {}
        try:
            opener = zlib.decompressobj()
            content = opener.decompress(b64.decode(text), _MOST_BYTES)
        except (ValueError, zlib.error) as cause:
            raise PartsDamaged from cause
        if opener.unconsumed_tail or _name(content) != name:
            raise PartsDamaged
        return content


def _name(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]

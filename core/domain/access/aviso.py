"""The privacy notice that aspirantes and auxiliares read, and who read which text when."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import ClassVar

from core.errors import AlreadyDone


@dataclass(frozen=True, slots=True)
class AvisoShown:
    """The notice in force; an empty text is none. `read_at` is None until this text was read.

    `sha256` identifies the text (hex).
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    version: str
    text: str
    sha256: str
    read_at: datetime | None

    @property
    def is_due(self) -> bool:
        """Tell whether it is to be read now."""
        return bool(self.text) and self.read_at is None


@dataclass(frozen=True, slots=True)
class AvisoRead:
    """The text that was read, identified by its SHA-256 in hex."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    sha256: str


@dataclass(frozen=True, slots=True)
class AvisoReadOnTablet:
    """What an auxiliar read on a tablet, and when by its clock. `sha256` of the text, in hex."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    version: str
    sha256: str
    read_at: datetime


def notice_sha256(text: str) -> str:
    """Return the SHA-256 (hex) that identifies the text of a notice."""
    return sha256(text.encode()).hexdigest()


class AvisoChanged(AlreadyDone):
    """The text that was read is not the one in force, or none that was ever published."""

    code = "aviso_cambio"

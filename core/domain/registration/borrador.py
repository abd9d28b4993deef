"""A registration that was begun and not concluded (numeral 4), as it was typed."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar, Final

from core.errors import RuleBroken

MOST_DRAFTS: Final = 20
"""How many drafts one account may have; beyond them the oldest goes."""
KEY_FORM: Final = "^[A-Za-z0-9_-]{1,64}$"
"""What a key may be: it stands in an address too, by which a draft is forgotten."""
_MOST_FIELDS: Final = 60
_KEY: Final = re.compile(KEY_FORM, re.ASCII)


class DraftTooLarge(RuleBroken):
    """A draft has more fields than the form, or a key that is none of a registration."""

    code = "borrador_invalido"
    field = "texts"


@dataclass(frozen=True, slots=True)
class Borrador:
    """What stands in each field, by the field's name. `key` is that of the registration itself.

    Concluding under that key again answers the same: an answer that was lost is no second one.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    key: str
    texts: dict[str, str] = field(repr=False)
    saved_at: datetime | None = None

    def __post_init__(self) -> None:
        """Raise DraftTooLarge."""
        if not _KEY.fullmatch(self.key) or len(self.texts) > _MOST_FIELDS:
            raise DraftTooLarge

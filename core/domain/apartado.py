"""What a job of the server set aside: one item that failed, so that the others could go on."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Apartado:
    """One item of one job: a folio, an envío, an aspirante, a file. No personal data.

    `code` selects the sentence that says why. It is tried again by itself at `next_try_at`, and
    where that is None only when a person asks for it.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    id: int
    job: str
    item: str
    code: str
    first_at: datetime
    last_at: datetime
    tries: int
    next_try_at: datetime | None

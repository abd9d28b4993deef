"""An item of a server job that failed and was set aside, so that the job could continue."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Apartado:
    """One failed item of one job: a folio, an envío, an aspirante, a file. No personal data.

    `code` selects the sentence that gives the reason. It is retried at `next_try_at`, or only on a
    person's request where that is None.
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

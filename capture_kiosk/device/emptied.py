"""What a tablet says of itself once it was emptied."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Emptied:
    """`certificate` is the signed text; `remains` names what is still there, nothing as it should.

    `receipts` counts the records that were sent from here.
    """

    device: str
    receipts: int
    emptied_at: datetime
    certificate: str
    remains: tuple[str, ...] = ()

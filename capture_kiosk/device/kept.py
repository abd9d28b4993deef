"""What a tablet holds of records, at one moment."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.domain.device.tablet import KeptReceipt, RecordInfo


@dataclass(frozen=True, slots=True)
class Kept:
    """What the tablet holds: waiting records, how many were received, and receipts of these."""

    waiting: Sequence[RecordInfo]
    received: int
    receipts: tuple[KeptReceipt, ...]

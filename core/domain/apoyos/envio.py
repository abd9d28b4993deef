"""Sending (numeral 25): what a device announces, and the server's receipt for each record."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from core.domain.apoyos.apoyo import RecordId
from core.domain.apoyos.apoyo_errors import AnnouncementTooLong
from core.domain.values.signed import Signed

_FOLIO = re.compile("[0-9]{6}-[0-9]{5,}-[0-9]")
MOST_WAITING = 20_000
"""Records of one announcement; what waits beyond it is announced in the next."""

ANNOUNCED_AT_ONCE = 2_000
"""Of these, what is kept in one transaction: nobody's receipt waits for the whole of it."""


@dataclass(frozen=True, slots=True)
class WaitingRecord:
    """One sealed record that waits on the device. `sha256` in hex, `size` in bytes."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    record_id: RecordId
    counter: int
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Announcement:
    """All records that wait for one aspirante; `said_at` is the device's own time."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    aspirante: str
    waiting: tuple[WaitingRecord, ...]
    said_at: datetime

    def __post_init__(self) -> None:
        """Raise AnnouncementTooLong."""
        if len(self.waiting) > MOST_WAITING:
            raise AnnouncementTooLong


@dataclass(frozen=True, slots=True)
class Receipt:
    """Body of a Signed of kind `recibo`: these bytes are durable on the server."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    record_id: RecordId
    sha256: str
    folio: str
    received_at: datetime
    position: int


@dataclass(frozen=True, slots=True)
class EnvioOpened:
    """The answer to an announcement: bytes already held by record, receipts already given."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    envio: str
    number: int
    have: dict[RecordId, int]
    receipts: tuple[Signed, ...]


OLDEST_WORD, NEWEST_WORD = timedelta(days=1), timedelta(minutes=10)
"""How far before and after the server's own time the hour of an announcement may lie."""


def believable(said_at: datetime, now: datetime) -> datetime:
    """Return the device's time of an announcement, or `now` where that is impossible.

    A tablet with a wrong clock must still be able to send.
    """
    return said_at if now - OLDEST_WORD <= said_at <= now + NEWEST_WORD else now


def folio(aspirante: str, sequence: int) -> str:
    """Return `ID-NNNNN-C`: Id Solicitante, sequence of that aspirante, check character."""
    body = f"{aspirante}-{sequence:05d}"
    return f"{body}-{check_character(body)}"


def check_character(body: str) -> str:
    """Return the check character of a folio: ISO 7064 MOD 11,10 over its digits."""
    product = 10
    for digit in body:
        if digit.isdigit():
            total = (product + int(digit)) % 10 or 10
            product = total * 2 % 11
    return str((11 - product) % 10)


def folio_is_whole(text: str) -> bool:
    """Tell whether a text has the form of a folio and its check character is right."""
    body, _, check = text.rpartition("-")
    return _FOLIO.fullmatch(text) is not None and check == check_character(body)

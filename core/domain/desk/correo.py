"""Mails that the procedure sends (numerals 5, 7 and 27), seen from the desk."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import ClassVar


class MailState(Enum):
    """Where a mail is. FAILED is final after the last try; it may be sent again by hand."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class CorreoRow:
    """One mail of the outbox, without its body: secrets in it are wiped once delivered.

    `about` is a number or an id; `whom` names the person that it stands for, "" for none.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    id: int
    kind: str
    to: str
    subject: str
    about: str
    state: MailState
    created_at: datetime
    sent_at: datetime | None
    attempts: int
    next_try_at: datetime | None
    last_error: str
    whom: str = ""


@dataclass(frozen=True, slots=True)
class CorreoBody:
    """What a mail says, its secrets veiled. `text` is "" where it was wiped once delivered."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    id: int
    text: str
    attachments: tuple[str, ...]

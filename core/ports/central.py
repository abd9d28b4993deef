"""What the server's acts need (accounts and registration), as protocols with promises.

Every one of them is bound to one transaction: nothing is kept unless the whole act succeeds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol, Self

NO_FACTS: Mapping[str, str] = {}


class Bitacora(Protocol):
    """The append-only log. Who acts is bound to it from the start."""

    def append(self, act: str, subject: str, facts: Mapping[str, str] = NO_FACTS) -> int:
        """Add an entry and return its sequence, from 1. `facts` hold no personal data."""

    def head(self) -> str:
        """Return the hash of the last entry, hex; 64 zeros before the first."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail says. `html` may be empty."""

    subject: str
    text: str
    html: str


class Letters(Protocol):
    """The templates of mail."""

    def __call__(self, kind: str, facts: Mapping[str, str]) -> Letter:
        """Return the letter of that kind with `facts` in it."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a mail. One with a `content_id` is shown inside the HTML."""

    name: str
    media_type: str
    content: bytes
    content_id: str = ""


@dataclass(frozen=True, slots=True)
class NewMail:
    """A mail to one person. `about` names the subject (Id Solicitante, number of auxiliar…).

    The body of a `secret` one is wiped once delivered. `whose` is the aspirante for whom it is one
    of many: those of each take turns, so that the mails of one never hold up another's; "" for a
    mail that waits for nobody.
    """

    kind: str
    to: str
    about: str
    letter: Letter
    secret: bool = False
    attachments: Sequence[Attachment] = field(default=())
    whose: str = ""


class Outbox(Protocol):
    """Mails written in the transaction of the act, sent by the worker within 60 s."""

    def put(self, mail: NewMail) -> int:
        """Keep a mail for the worker and return its id."""

    def void(self, kind: str, about: str) -> None:
        """Withdraw what waits of that kind about that subject; what was sent stays sent."""


class Passwords(Protocol):
    """Password hashing, slow on purpose."""

    def keep(self, password: str) -> str:
        """Return what may be stored of a password: an Argon2id PHC string."""

    def matches(self, password: str, kept: str) -> bool:
        """Tell whether `kept` was made from `password`. An empty `kept` costs the same: no."""

    def temporary(self) -> str:
        """Return a temporary password that a person can type; no two are alike."""


PASSWORD_LASTS = timedelta(days=7)
"""A temporary password logs in for so long after it was given."""


@dataclass(frozen=True, slots=True)
class SentPassword:
    """A temporary password to be kept: its hash, and until when it logs in."""

    kept: str
    until: datetime | None
    one_use: bool

    @classmethod
    def temporary(cls, kept: str, now: datetime) -> Self:
        """Return a first password: of one use, and over after `PASSWORD_LASTS`."""
        return cls(kept, now + PASSWORD_LASTS, one_use=True)

"""What the worker does with the outbox (numerals 5, 7 and 27): hands each mail over, one by one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from core.central.errors import MailNotBuilt, MailServerUnreachable
from core.central.mail.delivery import Post, open_post
from core.central.mail.outbox import StoredOutbox
from core.central.unit_of_work import SERVER, UnitOfWork
from core.ports.central_access import Limit
from core.server.composition.dependencies import Dependencies
from core.server.host.keys import KeyFiles
from core.server.jobs.one_by_one import one_by_one
from core.settings.server import ServerSettings

JOB = "correo"

_BATCH = 50
_RATE = "correos por minuto"
"""The key of the count that all workers share."""
_AT_ONCE = 4
"""This part of a minute's mails may go at once."""


def post_of(settings: ServerSettings) -> Post:
    """Return how this server delivers mail. Raises SmtpUrlWrong, or OSError without its keys."""
    host = urlsplit(settings.url).hostname or "localhost"
    ids = KeyFiles(settings.keys).message_ids()
    return open_post(settings.smtp_url, maildir=settings.data / "maildir", host=host, ids=ids)


@dataclass(frozen=True, slots=True)
class MailJob:
    """Sends due mails; one that is refused does not stop the others."""

    deps: Dependencies
    post: Post

    def __call__(self) -> int:
        """Return how many were delivered; what is more than a minute may have waits.

        Raises MailServerUnreachable; then all wait and none counts as failed.
        """
        sending = _Sending(self._send)
        with self.deps.units.reading() as work:
            due = work.outbox.due(limit=_BATCH)
        if not due:
            return 0
        try:
            with one_by_one(self.deps.units, JOB, _shelf) as each:
                return sum(each(due, str, sending))
        except MailServerUnreachable as trouble:
            with self.deps.units.writing(SERVER) as work:
                work.outbox.delayed(trouble.code, self.deps.worker)
            raise

    def _send(self, mail_id: int) -> int | None:
        """Hand one over, outside of any transaction, then note it; one that another has is skipped.

        None where a minute has had its mails. A crash between both sends it twice, under one
        Message-ID: better twice than never.
        """
        limit = _limit(self.deps.settings)
        with self.deps.units.writing(SERVER) as work:
            if limit and work.tries.take(_RATE, limit) is not None:
                return None
            if not work.outbox.take(mail_id, self.deps.worker):
                if limit:
                    work.tries.give_back(_RATE, limit)
                return 0
        with self.deps.units.reading() as work:
            mail = work.outbox.read(mail_id)
        self.post(mail, mail_id, self.deps.clock.now())
        with self.deps.units.writing(SERVER) as work:
            work.outbox.sent(mail_id)
        return 1


@dataclass(slots=True)
class _Sending:
    """Hands mails over until a minute has had its own: the rest of a turn asks nothing."""

    send: Callable[[int], int | None]
    _over: bool = False

    def __call__(self, mail_id: int) -> int:
        sent = None if self._over else self.send(mail_id)
        self._over = sent is None
        return sent or 0


def _limit(settings: ServerSettings) -> Limit | None:
    """Return how many mails at once, and how often one more: a minute has no more than is set.

    None for a Maildir, which has no such limit.
    """
    if not settings.smtp_url:
        return None
    at_once = max(1, settings.mails_per_minute // _AT_ONCE)
    rest = max(1, settings.mails_per_minute - at_once)
    return Limit(tries=at_once, each=timedelta(minutes=1) / rest)


@dataclass(frozen=True, slots=True)
class _OutboxShelf:
    """A Shelf that is the outbox itself: a mail keeps its own state, which Correos shows."""

    outbox: StoredOutbox

    def set_aside(self, job: str, item: str, code: str) -> bool:
        del job
        self.outbox.failed(int(item), code, final=code == MailNotBuilt.code)
        return False

    def names(self, job: str) -> frozenset[str]:
        del job
        return frozenset()

    def resting(self, job: str) -> frozenset[str]:
        del job
        return frozenset()

    def forgive(self, job: str, items: Sequence[str]) -> None:
        del job, items


def _shelf(work: UnitOfWork) -> _OutboxShelf:
    return _OutboxShelf(work.outbox)

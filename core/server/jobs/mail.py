"""What the worker does with the outbox (numerals 5, 7 and 27): hands each mail over, one by one."""

from dataclasses import dataclass

from core.central.errors import MailNotHandedOver
from core.central.mail.delivery import Post
from core.central.unit_of_work import SERVER
from core.server.dependencies import Dependencies

_BATCH = 50


@dataclass(frozen=True, slots=True)
class MailJob:
    """Send what is due. A mail that nobody accepts stops no other."""

    deps: Dependencies
    post: Post

    def __call__(self) -> int:
        """Return how many were handed over."""
        with self.deps.units.reading() as work:
            due = work.outbox.due(limit=_BATCH)
        return sum(self._send(mail_id) for mail_id in due)

    def _send(self, mail_id: int) -> bool:
        """Hand one over, outside of any transaction, then note how it went.

        A crash between both sends it twice, under one Message-ID: better twice than never.
        """
        with self.deps.units.reading() as work:
            mail = work.outbox.read(mail_id)
        try:
            self.post(mail, mail_id, self.deps.clock.now())
        except MailNotHandedOver as error:
            with self.deps.units.writing(SERVER) as work:
                work.outbox.failed(mail_id, error.facts.get("detail", ""))
            return False
        with self.deps.units.writing(SERVER) as work:
            work.outbox.sent(mail_id)
        return True

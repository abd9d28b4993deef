"""The daily mail to who operates the server: what `doctor` says, once each morning."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from core.central.unit_of_work import SERVER
from core.errors import ApoyoError, NotThere
from core.mail_address import mail_address
from core.messages import with_noun
from core.ports.central import NewMail
from core.procedure.access.letter_head import letter_head
from core.server.composition.dependencies import Dependencies
from core.server.host.doctor import Vital, as_line, vitals
from core.spanish_dates import day_in_words

KIND = "estado"
_log = logging.getLogger("apoyo.worker")
_FROM_HOUR = 7
"""Of the proceso's clock. A server that was off then says it when it is back."""


@dataclass(slots=True)
class StatusJob:
    """Queues one mail a day for each address of `status_mail`, however many workers there are."""

    deps: Dependencies
    _done: date | None = field(default=None)

    def __call__(self) -> int:
        """Return how many mails were queued."""
        said, now = self.deps.settings.status_mail, self._local()
        if not said or now.hour < _FROM_HOUR or self._done == now.date():
            return 0
        found = tuple(vitals(self.deps.settings, self.deps.units, only_readable=True))
        queued = self._queue(_addresses(said), now.date(), found)
        self._done = now.date()
        return queued

    def _queue(self, to: Sequence[str], day: date, found: Sequence[Vital]) -> int:
        about = day.isoformat()
        with self.deps.units.writing(SERVER) as work:
            try:
                work.outbox.newest(KIND, about)
            except NotThere:
                published = work.procesos.latest()
            else:
                return 0  # another worker did
            facts = letter_head(published.proceso if published else None)
            facts |= {"fecha": day_in_words(day), "como": _told(found)}
            facts |= {"medidas": "\n".join(map(as_line, found))}
            letter = self.deps.letters(KIND, facts)
            for each in to:
                work.outbox.put(NewMail(KIND, each, about, letter))
        return len(to)

    def _local(self) -> datetime:
        with self.deps.units.reading() as work:
            published = work.procesos.latest()
        zone = published.proceso.time_zone if published else "UTC"
        return self.deps.clock.now().astimezone(ZoneInfo(zone))


def _addresses(said: str) -> list[str]:
    """Return the addresses of a setting, each once; what is none keeps it from no other."""
    found: dict[str, None] = {}
    for each in filter(None, map(str.strip, said.split(","))):
        try:
            found[mail_address(each)] = None
        except ApoyoError as fault:
            _log.warning("status_mail: %s", fault.code)
    return list(found)


def _told(found: Sequence[Vital]) -> str:
    bad = sum(each.bad for each in found)
    return f"{with_noun(bad, 'medida', 'medidas')} por revisar" if bad else "todo bien"

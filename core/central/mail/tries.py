"""How often a mail is tried, and when it is due again."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import and_, col, or_

from core.back_off import back_off
from core.central.tables.shared import StoredMail

FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(hours=1)
MOST_TRIES = 12
"""About six hours with the waits above: then it is FAILED, and a person decides."""


def due(now: datetime) -> ColumnElement[bool]:
    """Return the condition that a mail's next try has come.

    None is further away than the wait after its last one, unless a clock went back since.
    """
    next_try_at, attempts = col(StoredMail.next_try_at), col(StoredMail.attempts)
    waits = ((tries, back_off(tries, FIRST_WAIT, LONGEST_WAIT)) for tries in range(MOST_TRIES))
    too_far = (and_(attempts == tries, next_try_at > now + wait) for tries, wait in waits)
    return or_(next_try_at <= now, *too_far)

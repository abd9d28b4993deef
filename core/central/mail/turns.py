"""The turn of a mail that is one of many: those of each aspirante go out one after another's."""

from sqlalchemy import literal_column
from sqlmodel import Session, col, func, select

from core.central.tables.shared import StoredMail

_WAITS = col(StoredMail.next_try_at).is_not(None)
_OF_SOMEBODY = col(StoredMail.whose) != literal_column("''")
"""In the words of the partial index, without which it is not used."""


def next_turn(session: Session, whose: str) -> int:
    """Return the turn of the next mail of many of an aspirante.

    It follows their last one, and is no earlier than the turn that the queue has come to: so who
    begins later neither waits behind all of another nor goes before all of them. What is tried
    again has an old turn, and does not say where the queue is.
    """
    turn = col(StoredMail.turn)
    queue = select(turn).where(_WAITS, turn > 0, col(StoredMail.attempts) == 0)
    now_at = session.exec(queue.order_by(turn, col(StoredMail.id)).limit(1)).first()
    last = select(func.max(turn)).where(_WAITS, _OF_SOMEBODY, StoredMail.whose == whose)
    return max(now_at or 1, (session.exec(last).one() or 0) + 1)

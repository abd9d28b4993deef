"""Announcements that say nothing any more: found without holding up writers, deleted a few at once.

Of a closed envío only what was never received is of use, and of that when these bytes were first
announced, for a late arrival is judged by it (norma/lecturas.md, 13). The envío keeps its counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import and_, bindparam, delete, exists, or_, select, tuple_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from core.central.tables.apoyos import StoredAnnounced, StoredApoyo, StoredEnvio

_AT_ONCE = 1_000
"""Rows of one transaction: what other writers wait for at most."""


class AnnouncedKey(NamedTuple):
    """An envío and a record that was announced in it."""

    envio: str
    record_id: str


_BEFORE_ALL = AnnouncedKey("", "")
_earlier = aliased(StoredAnnounced)
_OVER = (
    select(col(StoredAnnounced.envio), col(StoredAnnounced.record_id))
    .join(StoredEnvio, col(StoredEnvio.id) == col(StoredAnnounced.envio))
    .where(
        tuple_(col(StoredAnnounced.envio), col(StoredAnnounced.record_id))
        > tuple_(bindparam("envio"), bindparam("record_id")),
        col(StoredEnvio.closed_at).is_not(None),
        or_(
            exists().where(col(StoredApoyo.record_id) == col(StoredAnnounced.record_id)),
            exists().where(
                col(_earlier.record_id) == col(StoredAnnounced.record_id),
                col(_earlier.sha256) == col(StoredAnnounced.sha256),
                or_(
                    col(_earlier.announced_at) < col(StoredAnnounced.announced_at),
                    and_(
                        col(_earlier.announced_at) == col(StoredAnnounced.announced_at),
                        col(_earlier.envio) < col(StoredAnnounced.envio),
                    ),
                ),
            ),
        ),
    )
    .order_by(col(StoredAnnounced.envio), col(StoredAnnounced.record_id))
    .limit(_AT_ONCE)
)
_FORGET = delete(StoredAnnounced).where(
    col(StoredAnnounced.envio) == bindparam("gone_envio"),
    col(StoredAnnounced.record_id) == bindparam("gone_record"),
)


@dataclass(frozen=True, slots=True)
class StoredAnnouncements:
    """The rows of what was announced, in one database."""

    session: Session

    def over(self, after: AnnouncedKey = _BEFORE_ALL) -> Sequence[AnnouncedKey]:
        """Return the next thousand that are of no use any more; what is over stays so."""
        asked = after._asdict()
        return [AnnouncedKey(*row) for row in self.session.connection().execute(_OVER, asked)]

    def forget(self, keys: Sequence[AnnouncedKey]) -> int:
        """Delete these; return how many they are."""
        rows = [{"gone_envio": each.envio, "gone_record": each.record_id} for each in keys]
        if rows:
            self.session.connection().execute(_FORGET, rows)
        return len(rows)

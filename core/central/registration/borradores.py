"""Drafts of registrations in the database, sealed."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from cryptography.exceptions import InvalidTag
from sqlmodel import Session, col, delete, select

from core.central.at_rest import AtRest
from core.central.tables.borradores import StoredBorrador
from core.domain.registration.borrador import Borrador
from core.errors import ApoyoError
from core.ports.shared import Clock
from core.wire import read_json, to_json

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class StoredBorradores:
    """Drafts in the database."""

    session: Session
    clock: Clock
    seal: AtRest

    def of(self, account_id: int) -> Sequence[Borrador]:
        opened = map(self._opened, self._rows(account_id))
        return [draft for draft in opened if draft is not None]

    def keys(self, account_id: int) -> Sequence[str]:
        return [row.key for row in self._rows(account_id)]

    def keep(self, account_id: int, draft: Borrador) -> Borrador:
        kept = replace(draft, saved_at=self.clock.now())
        row = self.session.get(StoredBorrador, (account_id, draft.key)) or StoredBorrador(
            account_id=account_id, key=draft.key, saved_at=self.clock.now(), sealed=b""
        )
        row.saved_at = self.clock.now()
        row.sealed = self.seal.seal(_whose(account_id, draft.key), to_json(kept))
        self.session.add(row)
        self.session.flush()
        return kept

    def drop(self, account_id: int, key: str) -> None:
        row = self.session.get(StoredBorrador, (account_id, key))
        if row is not None:
            self.session.delete(row)
            self.session.flush()

    def _rows(self, account_id: int) -> Sequence[StoredBorrador]:
        mine = select(StoredBorrador).where(StoredBorrador.account_id == account_id)
        newest = (col(StoredBorrador.saved_at).desc(), col(StoredBorrador.key))
        return self.session.exec(mine.order_by(*newest)).all()

    def _opened(self, row: StoredBorrador) -> Borrador | None:
        """Return a draft, None for one of another key or version: it must not hide the others."""
        whose = _whose(row.account_id, row.key)
        try:
            draft: Borrador = read_json(Borrador, self.seal.open(whose, row.sealed))
        except (InvalidTag, ValueError, ApoyoError) as fault:
            _log.warning("a draft cannot be read: %s", type(fault).__name__)
            return None
        return draft


def forget_drafts(session: Session, before: datetime) -> int:
    """Delete the drafts that nobody saved since `before`, whoever wrote them; return how many."""
    over = delete(StoredBorrador).where(col(StoredBorrador.saved_at) < before)
    return session.connection().execute(over).rowcount


def _whose(account_id: int, key: str) -> bytes:
    return f"borrador {account_id} {key}".encode()

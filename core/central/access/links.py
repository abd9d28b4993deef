"""Single-use links of mails; of each token only the SHA-256 is stored."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session, col, select

from core.central.access.sessions import hashed
from core.central.tables.vinculos import StoredLink
from core.domain.access.access_errors import LinkOver
from core.ports.shared import Clock

LINK_LASTS = timedelta(days=14)
MOST_WRONG = 5
_TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class StoredMailLinks:
    """MailLinks in the database."""

    session: Session
    clock: Clock

    def issue(self, kind: str, about: str) -> str:
        self.void(kind, about)
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        row = StoredLink(
            sha256=hashed(token),
            kind=kind,
            about=about,
            expires_at=self.clock.now() + LINK_LASTS,
        )
        self.session.add(row)
        self.session.flush()
        return token

    def about(self, kind: str, token: str) -> str:
        row = self._row(token)
        if row.kind != kind:
            raise LinkOver
        return row.about

    def use(self, token: str) -> None:
        self._end(self._row(token))
        self.session.flush()

    def was_wrong(self, token: str) -> None:
        row = self._row(token)
        row.wrong += 1
        self.session.add(row)
        if row.wrong >= MOST_WRONG:
            self._end(row)
        self.session.flush()

    def void(self, kind: str, about: str) -> None:
        query = select(StoredLink).where(
            StoredLink.kind == kind,
            StoredLink.about == about,
            col(StoredLink.used_at).is_(None),
        )
        for row in self.session.exec(query).all():
            self._end(row)
        self.session.flush()

    def _end(self, row: StoredLink) -> None:
        row.used_at = self.clock.now()
        self.session.add(row)

    def _row(self, token: str) -> StoredLink:
        row = self.session.get(StoredLink, hashed(token))
        if row is None or row.used_at is not None or self.clock.now() >= row.expires_at:
            raise LinkOver
        return row

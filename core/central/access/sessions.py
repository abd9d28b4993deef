"""Sessions: opaque tokens of 256 bits, of which only the SHA-256 is stored."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlmodel import Session, col, delete, select

from core.central.tables.accounts import StoredSession
from core.domain.access.session import SesionAbierta
from core.errors import NotThere
from core.ports.central_access import NOWHERE, CameFrom, Renewal, SessionTokens
from core.ports.shared import Clock

TOKEN_LASTS = timedelta(minutes=15)
SESSION_LASTS = timedelta(hours=12)
"""Longest life of a login, renewals included; then the password is typed again."""
_TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class StoredSessions:
    """Sessions in the database."""

    session: Session
    clock: Clock

    def open(self, account_id: int, place: CameFrom = NOWHERE) -> SessionTokens:
        until = self.clock.now() + SESSION_LASTS
        return self._give(account_id, secrets.token_hex(16), until, place)

    def renew(self, refresh: str) -> Renewal | None:
        query = select(StoredSession).where(StoredSession.refresh == hashed(refresh))
        row = self.session.exec(query).first()
        now = self.clock.now()
        if row is None or row.ended_at is not None or now >= row.refresh_until:
            return None
        if row.renewed_at is not None:
            self._end(row.family)
            return None
        row.renewed_at = now
        row.expires_at = min(row.expires_at, now)
        self.session.add(row)
        return Renewal(row.account_id, self._give_again(row))

    def end(self, token: str) -> None:
        query = select(StoredSession).where(StoredSession.token == hashed(token))
        row = self.session.exec(query).first()
        if row is not None:
            self._end(row.family)

    def end_all(self, account_id: int, *, but: str = "") -> None:
        query = select(StoredSession).where(StoredSession.account_id == account_id)
        rows = self.session.exec(query).all()
        kept = {row.family for row in rows if row.token == hashed(but)}
        for family in {row.family for row in rows} - kept:
            self._end(family)

    def of(self, account_id: int, token: str) -> tuple[SesionAbierta, ...]:
        query = select(StoredSession).where(
            StoredSession.account_id == account_id,
            col(StoredSession.ended_at).is_(None),
            StoredSession.refresh_until > self.clock.now(),
        )
        logins: dict[str, list[StoredSession]] = {}
        for row in self.session.exec(query).all():
            logins.setdefault(row.family, []).append(row)
        found = (_shown(rows, hashed(token)) for rows in logins.values())
        return tuple(sorted(found, key=lambda each: each.opened_at, reverse=True))

    def end_one(self, account_id: int, session_id: str) -> None:
        query = select(StoredSession).where(
            StoredSession.account_id == account_id,
            StoredSession.family == session_id,
            col(StoredSession.ended_at).is_(None),
        )
        if self.session.exec(query).first() is None:
            raise NotThere
        self._end(session_id)

    def forget_over(self) -> int:
        """Delete sessions past both access and refresh expiry; return how many."""
        over = col(StoredSession.refresh_until) <= self.clock.now()
        return self.session.exec(delete(StoredSession).where(over)).rowcount

    def holder(self, token: str) -> int | None:
        """Return the account id of an unexpired token, or None."""
        query = select(StoredSession).where(StoredSession.token == hashed(token))
        row = self.session.exec(query).first()
        if row is None or row.ended_at is not None or self.clock.now() >= row.expires_at:
            return None
        return row.account_id

    def _give_again(self, row: StoredSession) -> SessionTokens:
        """Return new tokens of the same login."""
        place = CameFrom(row.device, row.address)
        return self._give(row.account_id, row.family, row.refresh_until, place)

    def _give(
        self, account_id: int, family: str, until: datetime, place: CameFrom
    ) -> SessionTokens:
        expires_at = min(self.clock.now() + TOKEN_LASTS, until)
        token, refresh = secrets.token_urlsafe(_TOKEN_BYTES), secrets.token_urlsafe(_TOKEN_BYTES)
        self.session.add(
            StoredSession(
                account_id=account_id,
                family=family,
                token=hashed(token),
                refresh=hashed(refresh),
                expires_at=expires_at,
                refresh_until=until,
                device=place.device,
                address=place.address,
            )
        )
        self.session.flush()
        return SessionTokens(token, refresh, expires_at)

    def _end(self, family: str) -> None:
        now = self.clock.now()
        query = select(StoredSession).where(
            StoredSession.family == family, col(StoredSession.ended_at).is_(None)
        )
        for row in self.session.exec(query).all():
            row.ended_at = now
            self.session.add(row)
        self.session.flush()


def _shown(rows: Sequence[StoredSession], token: str) -> SesionAbierta:
    """Return one login, of all the tokens that it gave."""
    opened_at = rows[0].refresh_until - SESSION_LASTS
    return SesionAbierta(
        id=rows[0].family,
        device=rows[0].device,
        address=rows[0].address,
        opened_at=opened_at,
        last_at=max((row.renewed_at for row in rows if row.renewed_at), default=opened_at),
        current=any(row.token == token for row in rows),
    )


def hashed(token: str) -> str:
    """Return the SHA-256 of a token in hex: the only form that is stored."""
    return sha256(token.encode()).hexdigest()

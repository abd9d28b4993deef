"""Nonces that a device signs, and the 15-minute sessions it gets for them (numeral 10)."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session, col, delete, select

from core.central.access.sessions import TOKEN_LASTS, hashed
from core.central.tables.vinculos import StoredNonce, StoredTabletSession
from core.domain.device.paquete import TabletSession
from core.ports.shared import Clock

NONCE_LASTS = timedelta(minutes=1)
NONCE_BYTES = 32


@dataclass(frozen=True, slots=True)
class StoredTabletSessions:
    """Proofs of devices in the database. Nonces and tokens stand there as SHA-256."""

    session: Session
    clock: Clock

    def ask(self, device: str) -> bytes:
        """Return a nonce of 32 random bytes, valid for one minute and one use by that device."""
        now = self.clock.now()
        self.session.exec(delete(StoredNonce).where(col(StoredNonce.expires_at) <= now))
        nonce = secrets.token_bytes(NONCE_BYTES)
        row = StoredNonce(sha256=_named(nonce), device=device, expires_at=now + NONCE_LASTS)
        self.session.add(row)
        self.session.flush()
        return nonce

    def use(self, device: str, nonce: bytes) -> bool:
        """Tell whether that nonce was valid for this device, and spend it."""
        row = self.session.get(StoredNonce, _named(nonce))
        if row is None or row.device != device:
            return False
        good = self.clock.now() < row.expires_at
        self.session.delete(row)
        self.session.flush()
        return good

    def open(self, device: str) -> TabletSession:
        """Open a session of 15 minutes; expired sessions of this device are deleted."""
        now = self.clock.now()
        over = (
            col(StoredTabletSession.device) == device,
            col(StoredTabletSession.expires_at) <= now,
        )
        self.session.exec(delete(StoredTabletSession).where(*over))
        token, expires_at = secrets.token_urlsafe(NONCE_BYTES), now + TOKEN_LASTS
        row = StoredTabletSession(token=hashed(token), device=device, expires_at=expires_at)
        self.session.add(row)
        self.session.flush()
        return TabletSession(token, expires_at)

    def forget_over(self) -> int:
        """Delete expired nonces and sessions; return how many."""
        now = self.clock.now()
        nonces = delete(StoredNonce).where(col(StoredNonce.expires_at) <= now)
        sessions = delete(StoredTabletSession).where(col(StoredTabletSession.expires_at) <= now)
        return self.session.exec(nonces).rowcount + self.session.exec(sessions).rowcount

    def holder(self, token: str) -> str | None:
        """Return the device id of an unexpired token, or None."""
        query = select(StoredTabletSession).where(StoredTabletSession.token == hashed(token))
        row = self.session.exec(query).first()
        return row.device if row and self.clock.now() < row.expires_at else None


def _named(nonce: bytes) -> str:
    return hashed(nonce.hex())

"""Second steps in the database: secrets sealed, codes and tickets only as hashes."""

import hmac
import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from typing import Self

from sqlmodel import Session, col, delete, func, select

from core.central.at_rest import AtRest, derived
from core.central.database import row_of
from core.central.tables.accounts import StoredAccount
from core.central.tables.second_step import StoredRecoveryCode, StoredTicket
from core.domain.access.segundo_paso import RECOVERY_CODES
from core.errors import NotThere
from core.ports.second_step import Pending, SecondFactor
from core.ports.shared import Clock

TICKET_LASTS = timedelta(minutes=5)
_TICKET_BYTES, _SECRET_BYTES = 32, 20
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""None that looks like another: no i, l, o, 0, 1."""
_CODE_LENGTH, _GROUP = 12, 4


@dataclass(frozen=True, slots=True)
class SecondKeys:
    """What seals secrets and what hashes codes of recovery, 32 bytes each."""

    sealing: bytes = field(repr=False)
    hashing: bytes = field(repr=False)

    @classmethod
    def derived(cls, key: bytes) -> Self:
        """Return both from a key of the server (HKDF-SHA256), each for its own use alone."""
        return cls(derived(key, b"apoyo: secreto totp"), derived(key, b"apoyo: recuperacion"))

    def seal(self, account_id: int, secret: bytes) -> bytes:
        """Return nonce and ciphertext (AES-256-GCM); sealed for this account alone."""
        return AtRest(self.sealing).seal(_whose(account_id), secret)

    def open(self, account_id: int, sealed: bytes) -> bytes:
        """Return the secret. Raises InvalidTag for another's or an altered one."""
        return AtRest(self.sealing).open(_whose(account_id), sealed)

    def code_hash(self, account_id: int, code: str) -> str:
        """Return the keyed hash (HMAC-SHA256, hex) of a code of recovery, however it was typed."""
        plain = "".join(sign for sign in code.casefold() if sign.isalnum())
        told = _whose(account_id) + b"|" + plain.encode()
        return hmac.new(self.hashing, told, sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class StoredSecondFactors:
    """Second steps in the database."""

    session: Session
    clock: Clock
    keys: SecondKeys

    def of(self, account_id: int) -> SecondFactor | None:
        row = self._row(account_id)
        if row.totp_secret is None:
            return None
        unused = select(func.count()).where(
            StoredRecoveryCode.account_id == account_id, col(StoredRecoveryCode.used_at).is_(None)
        )
        left = self.session.exec(unused).one()
        return SecondFactor(row.totp_on_at, row.totp_last_step, left)

    def offer(self, account_id: int) -> bytes:
        secret = secrets.token_bytes(_SECRET_BYTES)
        row = self._row(account_id)
        row.totp_secret, row.totp_last_step = self.keys.seal(account_id, secret), 0
        self._keep(row)
        return secret

    def secret(self, account_id: int) -> bytes:
        sealed = self._row(account_id).totp_secret
        if sealed is None:
            raise NotThere
        return self.keys.open(account_id, sealed)

    def turn_on(self, account_id: int) -> tuple[str, ...]:
        row = self._row(account_id)
        row.totp_on_at = self.clock.now()
        self._keep(row)
        codes = tuple(_drawn() for _ in range(RECOVERY_CODES))
        for code in codes:
            hashed = self.keys.code_hash(account_id, code)
            self.session.add(StoredRecoveryCode(code=hashed, account_id=account_id))
        self.session.flush()
        return codes

    def turn_off(self, account_id: int) -> None:
        row = self._row(account_id)
        row.totp_secret, row.totp_on_at, row.totp_last_step = None, None, 0
        self._keep(row)
        own = col(StoredRecoveryCode.account_id) == account_id
        self.session.exec(delete(StoredRecoveryCode).where(own))
        self.end(account_id)

    def spend_step(self, account_id: int, step: int) -> None:
        row = self._row(account_id)
        row.totp_last_step = step
        self._keep(row)

    def spend_code(self, account_id: int, typed: str) -> bool:
        row = self.session.get(StoredRecoveryCode, self.keys.code_hash(account_id, typed))
        if row is None or row.used_at is not None:
            return False
        row.used_at = self.clock.now()
        self.session.add(row)
        self.session.flush()
        return True

    def begin(self, account_id: int, bound: str) -> str:
        ticket = secrets.token_urlsafe(_TICKET_BYTES)
        until = self.clock.now() + TICKET_LASTS
        kept = StoredTicket(ticket=_hashed(ticket), account_id=account_id, bound=bound, until=until)
        self.session.add(kept)
        self.session.flush()
        return ticket

    def pending(self, ticket: str) -> Pending | None:
        row = self.session.get(StoredTicket, _hashed(ticket))
        if row is None or self.clock.now() >= row.until:
            return None
        return Pending(row.account_id, row.bound)

    def end(self, account_id: int) -> None:
        own = col(StoredTicket.account_id) == account_id
        self.session.exec(delete(StoredTicket).where(own))

    def forget_over(self) -> int:
        """Delete tickets that are over; return how many."""
        over = col(StoredTicket.until) <= self.clock.now()
        return self.session.exec(delete(StoredTicket).where(over)).rowcount

    def _row(self, account_id: int) -> StoredAccount:
        return row_of(self.session, StoredAccount, account_id)

    def _keep(self, row: StoredAccount) -> None:
        self.session.add(row)
        self.session.flush()


def _whose(account_id: int) -> bytes:
    return f"cuenta {account_id}".encode()


def _drawn() -> str:
    """Return a random code: three groups of four characters, 59 bits."""
    drawn = "".join(secrets.choice(_LETTERS) for _ in range(_CODE_LENGTH))
    return "-".join(drawn[at : at + _GROUP] for at in range(0, _CODE_LENGTH, _GROUP))


def _hashed(text: str) -> str:
    return sha256(text.encode()).hexdigest()

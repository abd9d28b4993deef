"""What requests under an Idempotency-Key made, in the database."""

import hashlib
from dataclasses import dataclass

from sqlmodel import Session

from core.central.tables.keyed import StoredKeyed
from core.ports.keyed_request import KeyedRequest, KeyedRow
from core.ports.shared import Clock


@dataclass(frozen=True, slots=True)
class StoredKeyedRows:
    """KeyedRows in the database."""

    session: Session
    clock: Clock

    def made(self, kind: str, key: str) -> KeyedRow | None:
        row = self.session.get(StoredKeyed, _hidden(kind, key))
        return KeyedRow(row.request_sha256, row.number) if row else None

    def keep(self, kind: str, request: KeyedRequest, number: int) -> None:
        row = StoredKeyed(
            key_sha256=_hidden(kind, request.key),
            kind=kind,
            request_sha256=request.sha256,
            number=number,
            at=self.clock.now(),
        )
        self.session.add(row)
        self.session.flush()


def _hidden(kind: str, key: str) -> str:
    """Return what a key is found by, in hex; it has no line break, so no two read the same."""
    return hashlib.sha256(f"{kind}\n{key}".encode()).hexdigest()

"""What judges read from: the server's database (read only), its sealed records, keys and mails."""

import hashlib
import json
from base64 import urlsafe_b64decode
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from tests.walkthrough import mailbox
from tests.walkthrough.evidence.envelope import Envelope, parse
from tests.walkthrough.ground import Ground
from tests.walkthrough.mailbox import Mail
from tests.walkthrough.run import NotYet, Run

_KEY_MAGIC = b"APOYOKEY"
_SALT_AT = len(_KEY_MAGIC) + 1
_SALT_END, _NONCE_END = _SALT_AT + 16, _SALT_AT + 28
_COSTS = {1: (64 * 1024, 3, 4)}
"""KiB, passes and lanes of a derivation, by the version byte of the key. Source: FORMAT.md, 5."""

Row = dict[str, Any]


def rows(run: Run, query: str, *values: object, part: str = "central") -> list[Row]:
    """Return the rows of a query on the server's database, read only, while it still runs."""
    return Ground.of(run).rows(run.data(part), part, query, values)


def row(run: Run, query: str, *values: object, part: str = "central") -> Row:
    """Return the only row of a query. Raises NotYet."""
    found = rows(run, query, *values, part=part)
    if len(found) != 1:
        message = f"hay {len(found)} renglones: {query[:60]}"
        raise NotYet(message)
    return found[0]


def instant(stored: object) -> datetime:
    """Return an instant of the database, a document or an envelope, aware."""
    found = datetime.fromisoformat(str(stored))
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def unb64(text: str) -> bytes:
    """Return the bytes of base64url without padding."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@cache
def unwrapped(path: Path, password: str) -> bytes:
    """Return the key of a file wrapped as FORMAT.md 5 says. Raises InvalidTag or NotYet."""
    wrapped = path.read_bytes()
    cost = _COSTS.get(wrapped[_SALT_AT - 1]) if wrapped.startswith(_KEY_MAGIC) else None
    if cost is None:
        message = f"{path.name}: no es una llave guardada de una versión conocida"
        raise NotYet(message)
    memory, passes, lanes = cost
    salt = wrapped[_SALT_AT:_SALT_END]
    kdf = Argon2id(salt=salt, length=32, iterations=passes, lanes=lanes, memory_cost=memory)
    cipher = AESGCM(kdf.derive(password.encode()))
    return cipher.decrypt(wrapped[_SALT_END:_NONCE_END], wrapped[_NONCE_END:], wrapped[:_SALT_END])


def election_key(run: Run) -> bytes:
    """Return this run's election key, unwrapped with its passphrase."""
    path = run.data("central") / "keys" / "election.key"
    if not path.exists():
        message = "falta la llave de la elección"
        raise NotYet(message)
    return unwrapped(path, run.note("passphrase"))


def signing_key(run: Run) -> bytes:
    """Return the server's public signing key: that of the QR of the activation mail."""
    return unb64(run.note("signing_key"))


@dataclass(frozen=True, slots=True)
class Record:
    """One receipted record: its row in the database, its envelope, and what it holds."""

    row: Row
    envelope: Envelope
    payload: dict[str, Any]

    @property
    def folio(self) -> str:
        """Return its folio."""
        return str(self.row["folio"])

    @property
    def aspirante(self) -> str:
        """Return the Id Solicitante that it is for."""
        return str(self.row["aspirante"])

    def value(self, field: str) -> str:
        """Return the last value of a field."""
        return str(self.payload["fields"].get(field, {}).get("value", ""))


def received(run: Run, part: str = "central") -> list[tuple[Row, Envelope]]:
    """Return every receipted row with its envelope, closed, in the order of receipt."""
    held = Ground.of(run).blobs(run.data(part), part).values()
    envelopes = {hashlib.sha256(each).hexdigest(): parse(each) for each in held}
    kept: list[tuple[Row, Envelope]] = []
    for found in rows(run, "SELECT * FROM apoyo ORDER BY position", part=part):
        envelope = envelopes.get(found["sha256"])
        if envelope is None:
            message = f"falta el sobre de {found['folio']}"
            raise NotYet(message)
        kept.append((found, envelope))
    if not kept:
        message = "no hay registros recibidos"
        raise NotYet(message)
    return kept


@cache
def records(run: Run, part: str = "central") -> tuple[Record, ...]:
    """Return every receipted record in the order of receipt, opened by FORMAT.md."""
    key = election_key(run)
    return tuple(Record(row, each, each.open(key)) for row, each in received(run, part))


def device_keys(run: Run, part: str = "central") -> dict[str, bytes]:
    """Return the public key of each tablet by its id."""
    found = rows(run, "SELECT id, public_key FROM dispositivo", part=part)
    return {each["id"]: unb64(each["public_key"]) for each in found}


def mails(run: Run, part: str = "central") -> list[Mail]:
    """Return every mail that the server delivered."""
    return mailbox.read(run.data(part) / "maildir")


def mails_to(run: Run, address: str) -> list[Mail]:
    """Return the mails that go to this address, alone or among others."""
    return [mail for mail in mails(run) if address.lower() in (to.lower() for to in mail.to)]


def captures(run: Run) -> list[dict[str, Any]]:
    """Return what the kiosk's script wrote down of each capture that was saved."""
    found: list[dict[str, Any]] = run.note("captures")
    return [each for each in found if each.get("saved")]


def record_of(run: Run, capture: dict[str, Any]) -> Record:
    """Return the record of a capture: by its Id Solicitante, tablet and number. Raises NotYet."""
    wanted = (capture["id_solicitante"], capture["auxiliar"], capture["counter"])
    for each in records(run):
        if (each.aspirante, each.row["auxiliar"], each.row["device_counter"]) == wanted:
            return each
    message = f"falta el registro {wanted}"
    raise NotYet(message)


def body(signed: dict[str, Any] | str) -> dict[str, Any]:
    """Return the body of a Signed in JSON, not verified."""
    said = json.loads(signed) if isinstance(signed, str) else signed
    found: dict[str, Any] = json.loads(unb64(said["body"]))
    return found

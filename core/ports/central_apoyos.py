"""What the acts of sending, receiving and acuses need, bound to one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.domain.apoyos.apoyo import Header, RecordId
from core.domain.apoyos.envio import Announcement, WaitingRecord
from core.domain.values.signed import Signed


@dataclass(frozen=True, slots=True)
class Envio:
    """One run of the sender for a pair. `id` names it, `number` counts per pair.

    `announced` and `received` count records; `said_at` is the device's word.
    """

    id: str
    aspirante: str
    auxiliar: str
    number: int
    said_at: datetime
    announced: int
    received: int
    closed_at: datetime | None

    @property
    def pending(self) -> int:
        """Return how many were announced and have not arrived."""
        return self.announced - self.received


class OpenEnvios(Protocol):
    """The open envíos. Of each pair one at most is open."""

    def open_one(self, aspirante: str, auxiliar: str) -> Envio | None:
        """Return the open envío of a pair, or None."""

    def begin(self, auxiliar: str, announcement: Announcement, device: str = "") -> Envio:
        """Open the pair's next envío, with what `device` announced in it.

        Of more than ANNOUNCED_AT_ONCE the first are kept, by their ids: `complete` keeps the rest.
        """

    def close(self, envio_id: str, why: str) -> None:
        """Close it now: `recibido`, `anuncio` or `inactividad`. Raises NotThere."""


class Envios(OpenEnvios, Protocol):
    """The envíos of all pairs, open and closed."""

    def waiting(self, envio_id: str) -> Mapping[RecordId, WaitingRecord]:
        """Return what was announced in it, received or not."""

    def complete(
        self, envio_id: str, records: Sequence[WaitingRecord], *, is_last: bool = False
    ) -> None:
        """Keep more of what was announced as it began; what is kept already changes nothing.

        With the last of them an open envío counts what was announced in it once more.
        """

    def last_number(self, aspirante: str, auxiliar: str) -> int:
        """Return the number of the pair's last envío, 0 before the first."""

    def by_id(self, envio_id: str) -> Envio:
        """Return an envío as it is now. Raises NotThere."""

    def idle_since(self, moment: datetime) -> Sequence[Envio]:
        """Return the open envíos whose last progress was before `moment`."""

    def is_idle(self, envio_id: str, moment: datetime) -> bool:
        """Tell whether it is open and its last progress was before `moment`."""

    def without_acuse(self) -> Sequence[Envio]:
        """Return closed envíos for which no acuse was issued, oldest first."""


class ReceivingEnvios(OpenEnvios, Protocol):
    """The open envíos, as records arrive in them: those that it told of, or began."""

    def is_announced(self, envio_id: str, record_id: RecordId) -> bool:
        """Tell whether a record was announced in it."""

    def announce(self, envio_id: str, record: WaitingRecord) -> None:
        """Add a record to what was announced in it. Raises NotThere."""

    def receive(self, envio_id: str) -> Envio:
        """Count one more record received in it, now; return it as it is then. Raises NotThere."""


@dataclass(frozen=True, slots=True)
class Received:
    """A receipted record. `receipt` is what was answered, byte by byte."""

    record_id: RecordId
    sha256: str
    folio: str
    auxiliar: str
    receipt: Signed


@dataclass(frozen=True, slots=True)
class NewApoyo:
    """A durable record about to get its folio. `sha256` in hex, `size` in bytes."""

    header: Header
    sha256: str
    size: int
    envio: str
    received_at: datetime


class Apoyos(Protocol):
    """The rows of received records. What is theirs of a citizen stays inside the envelope."""

    def find(self, record_id: RecordId) -> Received | None:
        """Return what was answered for a record, or None."""

    def find_all(self, record_ids: Sequence[RecordId]) -> Mapping[RecordId, Received]:
        """Return what was answered, of those that were received."""

    def last_position(self) -> int:
        """Return the place in the bitácora of what was received last; 0 before the first."""

    def since(self, position: int) -> Sequence[Received]:
        """Return what was answered for those beyond that place, oldest first."""

    def folios(self, envio_id: str) -> Sequence[str]:
        """Return the folios of an envío in their order."""

    def received_of_pair(self, aspirante: str, auxiliar: str, up_to: int) -> int:
        """Return how many of the pair arrived in its envíos up to that number."""


class ReceivingApoyos(Protocol):
    """The rows of received records, as more of them arrive."""

    def find(self, record_id: RecordId) -> Received | None:
        """Return what was answered for a record, or None."""

    def next_sequence(self, aspirante: str) -> int:
        """Return 1 + the last sequence of that aspirante: no gap, no repeat."""

    def add(self, apoyo: NewApoyo, sequence: int, position: int, received: Received) -> None:
        """Keep a received record with its receipt."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """What is known of a whole envelope that was read once, piece by piece.

    `front` holds its beginning, header included, and `signature` its end. `signed_sha256` covers
    all before the signature, `sha256` (hex) all of it; `size` in bytes.
    """

    front: bytes
    size: int
    signature: bytes
    signed_sha256: bytes
    sha256: str


class Envelopes(Protocol):
    """What can be told of an envelope without opening it."""

    def read(self, arrived: Arrived) -> Header:
        """Return the header, whoever signed it. Raises EnvelopeRejected."""

    def verify(self, arrived: Arrived, device_key: str) -> None:
        """Raise EnvelopeRejected unless that device (base64url key) signed it."""


@dataclass(frozen=True, slots=True)
class IssuedAcuse:
    """One acuse as it was signed, and the totals that its list shows.

    `mail` is that of the outbox which took it to the auxiliar; None where that is not known.
    """

    number: int
    aspirante: str
    auxiliar: str
    envio_id: str
    envio: int
    received: int
    pending: int
    pending_as_of: datetime
    folios: int
    issued_at: datetime
    signed: Signed
    mail: int | None = None


class Acuses(Protocol):
    """The acuses, numbered per aspirante."""

    def next_number(self, aspirante: str) -> int:
        """Return 1 + the last number of that aspirante."""

    def add(self, acuse: IssuedAcuse) -> None:
        """Keep an acuse. One an envío."""

    def unmailed(self, before: datetime, now: datetime) -> Sequence[str]:
        """Return the aspirantes for whom an acuse of `before`, or older, was not mailed yet.

        Or one of after `now`, as there are once a clock went back.
        """

    def unmailed_of(self, aspirante: str) -> Sequence[IssuedAcuse]:
        """Return what was not mailed to an aspirante yet, in order."""

    def mailed(self, aspirante: str, up_to: int) -> None:
        """Note that the aspirante was mailed up to that number."""

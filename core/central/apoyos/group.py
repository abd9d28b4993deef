"""What a group of records needs to be received: read once, written once (numeral 27).

Each record pays its share of one query and one statement a table, while other writers wait.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import bindparam, func, insert, select
from sqlmodel import Session, col

from core.central.apoyos.apoyos import StoredApoyos
from core.central.apoyos.conteo import UNJUDGED, Tally, count
from core.central.apoyos.group_envios import GroupEnvios
from core.central.chain import Chain, ChainedBitacora
from core.central.tables.apoyos import StoredApoyo
from core.central.tables.registration import StoredAspirante
from core.domain.apoyos.apoyo import Header, RecordId
from core.domain.values.signed import Signed
from core.ports.central_apoyos import NewApoyo, Received
from core.ports.shared import Clock
from core.wire import adapter

_LAST_SEQUENCES = select(
    col(StoredAspirante.id_solicitante),
    select(func.max(col(StoredApoyo.sequence)))
    .where(col(StoredApoyo.aspirante) == col(StoredAspirante.id_solicitante))
    .scalar_subquery(),
).where(col(StoredAspirante.id_solicitante).in_(bindparam("aspirantes", expanding=True)))
"""One seek of an index for each: MAX with GROUP BY would read them all."""
_ADD = insert(StoredApoyo)


class _FirstAnnounced(Protocol):
    def __call__(self, record_id: RecordId, sha256: str) -> datetime | None:
        """Return when a record was first announced with these very bytes, or None."""


@dataclass(slots=True)
class GroupApoyos:
    """ReceivingApoyos for the records of a group. What is added waits for `write`."""

    session: Session
    first_announced: _FirstAnnounced
    rows: list[dict[str, Any]] = field(default_factory=list)
    _known: dict[RecordId, Received] = field(default_factory=dict)
    _last: dict[str, int] = field(default_factory=dict)

    def read(self, record_ids: Sequence[RecordId], aspirantes: Sequence[str]) -> None:
        """Read what was received of these records, and the last sequences; two queries."""
        self._known.update(StoredApoyos(self.session).find_all(record_ids))
        asked = {"aspirantes": aspirantes}
        for aspirante, last in self.session.connection().execute(_LAST_SEQUENCES, asked):
            self._last[aspirante] = last or 0

    def find(self, record_id: RecordId) -> Received | None:
        return self._known.get(record_id)

    def next_sequence(self, aspirante: str) -> int:
        return self._last.get(aspirante, 0) + 1

    def add(self, apoyo: NewApoyo, sequence: int, position: int, received: Received) -> None:
        header = apoyo.header
        row = {
            "record_id": header.record_id,
            "folio": received.folio,
            "aspirante": header.aspirante,
            "auxiliar": header.auxiliar,
            "device": header.device,
            "device_counter": header.device_counter,
            "sequence": sequence,
            "position": position,
            "envio": apoyo.envio,
            "started_at": header.started_at,
            "saved_at": header.saved_at,
            "received_at": apoyo.received_at,
            "frames": header.frames.value,
            "clock": header.clock.value,
            "key_id": header.key_id,
            "sha256": apoyo.sha256,
            "size": apoyo.size,
            "announced_at": self.first_announced(header.record_id, apoyo.sha256),
            "receipt": adapter(Signed).dump_json(received.receipt),
        }
        self.rows.append(row)
        self._known[header.record_id] = received
        self._last[header.aspirante] = sequence

    def write(self) -> None:
        """Write what was added, by one statement, and count it in the roll-up by another."""
        if self.rows:
            connection = self.session.connection()
            connection.execute(_ADD, self.rows)
            pairs = ((row["aspirante"], row["auxiliar"]) for row in self.rows)
            count(connection, [Tally(*pair, UNJUDGED, 1) for pair in pairs])


@dataclass(frozen=True, slots=True)
class Group:
    """The parts of a writing transaction through which a group of records is received.

    What its acts change is in memory alone until `write`.
    """

    apoyos: GroupApoyos
    envios: GroupEnvios
    chain: Chain

    @classmethod
    def of(cls, session: Session, clock: Clock, headers: Sequence[Header]) -> "Group":
        """Return the parts for the records of these headers."""
        record_ids = [each.record_id for each in headers]
        envios = GroupEnvios.of(session, clock, record_ids)
        apoyos = GroupApoyos(session, envios.first_announced)
        apoyos.read(record_ids, list({each.aspirante for each in headers}))
        return cls(apoyos, envios, Chain(session, clock))

    @property
    def changes(self) -> int:
        """Return a count that grows with every change that waits to be written."""
        return self.envios.changes + len(self.apoyos.rows) + len(self.chain.rows)

    def bitacora(self, actor: str) -> ChainedBitacora:
        """Return the log of the group, signed by `actor`."""
        return ChainedBitacora(self.chain, actor)

    def write(self) -> None:
        """Write all that was changed. What breaks a rule of a table raises IntegrityError."""
        self.envios.write()
        self.chain.write()
        self.apoyos.write()

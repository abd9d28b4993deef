"""What is known of each aspirante and auxiliar that a verdict rests on, and whether it changed."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import delete, insert, select
from sqlmodel import Session, col

from core.central.tables.verification import StoredJudgedPair
from core.central.tables.vinculos import StoredDevice, StoredReport, StoredVinculo
from core.domain.device.dispositivo import STOLEN, OutOfUse
from core.domain.registration.auxiliar import Vinculo

_NEVER = OutOfUse()
_VINCULO: tuple[Any, ...] = tuple(
    col(getattr(StoredVinculo, each.name)) for each in fields(Vinculo)
)
_DEVICE: tuple[Any, ...] = (
    col(StoredDevice.auxiliar),
    col(StoredDevice.id),
    col(StoredDevice.voided_at),
    col(StoredDevice.void_reason),
    col(StoredDevice.suspended_at),
)
_REPORT: tuple[Any, ...] = (
    col(StoredReport.aspirante),
    col(StoredVinculo.auxiliar),
    col(StoredReport.device),
    col(StoredReport.reported_at),
)


@dataclass(slots=True)
class PairFacts:
    """The vínculos of a pair, and when each device of its auxiliar went out of use for it."""

    vinculos: list[Vinculo] = field(default_factory=list)
    devices: dict[str, OutOfUse] = field(default_factory=dict)

    def device(self, device: str) -> OutOfUse:
        """Return when a device went out of use; never, for one that is in use."""
        return self.devices.get(device, _NEVER)

    @property
    def sha256(self) -> str:
        """Return the hash (hex) of everything here that a doubt rests on."""
        said = [
            sorted((_said(each.accepted_at), _said(each.ended_at)) for each in self.vinculos),
            sorted(
                (name, _said(out.changed_at), _said(out.suspended_at), _said(out.reported_at))
                for name, out in self.devices.items()
            ),
        ]
        return sha256(json.dumps(said).encode()).hexdigest()


Pairs = Mapping[tuple[str, str], PairFacts]
"""By aspirante and auxiliar."""


@dataclass(frozen=True, slots=True)
class StoredPairs:
    """Pairs in the database."""

    session: Session

    def all(self) -> Pairs:
        """Return every pair that has or had a vínculo."""
        found: dict[tuple[str, str], PairFacts] = defaultdict(PairFacts)
        for aspirante, auxiliar, vinculo in self._vinculos():
            found[aspirante, auxiliar].vinculos.append(vinculo)
        reports = self._reports()
        of_auxiliar = self._devices()
        for (aspirante, auxiliar), facts in found.items():
            for device, out in of_auxiliar.get(auxiliar, {}).items():
                reported_at = reports.get((aspirante, auxiliar, device))
                known = OutOfUse(out.changed_at, out.suspended_at, reported_at)
                if known != _NEVER:
                    facts.devices[device] = known
        return dict(found)

    def changed(self, pairs: Pairs) -> Sequence[tuple[str, str]]:
        """Return the pairs that no run has judged under these facts."""
        query = select(StoredJudgedPair.__table__)  # type: ignore[attr-defined]
        rows = self.session.connection().execute(query)
        judged = {(row.aspirante, row.auxiliar): row.facts for row in rows}
        return sorted(key for key, facts in pairs.items() if judged.get(key) != facts.sha256)

    def forget(self, keys: Iterable[tuple[str, str]]) -> None:
        """Note that the records of these pairs may be judged under any facts."""
        for aspirante, auxiliar in keys:
            mine = (
                col(StoredJudgedPair.aspirante) == aspirante,
                col(StoredJudgedPair.auxiliar) == auxiliar,
            )
            self.session.connection().execute(delete(StoredJudgedPair).where(*mine))

    def judged(self, pairs: Pairs, keys: Sequence[tuple[str, str]]) -> None:
        """Note that all records of these pairs were judged under these facts."""
        self.forget(keys)
        rows = [
            {"aspirante": key[0], "auxiliar": key[1], "facts": pairs[key].sha256} for key in keys
        ]
        if rows:
            self.session.connection().execute(insert(StoredJudgedPair), rows)

    def _vinculos(self) -> Iterable[tuple[str, str, Vinculo]]:
        for row in self.session.connection().execute(select(*_VINCULO)):
            vinculo = Vinculo(**row._mapping)  # noqa: SLF001  SQLAlchemy's own name of it
            yield vinculo.aspirante, vinculo.auxiliar, vinculo

    def _devices(self) -> Mapping[str, Mapping[str, OutOfUse]]:
        """Return, by auxiliar and device, those out of use."""
        found: dict[str, dict[str, OutOfUse]] = defaultdict(dict)
        rows = self.session.connection().execute(select(*_DEVICE))
        for auxiliar, device, voided_at, reason, suspended_at in rows:
            changed_at = None if reason == STOLEN else voided_at
            found[auxiliar][device] = OutOfUse(changed_at, suspended_at)
        return found

    def _reports(self) -> Mapping[tuple[str, str, str], datetime]:
        """Return when each aspirante first reported a device, reports set aside left out."""
        query = (
            select(*_REPORT)
            .join(StoredVinculo, col(StoredVinculo.id) == col(StoredReport.vinculo))
            .where(col(StoredReport.withdrawn_at).is_(None))
            .order_by(col(StoredReport.reported_at))
        )
        found: dict[tuple[str, str, str], datetime] = {}
        for aspirante, auxiliar, device, reported_at in self.session.connection().execute(query):
            found.setdefault((aspirante, auxiliar, device), reported_at)
        return found


def _said(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""

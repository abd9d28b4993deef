"""The ports of envíos, received records and acuses in memory, over one common store."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from core.domain.apoyos.apoyo import RecordId
from core.domain.apoyos.envio import ANNOUNCED_AT_ONCE, Announcement, WaitingRecord
from core.errors import NotThere
from core.ports.central_apoyos import Envio, IssuedAcuse, NewApoyo, Received
from core.ports.shared import Clock


@dataclass
class Run:
    """One envío as it is remembered, with what was announced in it."""

    id: str
    aspirante: str
    auxiliar: str
    number: int
    said_at: datetime
    progressed_at: datetime
    waiting: dict[RecordId, WaitingRecord]
    announced: int = 0
    received: int = 0
    closed_at: datetime | None = None
    why: str = ""


@dataclass
class MemoryApoyos:
    """Apoyos in memory. `runs` are the envíos that they came in."""

    runs: dict[str, Run] = field(default_factory=dict)
    kept: dict[RecordId, tuple[NewApoyo, int, Received]] = field(default_factory=dict)
    positions: dict[RecordId, int] = field(default_factory=dict)

    def find(self, record_id: RecordId) -> Received | None:
        return self.find_all((record_id,)).get(record_id)

    def find_all(self, record_ids: Sequence[RecordId]) -> Mapping[RecordId, Received]:
        return {each: self.kept[each][2] for each in record_ids if each in self.kept}

    def last_position(self) -> int:
        return max(self.positions.values(), default=0)

    def since(self, position: int) -> Sequence[Received]:
        later = sorted((at, each) for each, at in self.positions.items() if at > position)
        return [self.kept[each][2] for _, each in later]

    def next_sequence(self, aspirante: str) -> int:
        given = [n for new, n, _ in self.kept.values() if new.header.aspirante == aspirante]
        return max(given, default=0) + 1

    def add(self, apoyo: NewApoyo, sequence: int, position: int, received: Received) -> None:
        self.positions[apoyo.header.record_id] = position
        self.kept[apoyo.header.record_id] = (apoyo, sequence, received)

    def folios(self, envio_id: str) -> Sequence[str]:
        came = [(n, received) for new, n, received in self.kept.values() if new.envio == envio_id]
        return [received.folio for _, received in sorted(came, key=lambda each: each[0])]

    def received_of_pair(self, aspirante: str, auxiliar: str, up_to: int) -> int:
        return sum(
            (new.header.aspirante, new.header.auxiliar) == (aspirante, auxiliar)
            and self.runs[new.envio].number <= up_to
            for new, _, _ in self.kept.values()
        )


@dataclass
class MemoryAcuses:
    """Acuses in memory; `told` are those that their aspirante was mailed."""

    kept: list[IssuedAcuse] = field(default_factory=list)
    told: set[tuple[str, int]] = field(default_factory=set)

    def next_number(self, aspirante: str) -> int:
        return 1 + sum(each.aspirante == aspirante for each in self.kept)

    def add(self, acuse: IssuedAcuse) -> None:
        self.kept.append(acuse)

    def unmailed(self, before: datetime, now: datetime) -> Sequence[str]:
        waited = (each for each in self._untold() if not before < each.issued_at <= now)
        due = {each.aspirante for each in waited}
        return sorted(due)

    def unmailed_of(self, aspirante: str) -> Sequence[IssuedAcuse]:
        own = [each for each in self._untold() if each.aspirante == aspirante]
        return sorted(own, key=lambda each: each.number)

    def mailed(self, aspirante: str, up_to: int) -> None:
        self.told |= {(aspirante, number) for number in range(1, up_to + 1)}

    def _untold(self) -> list[IssuedAcuse]:
        return [each for each in self.kept if (each.aspirante, each.number) not in self.told]


@dataclass
class MemoryEnvios:
    """Envios in memory, beside the records and acuses of `apoyos` and `acuses`."""

    clock: Clock
    apoyos: MemoryApoyos
    acuses: MemoryAcuses

    def open_one(self, aspirante: str, auxiliar: str) -> Envio | None:
        runs = [each for each in self._of_pair(aspirante, auxiliar) if each.closed_at is None]
        return self._envio(runs[-1]) if runs else None

    def waiting(self, envio_id: str) -> Mapping[RecordId, WaitingRecord]:
        return dict(self._run(envio_id).waiting)

    def is_announced(self, envio_id: str, record_id: RecordId) -> bool:
        return record_id in self._run(envio_id).waiting

    def last_number(self, aspirante: str, auxiliar: str) -> int:
        return max((each.number for each in self._of_pair(aspirante, auxiliar)), default=0)

    def begin(self, auxiliar: str, announcement: Announcement, device: str = "") -> Envio:
        del device
        first = sorted(announcement.waiting, key=lambda each: each.record_id)
        run = Run(
            id=f"e{len(self.apoyos.runs) + 1}",
            aspirante=announcement.aspirante,
            auxiliar=auxiliar,
            number=self.last_number(announcement.aspirante, auxiliar) + 1,
            said_at=announcement.said_at,
            progressed_at=self.clock.now(),
            waiting={each.record_id: each for each in first[:ANNOUNCED_AT_ONCE]},
            announced=len(first),
        )
        self.apoyos.runs[run.id] = run
        return self._envio(run)

    def complete(
        self, envio_id: str, records: Sequence[WaitingRecord], *, is_last: bool = False
    ) -> None:
        run = self._run(envio_id)
        run.waiting = {each.record_id: each for each in records} | run.waiting
        if is_last and run.closed_at is None:
            run.announced = len(run.waiting)

    def announce(self, envio_id: str, record: WaitingRecord) -> None:
        run = self._run(envio_id)
        run.waiting[record.record_id] = record
        run.announced += 1

    def by_id(self, envio_id: str) -> Envio:
        return self._envio(self._run(envio_id))

    def receive(self, envio_id: str) -> Envio:
        run = self._run(envio_id)
        run.received += 1
        run.progressed_at = self.clock.now()
        return self._envio(run)

    def close(self, envio_id: str, why: str) -> None:
        run = self._run(envio_id)
        run.closed_at, run.why = self.clock.now(), why

    def idle_since(self, moment: datetime) -> Sequence[Envio]:
        return [self._envio(each) for each in self.apoyos.runs.values() if _idle(each, moment)]

    def is_idle(self, envio_id: str, moment: datetime) -> bool:
        return _idle(self._run(envio_id), moment)

    def without_acuse(self) -> Sequence[Envio]:
        issued = {each.envio_id for each in self.acuses.kept}
        closed = [
            (each.closed_at, each.number, each)
            for each in self.apoyos.runs.values()
            if each.closed_at is not None and each.id not in issued
        ]
        return [self._envio(run) for _, _, run in sorted(closed, key=lambda each: each[:2])]

    def _run(self, envio_id: str) -> Run:
        if envio_id not in self.apoyos.runs:
            raise NotThere
        return self.apoyos.runs[envio_id]

    def _of_pair(self, aspirante: str, auxiliar: str) -> list[Run]:
        pair = (aspirante, auxiliar)
        return [
            each for each in self.apoyos.runs.values() if (each.aspirante, each.auxiliar) == pair
        ]

    def _envio(self, run: Run) -> Envio:
        return Envio(
            id=run.id,
            aspirante=run.aspirante,
            auxiliar=run.auxiliar,
            number=run.number,
            said_at=run.said_at,
            announced=run.announced,
            received=run.received,
            closed_at=run.closed_at,
        )


def _idle(run: Run, moment: datetime) -> bool:
    return run.closed_at is None and run.progressed_at < moment

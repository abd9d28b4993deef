"""What jobs set aside, in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from core.domain.desk.apartado import Apartado
from core.errors import NotThere
from core.ports.shared import Clock

WAIT = timedelta(minutes=1)


@dataclass
class MemoryApartados:
    """Apartados in memory: each next try is a minute after the last one failed."""

    clock: Clock
    kept: dict[tuple[str, str], Apartado] = field(default_factory=dict)

    def set_aside(self, job: str, item: str, code: str) -> bool:
        now, known = self.clock.now(), self.kept.get((job, item))
        before = known or Apartado(len(self.kept) + 1, job, item, code, now, now, 0, None)
        self.kept[job, item] = replace(
            before, code=code, last_at=now, tries=before.tries + 1, next_try_at=now + WAIT
        )
        return known is None

    def names(self, job: str) -> frozenset[str]:
        return frozenset(each.item for each in self._of(job))

    def resting(self, job: str) -> frozenset[str]:
        now = self.clock.now()
        due = {each.item for each in self._of(job) if each.next_try_at and each.next_try_at <= now}
        return self.names(job) - due

    def forgive(self, job: str, items: Sequence[str]) -> None:
        for item in items:
            self.kept.pop((job, item), None)

    def again(self, apartado_id: int) -> Apartado:
        for key, each in self.kept.items():
            if each.id == apartado_id:
                self.kept[key] = replace(each, next_try_at=self.clock.now())
                return self.kept[key]
        raise NotThere

    def _of(self, job: str) -> list[Apartado]:
        return [each for each in self.kept.values() if each.job == job]

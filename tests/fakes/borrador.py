"""Drafts of registrations in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from core.domain.registration.borrador import Borrador
from core.ports.shared import Clock


@dataclass
class MemoryBorradores:
    """Borradores in memory, the last saved at the end."""

    clock: Clock
    kept: dict[tuple[int, str], Borrador] = field(default_factory=dict)

    def of(self, account_id: int) -> Sequence[Borrador]:
        mine = [draft for (owner, _), draft in self.kept.items() if owner == account_id]
        return mine[::-1]

    def keys(self, account_id: int) -> Sequence[str]:
        return [draft.key for draft in self.of(account_id)]

    def keep(self, account_id: int, draft: Borrador) -> Borrador:
        self.kept.pop((account_id, draft.key), None)
        saved = replace(draft, saved_at=self.clock.now())
        self.kept[(account_id, draft.key)] = saved
        return saved

    def drop(self, account_id: int, key: str) -> None:
        self.kept.pop((account_id, key), None)

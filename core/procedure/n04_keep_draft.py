"""Numeral 4, on the server: what is typed of a registration is kept until it is concluded.

It is no act of the procedure: nothing of it enters the bitácora.
"""

from collections.abc import Callable
from dataclasses import dataclass

from core.domain.registration.borrador import MOST_DRAFTS, Borrador
from core.ports.central_borrador import Borradores


@dataclass(frozen=True, slots=True)
class KeepDraft:
    """Keep a draft; beyond the most of one account the oldest is forgotten.

    `concluded` tells whether the registration of a key stands: one that was sent before it was
    concluded and comes after it is not kept, or it would be offered again.
    """

    borradores: Borradores
    concluded: Callable[[str], bool]

    def __call__(self, account_id: int, draft: Borrador) -> Borrador:
        """Return it as it was kept, or as it was sent where its registration stands."""
        if self.concluded(draft.key):
            return draft
        kept = self.borradores.keep(account_id, draft)
        for old in self.borradores.keys(account_id)[MOST_DRAFTS:]:
            self.borradores.drop(account_id, old)
        return kept

"""What keeping a draft needs, bound to one transaction."""

from collections.abc import Sequence
from typing import Protocol

from core.domain.registration.borrador import Borrador


class Borradores(Protocol):
    """The drafts of each account, sealed where they are kept. Only their owner reads them."""

    def of(self, account_id: int) -> Sequence[Borrador]:
        """Return those of an account, the last saved first; one that cannot be read is left out."""

    def keys(self, account_id: int) -> Sequence[str]:
        """Return the keys of all of them, the last saved first."""

    def keep(self, account_id: int, draft: Borrador) -> Borrador:
        """Keep one, in place of that of the same key, and return it with its hour."""

    def drop(self, account_id: int, key: str) -> None:
        """Forget one; nothing where there is none."""

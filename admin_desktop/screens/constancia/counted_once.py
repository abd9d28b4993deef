"""A print that is asked for again because its answer was lost counts once (numeral 3)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class CountedOnce:
    """Asks for copies under a key that stays the same until they came."""

    send: Callable[[Sequence[int], str], bytes]
    new_key: Callable[[], str]
    _open: dict[tuple[int, ...], str] = field(default_factory=dict)

    def __call__(self, ids: Sequence[int]) -> bytes:
        """Return the copies. What keeps them from coming is raised, and the key stays."""
        wanted = tuple(ids)
        if wanted not in self._open:
            self._open[wanted] = self.new_key()
        made = self.send(wanted, self._open[wanted])
        self._open.pop(wanted, None)
        return made

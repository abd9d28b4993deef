"""How whoever works on this tablet wants it to look; no data of anybody."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Appearance:
    """The theme for the sun, and the size of the letters in percent of the usual one."""

    outdoor: bool = False
    letters: int = 100


class KeptAppearance(Protocol):
    """Where it is kept: a choice is taken at once, and written by who can wait."""

    @property
    def chosen(self) -> Appearance:
        """What was chosen last."""
        ...

    def choose(self, chosen: Appearance) -> None:
        """Take a choice, without waiting."""
        ...

    def keep(self) -> None:
        """Write what was chosen last; waits for the disk."""
        ...

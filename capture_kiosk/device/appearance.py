"""How whoever works on this tablet wants it to look; no data of anybody."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Appearance:
    """The theme for the sun, and the size of the letters in percent of the usual one."""

    outdoor: bool = False
    letters: int = 100

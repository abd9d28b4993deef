"""What the set and both trainings agree on."""

from typing import Final

SIDE: Final = 128
MARGIN: Final = 0.06

CLASSES: Final = ("front", "back", "none", "two", "cut")
"""What a picture shows: a whole credential of either side, none, two cards, one that is cut."""

"""What the sets and the trainings of corners and kinds agree on."""

from typing import Final

SIDE: Final = 128
"""Rows and columns of a network's picture."""
MARGIN: Final = 0.06
"""Share of the side that stays empty on each side of the picture within the square."""

CLASSES: Final = ("front", "back", "none", "two", "cut")
"""What a picture shows: a whole credential of either side, none, two cards, one that is cut."""

"""The verdict of a datum: always a sign and a word, never a colour alone."""

from dataclasses import dataclass
from enum import Enum

from admin_desktop.framework.theme import tokens


class Mark(Enum):
    """The status of an item; the value is its name in the style sheet."""

    NONE = ""
    OK = "ok"
    WARN = "warn"
    ERROR = "error"
    QUIET = "quiet"

    @property
    def icon(self) -> str:
        """Return the name of its drawing, empty for NONE."""
        return _ICONS[self]

    @property
    def colour(self) -> str:
        """Return its colour in the current theme, #RRGGBB."""
        look = tokens()
        return {
            Mark.OK: look.ok,
            Mark.WARN: look.warn,
            Mark.ERROR: look.error,
            Mark.QUIET: look.edge,
        }.get(self, look.ink)


_ICONS = {
    Mark.NONE: "",
    Mark.OK: "bien",
    Mark.WARN: "alerta",
    Mark.ERROR: "falla",
    Mark.QUIET: "punto",
}


@dataclass(frozen=True, slots=True)
class FieldState:
    """The status of one field; `sentence` is shown under it."""

    mark: Mark = Mark.NONE
    sentence: str = ""


PLAIN = FieldState()
RIGHT = FieldState(Mark.OK)


def wrong(sentence: str) -> FieldState:
    """Return the state of a field that broke its rule."""
    return FieldState(Mark.ERROR, sentence)


def doubtful(sentence: str) -> FieldState:
    """Return the state of an acceptable value that should be checked, with the reason."""
    return FieldState(Mark.WARN, sentence)

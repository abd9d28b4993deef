"""What the desk remembers of how a person arranged it: columns of each list, and the window."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

_WINDOW = "window/geometry"
_LEAST, _MOST = 40, 4_000
"""Pixels of a column that a file may say."""
_NUMBER = re.compile("[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class Arranged:
    """How the columns of one list are arranged: those taken away, and the widths of the others."""

    hidden: frozenset[str] = frozenset()
    widths: Mapping[str, int] = field(default_factory=dict)


AS_MADE = Arranged()


@dataclass(frozen=True, slots=True)
class DeskMemory:
    """The file of this desk. Whose arrangement it is stands there as a hash, never by name."""

    file: Path

    def window(self) -> QByteArray:
        """Return size and place of the window as Qt keeps them; empty before the first time."""
        kept = self.settings().value(_WINDOW)
        return kept if isinstance(kept, QByteArray) else QByteArray()

    def keep_window(self, geometry: QByteArray) -> None:
        """Keep size and place of the window."""
        self.settings().setValue(_WINDOW, geometry)

    def of(self, person: str) -> "Arrangements":
        """Return what one person arranged here."""
        return Arrangements(self, sha256(person.encode()).hexdigest()[:16])

    def settings(self) -> QSettings:
        """Return the file as Qt reads and writes it: whole, whoever else does."""
        return QSettings(str(self.file), QSettings.Format.IniFormat)


@dataclass(frozen=True, slots=True)
class Arrangements:
    """The lists of one person, each by its name. What is not understood is as it was made."""

    kept: DeskMemory
    whose: str

    def one(self, name: str) -> Arranged:
        """Return how a list is arranged."""
        settings = self.kept.settings()
        settings.beginGroup(self._group(name))
        hidden = settings.value("hidden")
        names = hidden if isinstance(hidden, list) else [hidden] if hidden else []
        settings.beginGroup("widths")
        said = {title: str(settings.value(title)) for title in settings.childKeys()}
        widths = {title: int(each) for title, each in said.items() if _NUMBER.fullmatch(each)}
        kept = {title: each for title, each in widths.items() if _LEAST <= each <= _MOST}
        return Arranged(frozenset(str(each) for each in names), kept)

    def keep(self, name: str, arranged: Arranged) -> None:
        """Keep how a list is arranged."""
        settings = self.kept.settings()
        settings.remove(self._group(name))
        settings.beginGroup(self._group(name))
        if arranged.hidden:
            settings.setValue("hidden", sorted(arranged.hidden))
        for title, width in arranged.widths.items():
            settings.setValue(f"widths/{title}", width)

    def _group(self, name: str) -> str:
        return f"lists-{self.whose}/{name.replace('/', ' ')}"

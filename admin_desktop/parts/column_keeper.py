"""The columns of a table as a person arranged them: taken away, widened, and remembered."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QHeaderView, QTableView

from admin_desktop.framework.remembered import AS_MADE, Arranged, Arrangements
from admin_desktop.parts.rows import Column

_LEAST = 56
"""Pixels below which no column is drawn together."""
_NAMING = 140
"""Pixels that the column keeps which takes what is left: it names the row."""
_NAMED = 200
"""Pixels of it below which a spare column goes: a name says more than what is spare."""


class ColumnKeeper(QObject):
    """Hides and widens columns by their titles. The one that takes what is left always stays."""

    def __init__(self, name: str, view: QTableView, columns: tuple[Column, ...]) -> None:
        super().__init__(view)
        self._name, self._view, self._columns = name, view, columns
        self._arranged = AS_MADE
        self._kept: Arrangements | None = None
        self._narrow: Callable[[], bool] = bool
        header = view.horizontalHeader()
        header.setMinimumSectionSize(_LEAST)
        for place, column in enumerate(columns):
            mode = QHeaderView.ResizeMode
            header.setSectionResizeMode(place, mode.Interactive if column.width else mode.Stretch)
        self.fit()

    def narrow_when(self, narrow: Callable[[], bool]) -> None:
        """Give what tells whether there is no room for spare columns."""
        self._narrow = narrow

    def remember_with(self, kept: Arrangements) -> None:
        """Take what the person arranged before, and keep what they arrange from now on."""
        self._kept, self._arranged = kept, kept.one(self._name)
        self.fit()

    @property
    def may_hide(self) -> tuple[Column, ...]:
        """The columns that a person may take away."""
        return tuple(column for column in self._columns if column.width)

    @property
    def is_arranged(self) -> bool:
        """Tell whether anything is not as it was made."""
        return self._arranged != AS_MADE

    def is_shown(self, column: Column) -> bool:
        """Tell whether the person left a column in its place; what names the row always is."""
        return not column.width or column.title not in self._arranged.hidden

    def show(self, column: Column, *, shown: bool) -> None:
        """Show a column, or take it away."""
        before = self._arranged.hidden
        hidden = before - {column.title} if shown else before | {column.title}
        self._keep(Arranged(hidden, self._arranged.widths))

    def restore(self) -> None:
        """Have everything as it was made."""
        self._keep(AS_MADE)

    def fit(self) -> None:
        """Give each column its room; where those of the person have none, the ones it was made."""
        header, narrow = self._view.horizontalHeader(), self._narrow() or self._crowded()
        for place, column in enumerate(self._columns):
            gone = not self.is_shown(column) or (column.spare and narrow)
            self._view.setColumnHidden(place, gone)
        wanted = self._widths(self._arranged)
        room = self._view.viewport().width() - _NAMING
        widths = wanted if sum(wanted.values()) <= room else self._widths(AS_MADE)
        for place, width in widths.items():
            header.resizeSection(place, width)

    @Slot()
    def take_dragged(self) -> None:
        """Keep the widths that a person gave with the mouse."""
        header = self._view.horizontalHeader()
        shown = [place for place in self._widths(AS_MADE) if not header.isSectionHidden(place)]
        now = {self._columns[place].title: header.sectionSize(place) for place in shown}
        made = {self._columns[place].title: self._columns[place].width for place in shown}
        over = sum(now.values()) - (self._view.viewport().width() - _NAMING)
        if over > 0 and now:
            widest = max(now, key=lambda title: now[title] - made[title])
            now[widest] = max(now[widest] - over, _LEAST)
        changed = {title: width for title, width in now.items() if width != made[title]}
        hidden_ones = {
            title: width for title, width in self._arranged.widths.items() if title not in now
        }
        self._keep(Arranged(self._arranged.hidden, hidden_ones | changed))

    def _crowded(self) -> bool:
        """Tell whether all that the person left in its place leaves too little to the name."""
        shown = sum(each.width for each in self._columns if self.is_shown(each))
        return self._view.viewport().width() - shown < _NAMED

    def _widths(self, arranged: Arranged) -> dict[int, int]:
        """Return the width of each column that has one and is shown."""
        return {
            place: arranged.widths.get(column.title, column.width)
            for place, column in enumerate(self._columns)
            if column.width and not self._view.isColumnHidden(place)
        }

    def _keep(self, arranged: Arranged) -> None:
        self._arranged = arranged
        if self._kept is not None:
            self._kept.keep(self._name, arranged)
        self.fit()

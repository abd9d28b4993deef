"""Rows of a table: columns, cells, and the Qt model with accessible texts."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from admin_desktop.parts.bar import Share
from admin_desktop.parts.marks import Mark

CELL = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `width` in pixels; 0 takes what is left. `coded` is the monospaced face.

    A `spare` one is left out where the table is too narrow for all. `sort` is the name of the
    order that a click on its head asks for; empty where it has none.
    """

    title: str
    width: int = 0
    coded: bool = False
    right: bool = False
    spare: bool = False
    sort: str = ""


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell: its text, a line under it, a sign before it, or a bar with its words."""

    text: str
    under: str = ""
    mark: Mark = Mark.NONE
    share: Share | None = None


class RowModel(QAbstractTableModel):
    """Rows as given; the accessible text of a cell has both of its lines."""

    def __init__(self, columns: tuple[Column, ...], parent: QObject) -> None:
        super().__init__(parent)
        self.columns = columns
        self._rows: tuple[tuple[TableCell, ...], ...] = ()
        self.stands_by = ""
        """The order of the rows: its name, with «-» before it from the last to the first."""

    def show(self, rows: tuple[tuple[TableCell, ...], ...]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def as_text(self) -> str:
        """Return titles and rows as lines of cells with tabs between them."""
        lines = [[column.title for column in self.columns]]
        lines += [[_whole(cell) for cell in row] for row in self._rows]
        return "\n".join("\t".join(cells) for cells in lines) + "\n"

    def rowCount(  # noqa: N802  Qt's name
        self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE
    ) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(  # noqa: N802  Qt's name
        self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE
    ) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the text, the accessible text, or the TableCell of a role."""
        cell = self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return cell.text
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return cell.under
        return cell if role == CELL else None

    def headerData(  # noqa: N802  Qt's name
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            way = self.way(section)
            said = {1: ", en orden ascendente", -1: ", en orden descendente"}
            return column.title + said.get(way, "")
        return None

    def way(self, section: int) -> int:
        """Return 1 where the rows stand by this column, -1 the other way round, else 0."""
        sort = self.columns[section].sort
        if not sort or self.stands_by.removeprefix("-") != sort:
            return 0
        return -1 if self.stands_by.startswith("-") else 1


def _whole(cell: TableCell) -> str:
    """Return both lines of a cell in one, without what would begin another cell or line."""
    return " ".join(" · ".join(part for part in (cell.text, cell.under) if part).split())

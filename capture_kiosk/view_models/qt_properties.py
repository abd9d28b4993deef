"""Qt properties that read one attribute each, and list models of dataclasses."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from PySide6.QtCore import (
    Property,
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

_FIRST_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_NOWHERE = QModelIndex()


def notified(kind: Any, attribute: str, changed: Signal) -> Property:  # noqa: ANN401  a type, or its name
    """Return a read-only property of `kind` for `attribute`, with notify signal `changed`."""
    return Property(kind, lambda model: getattr(model, attribute), notify=changed)


def fixed(attribute: str) -> Property:
    """Return a constant property that holds another QObject."""
    return Property(QObject, lambda model: getattr(model, attribute), constant=True)


class Rows(QAbstractListModel):
    """A list of frozen dataclasses of one kind; each field is a role."""

    def __init__(self, kind: type, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = [field.name for field in fields(kind)]
        self._items: tuple[object, ...] = ()

    @property
    def items(self) -> tuple[object, ...]:
        """Return what is shown."""
        return self._items

    def show(self, items: Sequence[object]) -> None:
        """Show these items. Rows that remain keep their delegate and its focus."""
        new = tuple(items)
        if new == self._items:
            return
        if len(new) != len(self._items):
            self.beginResetModel()
            self._items = new
            self.endResetModel()
            return
        before, self._items = self._items, new
        for place, (old, now) in enumerate(zip(before, new, strict=True)):
            if old != now:
                self.dataChanged.emit(self.index(place), self.index(place))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:  # noqa: N802
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._items)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return one field of one row."""
        place = role - _FIRST_ROLE
        if not index.isValid() or not 0 <= place < len(self._names):
            return None
        return getattr(self._items[index.row()], self._names[place])

    def roleNames(self) -> dict[int, Any]:  # noqa: N802
        """Return the name of each role: that of its field."""
        return {_FIRST_ROLE + place: name.encode() for place, name in enumerate(self._names)}

"""A table that pages on the server: hairlines only, two lines a row, its foot and its order."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from admin_desktop.framework import theme
from admin_desktop.framework.paged_vm import PagedVm
from admin_desktop.framework.remembered import Arrangements
from admin_desktop.parts.buttons import text_button
from admin_desktop.parts.column_keeper import ColumnKeeper
from admin_desktop.parts.marks import Mark
from admin_desktop.parts.narrowed_line import NarrowedLine
from admin_desktop.parts.row_painter import HeaderPainter, RowPainter
from admin_desktop.parts.rows import Column, RowModel, TableCell
from admin_desktop.parts.table_tools import TableTools
from admin_desktop.parts.text import OneLine, Rule, Text
from admin_desktop.parts.view_menu import ViewMenu

_FOOT, _HEADER = 37, 36
_INSIDE = 16
_NARROW = 520


class TableView(QTableView):
    """The rows. Enter or a double click opens the chosen one; Ctrl+C asks to copy them all."""

    copied = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if self.currentIndex().isValid():
                self.activated.emit(self.currentIndex())
            return
        super().keyPressEvent(event)


class Table(QFrame):
    """Rows of cells under columns; `chosen` and `opened` carry the row's number."""

    chosen = Signal(int)
    opened = Signal(int)
    more = Signal()
    """The person asked for the rows that follow."""

    def __init__(
        self,
        name: str,
        columns: Sequence[Column],
        *,
        empty: str,
        row_height: int = theme.ROW,
        may_copy: bool = True,
    ) -> None:
        super().__init__()
        self._may_copy = may_copy
        self._model = RowModel(tuple(columns), self)
        self._ids: tuple[object, ...] = ()
        self._lost = False
        self._view = TableView()
        self._view.setAccessibleName(name)
        self._view.setModel(self._model)
        self._foot, self._word = OneLine("", "help"), Text("", "help", wrap=True)
        self._word.setContentsMargins(_INSIDE, 6, _INSIDE, 6)
        self._word.hide()
        self._name = name
        self._vm: PagedVm[Any] | None = None
        self._tools = TableTools(name, self._model.as_text, may_copy=may_copy)
        self._narrowed = NarrowedLine()
        self._next = text_button("Ver siguientes")
        self._next.clicked.connect(self.more)
        self._rest = empty
        self._empty = Text(empty, "help", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setContentsMargins(32, 32, 32, 32)
        self._dress(row_height)
        self._keeper = ColumnKeeper(name, self._view, self._model.columns)
        self._keeper.narrow_when(lambda: self.width() < _NARROW)
        self._header.dragged.connect(self._keeper.take_dragged)
        self._arrange()
        self._view.selectionModel().currentRowChanged.connect(self._tell_chosen)
        self._view.activated.connect(self._tell_opened)
        self._tools.said.connect(self._say)
        self._tools.view_asked.connect(self._open_view)
        if may_copy:
            self._view.copied.connect(self._tools.copy)
        self.setFocusProxy(self._view)
        self.show_rows((), "")

    def show_rows(
        self,
        rows: Sequence[Sequence[TableCell]],
        foot: str,
        *,
        more: bool = False,
        chosen: int = -1,
        nothing: str = "",
    ) -> None:
        """Show `rows`; `foot` says how many and the order; `more` offers the next ones.

        `nothing` says why there is no row, where it is not that there are none yet.
        """
        self._model.show(tuple(tuple(row) for row in rows))
        vm = self._vm
        sorted_ = vm.sort_said if vm is not None else ""
        self._model.stands_by = vm.shown_sort if vm is not None else ""
        self._view.horizontalHeader().viewport().update()
        self._foot.setText(f"{vm.foot}, {sorted_}" if vm is not None and sorted_ and rows else foot)
        self._narrowed.say(vm.narrowed_said if vm is not None else "")
        self._next.setVisible(more)
        unread = vm.nothing if vm is not None and not vm.loaded else ""
        self._empty.setText(nothing or unread or self._rest)
        self._empty.setVisible(not rows)
        self._view.setVisible(bool(rows))
        arranges = bool(rows and self._keeper.may_hide) or self._offers_view()
        self._tools.offer(rows=bool(rows), view=arranges)
        self._tools.setVisible(arranges or (self._may_copy and bool(rows)))
        self._choose_quietly(chosen)

    def serve(self, vm: PagedVm[Any]) -> None:
        """Page, order and narrow the list of a view model, and offer to take all of it out."""
        self._vm = vm
        self.more.connect(vm.more)
        self._tools.serve(vm)
        self._narrowed.dropped.connect(vm.show_all)
        self._header.sectionClicked.connect(self._sort)

    def remember_with(self, kept: Arrangements) -> None:
        """Arrange the columns as the person did before, and keep what they change."""
        self._keeper.remember_with(kept)

    def _offers_view(self) -> bool:
        vm = self._vm
        return vm is not None and vm.loaded and bool(vm.orders or vm.states or vm.day_said)

    @Slot(int)
    def _sort(self, place: int) -> None:
        sort = self._model.columns[place].sort
        if self._vm is not None and sort:
            self._vm.sort_by(sort)

    @Slot()
    def _open_view(self) -> None:
        menu, button = ViewMenu(self, self._name, self._vm, self._keeper), self._tools.view
        menu.popup(button.mapToGlobal(button.rect().topLeft()) - menu.rect().bottomLeft())

    @Slot(str, object)
    def _say(self, words: str, mark: Mark) -> None:
        """Say under the rows what came of copying or exporting."""
        self._word.set_mark(mark)
        self._word.setText(words)
        self._word.setVisible(bool(words))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Leave out the spare columns where there is no room for a name."""
        super().resizeEvent(event)
        self._keeper.fit()

    @property
    def foot_said(self) -> str:
        """What the foot says: which part of the list, and its order."""
        return self._foot.text()

    def kept_row(self, ids: Sequence[object], gone: int = 0) -> int:
        """Return where what was chosen stands among `ids`, before they are shown; -1: nowhere.

        Where nothing was chosen it is the first; where it went away it is `gone`. A row is told by
        its identity: a list that grew or shrank has another one in its place.
        """
        now, before = self.chosen_row(), self._ids
        self._ids = tuple(ids)
        if 0 <= now < len(before):
            self._lost = before[now] not in self._ids
            if not self._lost:
                return self._ids.index(before[now])
        return min(gone if self._lost else 0, len(ids) - 1)

    def row_of(self, ids: Sequence[object], wanted: object) -> int:
        """Return where `wanted` is to stand chosen among `ids`, before they are shown.

        The first where it is nowhere, -1 without any.
        """
        self._ids = tuple(ids)
        return self._ids.index(wanted) if wanted in self._ids else min(0, len(ids) - 1)

    def chosen_row(self) -> int:
        """Return the index of the chosen row, -1 without one."""
        return self._view.currentIndex().row()

    def _choose_quietly(self, row: int) -> None:
        if row < 0:
            return
        selection = self._view.selectionModel()
        selection.blockSignals(True)  # noqa: FBT003  Qt takes it by place
        flags = QItemSelectionModel.SelectionFlag
        index = self._model.index(row, 0)
        selection.setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        selection.blockSignals(False)  # noqa: FBT003  Qt takes it by place
        self._view.scrollTo(index)  # what a button acts on is in sight
        self._view.viewport().update()

    def _dress(self, row_height: int) -> None:
        view = self._view
        view.setItemDelegate(RowPainter(view))
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setTabKeyNavigation(False)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(row_height)
        view.verticalHeader().setMinimumSectionSize(row_height)
        self._header = HeaderPainter(view)
        view.setHorizontalHeader(self._header)
        self._header.setFixedHeight(_HEADER)

    def _arrange(self) -> None:
        foot = QWidget()
        foot.setFixedHeight(_FOOT)
        line = QHBoxLayout(foot)
        line.setContentsMargins(_INSIDE, 0, _INSIDE, 0)
        line.addWidget(self._foot, 1)
        line.addWidget(self._next)
        line.addWidget(self._tools)
        line.setSpacing(14)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addWidget(self._narrowed)
        box.addWidget(self._view, 1)
        box.addWidget(self._empty, 1)
        box.addWidget(self._word)
        box.addWidget(Rule())
        box.addWidget(foot)

    @Slot(QModelIndex, QModelIndex)
    def _tell_chosen(self, now: QModelIndex | QPersistentModelIndex, _before: object) -> None:
        if now.isValid():
            self.chosen.emit(now.row())

    @Slot(QModelIndex)
    def _tell_opened(self, at: QModelIndex) -> None:
        self.opened.emit(at.row())

"""A screen of one list: search, table, and one act on the chosen row."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout

from admin_desktop.framework.paged_vm import PagedVm
from admin_desktop.framework.subjects import ToFind
from admin_desktop.parts.banner import Banner
from admin_desktop.parts.buttons import Button
from admin_desktop.parts.form import tell
from admin_desktop.parts.rows import TableCell
from admin_desktop.parts.screen import Screen
from admin_desktop.parts.search import SearchField
from admin_desktop.parts.table import Table


class ActList(Screen):
    """The base of such a screen. What is made of a row, and done with it, is the screen's own."""

    def __init__(
        self, title: str, vm: PagedVm[Any], search: SearchField, act: Button, table: Table
    ) -> None:
        super().__init__(title)
        vm.setParent(self)
        self._list, self._asked = vm, vm.question
        self._banner, self._search, self._act, self._table = Banner(), search, act, table
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(search, 1)
        row.addWidget(act)
        self.box.addWidget(self._banner)
        self.box.addLayout(row)
        self.box.addWidget(table, 1)
        search.searched.connect(vm.load)
        act.clicked.connect(self._press)
        table.serve(vm)
        vm.changed.connect(self._show)

    def arrive(self, subject: object) -> None:
        """Fetch the list, as it is now; `subject` may say what to search for."""
        if isinstance(subject, ToFind):
            self._search.setText(subject.search)
        self._list.load(self._search.text())

    def _show_rows(
        self,
        rows: Sequence[tuple[TableCell, ...]],
        ids: Sequence[int],
        order: str,
        *,
        may_act: bool,
    ) -> None:
        """Show these rows, with their `order` at the foot; what was chosen stays so by its id.

        Where it went away by itself nothing is chosen: the act would meet another one.
        """
        tell(self._banner, self._list)
        another, self._asked = self._list.question != self._asked, self._list.question
        kept = self._table.kept_row(ids, 0 if another else -1)
        self._table.show_rows(
            rows,
            f"{self._list.foot}, {order}" if rows else "",
            more=self._list.has_more,
            nothing=self._list.nothing,
            chosen=kept,
        )
        self._act.setVisible(may_act and bool(rows))
        self._act.set_working(self._list.working)

    @Slot()
    def _press(self) -> None:
        row = self._table.chosen_row()
        if row >= 0:
            self._act_on(row)

    def _act_on(self, row: int) -> None:
        """Act on the chosen row."""

    @Slot()
    def _show(self) -> None:
        """Show what the view model holds now."""

"""A screen of one list: search, table, and details of the chosen row at the side."""

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout

from admin_desktop.framework.paged_vm import PagedVm
from admin_desktop.parts.banner import Banner
from admin_desktop.parts.screen import Screen
from admin_desktop.parts.search import SearchField
from admin_desktop.parts.side_card import SideCard
from admin_desktop.parts.table import Table


class ListScreen(Screen):
    """The base of such a screen. What is made of a row, and said of it, is the screen's own."""

    def __init__(
        self, title: str, vm: PagedVm[Any], search: SearchField, table: Table, panel: SideCard
    ) -> None:
        super().__init__(title)
        vm.setParent(self)
        self._list = vm
        self._banner, self._search, self._table, self._panel = Banner(), search, table, panel
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(table, 1)
        row.addWidget(panel)
        self.box.addWidget(self._banner)
        self.box.addWidget(search)
        self.box.addLayout(row, 1)
        search.searched.connect(vm.load)
        table.serve(vm)
        table.chosen.connect(self._choose)
        vm.changed.connect(self._show)

    def arrive(self, subject: object) -> None:
        """Fetch the list, as it is now."""
        del subject
        self._list.load(self._search.text())

    @Slot(int)
    def _choose(self, row: int) -> None:
        """Take the row that was chosen; it may be none of the list's any more."""

    @Slot()
    def _show(self) -> None:
        """Show what the view model holds now."""

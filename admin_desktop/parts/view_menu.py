"""«Vista»: in which order a list stands, which of its rows and columns are shown."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from admin_desktop.framework import theme
from admin_desktop.framework.paged_vm import PagedVm
from admin_desktop.parts.column_keeper import ColumnKeeper
from admin_desktop.parts.days_question import DaysQuestion
from core.qt_support import icons


class ViewMenu(QMenu):
    """Made anew each time that it opens: it says how things stand now."""

    def __init__(
        self, owner: QWidget, name: str, vm: PagedVm[Any] | None, keeper: ColumnKeeper
    ) -> None:
        super().__init__(owner)
        self.setAccessibleName(f"{self.tr('Vista')}: {name}")
        self._owner, self._vm, self._keeper = owner, vm, keeper
        self._part: QMenu = self
        if vm is not None:
            self._offer_orders(vm)
            self._offer_filters(vm)
        self._offer_columns()
        self.aboutToHide.connect(self.deleteLater)

    def _offer_orders(self, vm: PagedVm[Any]) -> None:
        if not vm.orders:
            return
        self._open(self.tr("Ordenar"))
        group = QActionGroup(self)
        self._tick(self.tr("El de la lista"), partial(vm.sort_as, ""), group, on=not vm.sort)
        for name, words in vm.orders:
            for sign, way in vm.ways(name):
                sort = sign + name
                said, ask = f"{words}, {way}", partial(vm.sort_as, sort)
                self._tick(said, ask, group, on=vm.sort == sort)

    def _offer_filters(self, vm: PagedVm[Any]) -> None:
        if vm.states:
            self._open(self.tr("Mostrar"))
            group = QActionGroup(self)
            self._tick(self.tr("Todos"), partial(vm.show_only, ""), group, on=not vm.state)
            for name, words in vm.states:
                self._tick(words, partial(vm.show_only, name), group, on=vm.state == name)
        if vm.day_said:
            self._open(vm.day_said)
            group = QActionGroup(self)
            any_day = partial(vm.show_days, None, None)
            self._tick(self.tr("Cualquier día"), any_day, group, on=vm.days == (None, None))
            for words, days in vm.recent_days():
                self._tick(words, partial(vm.show_days, *days), group, on=vm.days == days)
            self._part.addAction(self.tr("Elegir días…"), self._ask_days)

    def _offer_columns(self) -> None:
        keeper = self._keeper
        if not keeper.may_hide:
            return
        self._open(self.tr("Columnas"))
        for column in keeper.may_hide:
            shown = keeper.is_shown(column)
            self._tick(column.title, partial(keeper.show, column, shown=not shown), on=shown)
        restore = self._part.addAction(self.tr("Columnas como venían"), keeper.restore)
        restore.setEnabled(keeper.is_arranged)

    def _open(self, title: str) -> None:
        """Begin another part: each opens beside the menu, so that a low window holds it."""
        self._part = self.addMenu(title)

    def _tick(
        self,
        words: str,
        then: Callable[[], None],
        group: QActionGroup | None = None,
        *,
        on: bool,
    ) -> None:
        action = QAction(words, self)
        action.setCheckable(True)
        action.setChecked(on)
        if on:  # the style's own tick has one colour, in light and dark
            action.setIcon(icons.icon("bien", theme.tokens().accent))
        if group is not None:
            action.setActionGroup(group)
        action.triggered.connect(lambda _checked: then())
        self._part.addAction(action)

    def _ask_days(self) -> None:
        if self._vm is not None:
            DaysQuestion(self._owner, self._vm).open()

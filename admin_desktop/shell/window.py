"""The main window: a sidebar of the areas allowed to the person, and one screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget
from shiboken6 import isValid

from admin_desktop.parts.focus_ring import FocusRing
from core.qt_support.background import finish_all

if TYPE_CHECKING:
    from admin_desktop.framework.remembered import Arrangements, DeskMemory
    from admin_desktop.screens.acceso.reentry_vm import ReentryVm
    from admin_desktop.shell.area import Area
    from admin_desktop.shell.desk_context import DeskContext
    from admin_desktop.shell.desk_page import DeskPage

LEAST_WIDTH, LEAST_HEIGHT = 940, 480
"""A screen of 1920 × 1080 at 200 % has room for this, and one of 1280 × 720 for much more."""
_WIDTH, _HEIGHT = 1280, 800
_DESK, _COVER = 0, 1


class Shell(QMainWindow):
    """First the way in, then the desk of one person."""

    left = Signal()
    """The person signed out."""

    def __init__(self, remembered: DeskMemory | None = None) -> None:
        """Open where and as large as the window was left; the first time as drawn."""
        super().__init__()
        self._remembered = remembered
        self.setWindowTitle("Apoyo Ciudadano")
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        if remembered is None or not self.restoreGeometry(remembered.window()):
            self.resize(_WIDTH, _HEIGHT)
        self._root = QStackedWidget()
        self.setCentralWidget(self._root)
        self._desk: DeskPage | None = None
        self._typing: QWidget | None = None
        self._ring = FocusRing(self)

    def show_gate(self, gate: QWidget) -> None:
        """Show the way in; the desk of the person before is gone."""
        self._replace(gate)
        self._desk = None

    def open_desk(
        self,
        context: DeskContext,
        areas: Sequence[Area],
        reentry: ReentryVm,
        kept: Arrangements | None = None,
    ) -> None:
        """Show what the roles of the session may do. `reentry` covers it when the session ends.

        `kept` is how the person arranged lists here.
        """
        from admin_desktop.screens.acceso.reentry_view import ReentryView
        from admin_desktop.shell.desk_page import DeskPage

        self._desk = DeskPage(context, areas, reentry.hold, kept)
        self._desk.left.connect(self.left)
        cover = ReentryView(reentry)
        self._replace(self._desk, cover)
        reentry.asked.connect(self._cover)
        reentry.entered.connect(self._uncover)
        cover.leave.connect(self._desk.ask_to_leave)
        self._desk.open_first()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  Qt's name
        """Ask first where something would be cut, or something typed lost; wait for the rest."""
        if self._desk is not None and not self._desk.may_close():
            event.ignore()
            self._desk.when_over(self._close_anyway, yes=self.tr("Cerrar de todos modos"))
            return
        finish_all()
        if self._remembered is not None:
            self._remembered.keep_window(self.saveGeometry())
        super().closeEvent(event)

    def focusNextPrevChild(self, onward: bool) -> bool:  # noqa: FBT001, N802  Qt's name and call
        """Go on by Tab; after the last control to the first, which Qt does not always do."""
        before = QApplication.focusWidget()
        moved = super().focusNextPrevChild(onward)
        if not moved or before is None or QApplication.focusWidget() is not before:
            return moved
        each = _beside(before, onward=onward)
        while each is not before and not _takes_tab(each):
            each = _beside(each, onward=onward)
        reason = Qt.FocusReason.TabFocusReason if onward else Qt.FocusReason.BacktabFocusReason
        each.setFocus(reason)
        return True

    @Slot()
    def _cover(self) -> None:
        """Show the cover of the desk, and remember where the person was typing."""
        self._typing = QApplication.focusWidget()
        self._root.setCurrentIndex(_COVER)
        cover = self._root.currentWidget()
        if cover is not None:
            cover.setFocus()

    @Slot()
    def _uncover(self) -> None:
        self._root.setCurrentIndex(_DESK)
        if self._typing is not None and isValid(self._typing):
            self._typing.setFocus()

    @Slot()
    def _close_anyway(self) -> None:
        self._desk = None
        self.close()

    def _replace(self, page: QWidget, *others: QWidget) -> None:
        """Show a page; what stood there before is gone."""
        places = range(self._root.count())
        before = [old for place in places if (old := self._root.widget(place))]
        for each in (page, *others):
            self._root.addWidget(each)
        self._root.setCurrentWidget(page)
        for old in before:
            self._root.removeWidget(old)
            old.deleteLater()


def _beside(widget: QWidget, *, onward: bool) -> QWidget:
    near = widget.nextInFocusChain() if onward else widget.previousInFocusChain()
    return near or widget


def _takes_tab(widget: QWidget) -> bool:
    policy = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(policy) and widget.isVisible() and widget.isEnabled() and not widget.focusProxy()

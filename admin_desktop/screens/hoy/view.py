"""Hoy: what waits for this person, what presses first; each thing one press from being done."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from admin_desktop.framework import theme
from admin_desktop.parts.banner import Banner
from admin_desktop.parts.buttons import Button
from admin_desktop.parts.form import tell
from admin_desktop.parts.marks import Mark
from admin_desktop.parts.panels import Card, Scrolled
from admin_desktop.parts.screen import Screen
from admin_desktop.parts.text import Rule, Sign, Text
from admin_desktop.screens.hoy.vm import HoyGroup, HoyRow, HoyVm

_AGAIN_MS = 60_000
_NO_ROW = 44


class HoyView(Screen):
    """A card a kind, in one column."""

    def __init__(self, vm: HoyVm) -> None:
        super().__init__(self.tr("Hoy"))
        vm.setParent(self)
        self._vm = vm
        self._banner, self._nothing = Banner(), Text("", "section", wrap=True)
        self._asked, self._again = Text("", "help"), Button(self.tr("Leer otra vez"))
        self.head.addWidget(self._asked)
        self.head.addWidget(self._again)
        self._page, self._cards = Scrolled(), QVBoxLayout()
        self._cards.setSpacing(16)
        self._fresh = True
        self._shown: tuple[HoyGroup, ...] = ()
        self._page.box.addWidget(self._nothing)
        self._page.box.addLayout(self._cards)
        self._page.box.addStretch(1)
        self.box.addWidget(self._banner)
        self.box.addWidget(self._page, 1)
        self._clock = QTimer(self)
        self._clock.setInterval(_AGAIN_MS)
        self._clock.timeout.connect(vm.load)
        self._again.clicked.connect(vm.load)
        vm.changed.connect(self._show)
        self._show()

    def arrive(self, subject: object) -> None:
        """Read what waits, as it is now."""
        del subject
        self._fresh = True
        self._vm.load()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """Read again by the minute while it is seen."""
        super().showEvent(event)
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  Qt's name
        """Rest while nobody sees it."""
        super().hideEvent(event)
        self._clock.stop()

    @Slot()
    def _show(self) -> None:
        vm = self._vm
        tell(self._banner, vm)
        self._asked.setText(vm.asked)
        self._nothing.setText(vm.nothing)
        self._nothing.setVisible(bool(vm.nothing))
        if vm.groups != self._shown:
            self._shown = vm.groups
            self._rebuild()
        if self._fresh and vm.groups:
            self._fresh = False
            self._go_first()

    def _go_first(self) -> None:
        """Put the focus on the first thing to do, unless the person went elsewhere meanwhile."""
        now = QApplication.focusWidget()
        if self.isVisible() and (now is None or now is self._again):
            first = next(iter(self._page.findChildren(Button)), None)
            if first is not None:
                first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rebuild(self) -> None:
        """Show what waits now; the focus stays where the same button still is."""
        now = QApplication.focusWidget()
        had = now.accessibleName() if now is not None and self.isAncestorOf(now) else ""
        while item := self._cards.takeAt(0):
            if old := item.widget():
                old.hide()
                old.deleteLater()
        named: dict[str, int] = {}
        for group in self._shown:
            card = Card(inside=16)
            for widget in self._content(group, named):
                card.box.addWidget(widget)
            self._cards.addWidget(card)
        kept = [each for each in self.findChildren(Button) if each.accessibleName() == had]
        if had and kept:
            kept[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _content(self, group: HoyGroup, named: dict[str, int]) -> Iterator[QWidget]:
        yield _title(group)
        for row in group.rows:
            yield Rule()
            yield self._row(row, named)
        if group.rest:
            yield Text(group.rest, "help")

    def _row(self, row: HoyRow, named: dict[str, int]) -> QWidget:
        """Return a row; its button is named once in the whole screen."""
        said = f"{row.verb}: {row.what}"
        named[said] = named.get(said, 0) + 1
        if named[said] > 1:
            said = f"{said}, {named[said]}"
        button = Button(row.verb, said=said)
        button.clicked.connect(lambda: self.wanted.emit(row.area, row.subject))
        words = QWidget()
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(Text(row.what, wrap=True))
        lines.addWidget(Text(row.more, "help", wrap=True))
        made = QWidget()
        made.setMinimumHeight(_NO_ROW)
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.SMALL)
        line.addWidget(words, 1)
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return made


def _title(group: HoyGroup) -> QWidget:
    mark = Mark.WARN if group.presses else Mark.QUIET
    title = Text(group.title, "strong", wrap=True)
    if group.presses:
        title.set_mark(mark)
    head = QWidget()
    line = QHBoxLayout(head)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme.SMALL)
    line.addWidget(Sign(mark))
    line.addWidget(title, 1)
    return head

"""The card of an aspirante's links: a line a provider, or the browser that is waited for."""

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from admin_desktop.parts.buttons import Button, main_button, text_button
from admin_desktop.parts.form import inside
from admin_desktop.parts.panels import Card, Scrolled, Steps
from admin_desktop.parts.proving import Proving
from admin_desktop.parts.text import Text
from admin_desktop.screens.mi_cuenta.links_vm import LinkLine, LinksVm


class LinksCard(Card):
    """Shows the lines of the view model, or how its browser stands."""

    def __init__(self, vm: LinksVm) -> None:
        super().__init__()
        self._vm = vm
        self._shown: tuple[LinkLine, ...] = ()
        self._about, self._lines = Text("", wrap=True), QVBoxLayout()
        self._lines.setSpacing(12)
        self._proving = Proving(vm)
        self._link = main_button(self.tr("Vincular"), tall=True)
        self._steps = Steps()
        self._pages = {False: self._list(), True: self._browser()}
        for page in self._pages.values():
            self._steps.add(page)
        room = inside(Scrolled())
        room.box.addWidget(self._steps)
        room.box.addStretch(1)
        self.box.addWidget(Text(self.tr("Entrar con otra cuenta"), "section"))
        self.box.addWidget(room, 1)
        vm.changed.connect(self._show)
        self._page = False
        self._steps.show_page(self._pages[False])
        self._show()

    @property
    def dirty(self) -> bool:
        """Tell whether a number was typed."""
        return bool(self._proving.number.text().strip())

    def discard(self) -> None:
        """Let go of it."""
        self._vm.give_up_proving()

    def _list(self) -> QWidget:
        page, box = _column()
        box.addWidget(self._about)
        box.addLayout(self._lines)
        return page

    def _browser(self) -> QWidget:
        page, box = _column()
        leave = text_button(self.tr("No vincular"))
        self._link.clicked.connect(self._type)
        self._proving.number.editor.returnPressed.connect(self._type)
        leave.clicked.connect(self._vm.give_up_proving)
        for part in (self._proving, self._link, leave):
            box.addWidget(part)
        return page

    @Slot()
    def _type(self) -> None:
        self._vm.link(self._proving.number.text())

    @Slot()
    def _show(self) -> None:
        vm = self._vm
        self._about.setText(self._told())
        if vm.lines != self._shown:
            self._shown = vm.lines
            self._show_lines()
        self._link.set_working(vm.working)
        if vm.proving is not self._page:
            self._turn()
        if vm.errors or (vm.trouble is not None and vm.proving):
            self._proving.number.go_there()

    def _told(self) -> str:
        if not self._vm.loaded:
            return self.tr("Todavía no se ha leído si hay otra.")
        if not self._vm.lines:
            return self.tr("A este servidor solo se entra con usuario y contraseña.")
        return self.tr("Además de su contraseña, puede entrar con una de estas cuentas.")

    def _turn(self) -> None:
        """Show the other page; the focus goes along if it was here."""
        now = QApplication.focusWidget()
        had = now is not None and self.isAncestorOf(now)
        self._page = self._vm.proving
        self._steps.show_page(self._pages[self._page])
        if had and self._page:
            self._proving.number.go_there()
        elif had and (button := self._pages[False].findChild(Button)) is not None:
            button.setFocus()

    def _show_lines(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            part = item.widget()
            if part is not None:
                part.hide()
                part.deleteLater()
        for line in self._shown:
            for part in self._parts(line):
                self._lines.addWidget(part)

    def _parts(self, line: LinkLine) -> tuple[QWidget, ...]:
        name, vm = line.proveedor.name, self._vm
        if not line.said:
            link = Button(f"{self.tr('Vincular')} {name}", tall=True)
            link.clicked.connect(partial(vm.prove_with, line.proveedor))
            return (link,)
        unlink = Button(f"{self.tr('Desvincular')} {name}", tall=True)
        unlink.clicked.connect(partial(vm.unlink, line.proveedor))
        return Text(f"{name}: {line.said}", wrap=True), unlink


def _column() -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    box = QVBoxLayout(page)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(12)
    return page, box

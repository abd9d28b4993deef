"""Covers the page of who is away too long: the password, and the page is there as it was."""

from PySide6.QtCore import Signal, Slot

from admin_desktop.parts.buttons import main_button, text_button
from admin_desktop.parts.calm_page import CalmPage, calm_card
from admin_desktop.parts.fields import PasswordField
from admin_desktop.screens.acceso.reentry_vm import ReentryVm


class ReentryView(CalmPage):
    """Nobody's data are on it: an office leaves its screen alone for hours."""

    leave = Signal()
    """The person, or another one, wants to sign out instead."""

    def __init__(self, vm: ReentryVm) -> None:
        super().__init__()
        vm.setParent(self)
        self._vm = vm
        self._password = PasswordField(self.tr("Contraseña"))
        self._main = main_button(self.tr("Seguir trabajando"))
        out = text_button(self.tr("Salir de la cuenta"))
        self._main.clicked.connect(self._enter)
        self._password.editor.returnPressed.connect(self._enter)
        out.clicked.connect(self.leave)
        about = self.tr("Su sesión terminó. Lo que escribió sigue aquí y lo que enviaba continúa.")
        title = self.tr("Escriba su contraseña")
        self._password.set_hint(f"{self.tr('Es la de')} {vm.who}.")
        self.show_content(calm_card(title, about, [self._password], [self._main, out]))
        self.setFocusProxy(self._password)
        vm.changed.connect(self._show)
        vm.asked.connect(self._empty)
        vm.entered.connect(self._empty)

    @Slot()
    def _empty(self) -> None:
        """Leave no password in the field."""
        self._password.set_text("")

    @Slot()
    def _enter(self) -> None:
        self._vm.enter(self._password.text())

    @Slot()
    def _show(self) -> None:
        vm = self._vm
        self._main.set_working(vm.working)
        self._password.show_error(vm.errors.get("contrasena", ""))
        if vm.trouble:
            self.banner.say_trouble(vm.trouble, vm.errors.values(), beside=True)
        else:
            self.banner.clear()
        if vm.trouble:
            self._password.go_there()

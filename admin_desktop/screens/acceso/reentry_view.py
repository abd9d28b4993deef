"""Covers the page of who is away too long: the password, and the page is there as it was."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from admin_desktop.parts.buttons import Button, main_button, text_button
from admin_desktop.parts.calm_page import CalmPage, calm_card
from admin_desktop.parts.fields import Field, PasswordField
from admin_desktop.parts.panels import Steps
from admin_desktop.screens.acceso.reentry_vm import ReentryVm


class ReentryView(CalmPage):
    """Nobody's data are on it: an office leaves its screen alone for hours."""

    leave = Signal()
    """The person, or another one, wants to sign out instead."""

    def __init__(self, vm: ReentryVm) -> None:
        super().__init__()
        vm.setParent(self)
        self._vm = vm
        self._mains: list[Button] = []
        self._password, self._code = PasswordField(self.tr("Contraseña")), Field(self.tr("Código"))
        self._password.set_hint(f"{self.tr('Es la de')} {vm.who}.")
        self._code.set_hint(self.tr("Las seis cifras de su teléfono, o uno de recuperación."))
        self._pages = {
            False: self._page(self.tr("Escriba su contraseña"), self._password),
            True: self._page(self.tr("Falta su código"), self._code),
        }
        self._steps, self._asks_code = Steps(), False
        for page in self._pages.values():
            self._steps.add(page)
        self._steps.show_page(self._pages[False])
        self.show_content(self._steps)
        self.setFocusProxy(self._password)
        vm.changed.connect(self._show)
        vm.asked.connect(self._empty)
        vm.entered.connect(self._empty)

    def _page(self, title: str, field: Field) -> QWidget:
        main, out = (
            main_button(self.tr("Seguir trabajando")),
            text_button(self.tr("Salir de la cuenta")),
        )
        main.clicked.connect(self._enter)
        field.editor.returnPressed.connect(self._enter)
        out.clicked.connect(self.leave)
        self._mains.append(main)
        about = self.tr("Su sesión terminó. Lo que escribió sigue aquí y lo que enviaba continúa.")
        return calm_card(title, about, [field], [main, out])

    @property
    def _here(self) -> Field:
        """What is to be typed now."""
        return self._code if self._vm.needs_code else self._password

    @Slot()
    def _empty(self) -> None:
        """Leave no password or code in the fields."""
        self._password.set_text("")
        self._code.set_text("")

    @Slot()
    def _enter(self) -> None:
        if self._vm.needs_code:
            self._vm.enter_code(self._code.text())
        else:
            self._vm.enter(self._password.text())

    @Slot()
    def _show(self) -> None:
        vm = self._vm
        for main in self._mains:
            main.set_working(vm.working)
        self._password.show_error(vm.errors.get("contrasena", ""))
        self._code.show_error(vm.errors.get("codigo", ""))
        turned = vm.needs_code is not self._asks_code
        if turned:
            self._asks_code = vm.needs_code
            self._code.set_text("")
            self._steps.show_page(self._pages[vm.needs_code])
            self.setFocusProxy(self._here)
        if vm.trouble:
            self.banner.say_trouble(vm.trouble, vm.errors.values(), beside=True)
        else:
            self.banner.clear()
        if vm.trouble or (turned and self.isVisible()):
            self._here.go_there()

"""Covers the page of who is away too long: who they are again, and the page is there as it was."""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from admin_desktop.parts.buttons import Button, main_button, text_button
from admin_desktop.parts.calm_page import CalmPage, calm_card
from admin_desktop.parts.fields import Field, PasswordField
from admin_desktop.parts.panels import Steps
from admin_desktop.parts.proving import Proving
from admin_desktop.screens.acceso.reentry_vm import ReentryVm


class _Asks(Enum):
    PASSWORD = "contrasena"  # noqa: S105  a step, not a secret
    CODE = "codigo"
    PROVIDER = "proveedor"
    NUMBER = "numero"


class ReentryView(CalmPage):
    """Nobody's data are on it: an office leaves its screen alone for hours."""

    leave = Signal()
    """The person, or another one, wants to sign out instead."""

    def __init__(self, vm: ReentryVm) -> None:
        super().__init__()
        vm.setParent(self)
        self._vm = vm
        self._mains: dict[_Asks, Button] = {}
        self._password, self._code = PasswordField(self.tr("Contraseña")), Field(self.tr("Código"))
        self._password.set_hint(f"{self.tr('Es la de')} {vm.who}.")
        self._code.set_hint(self.tr("Las seis cifras de su teléfono, o uno de recuperación."))
        proving = Proving(vm)
        self._fields = {
            _Asks.PASSWORD: self._password,
            _Asks.CODE: self._code,
            _Asks.NUMBER: proving.number,
        }
        name, again = vm.proveedor.name if vm.proveedor else "", self.tr("Entre otra vez")
        self._pages = {
            _Asks.PASSWORD: self._page(_Asks.PASSWORD, self.tr("Escriba su contraseña")),
            _Asks.CODE: self._page(_Asks.CODE, self.tr("Falta su código")),
            _Asks.PROVIDER: self._page(_Asks.PROVIDER, again, vm.prove, name=name),
            _Asks.NUMBER: self._page(
                _Asks.NUMBER, self.tr("Siga en su navegador"), proving=proving
            ),
        }
        self._steps, self._asked = Steps(), self._asks
        for page in self._pages.values():
            self._steps.add(page)
        self._steps.show_page(self._pages[self._asked])
        self.show_content(self._steps)
        self.setFocusProxy(self._first)
        vm.changed.connect(self._show)
        vm.asked.connect(self._empty)
        vm.entered.connect(self._empty)

    def _page(
        self,
        asks: _Asks,
        title: str,
        act: Callable[[], None] | None = None,
        *,
        name: str = "",
        proving: Proving | None = None,
    ) -> QWidget:
        field = self._fields.get(asks)
        rows = [each for each in (proving or field,) if each is not None]
        text = f"{self.tr('Entrar con')} {name}" if name else self.tr("Seguir trabajando")
        main, out = main_button(text), text_button(self.tr("Salir de la cuenta"))
        main.clicked.connect(act or self._enter)
        if field is not None:
            field.editor.returnPressed.connect(self._enter)
        out.clicked.connect(self.leave)
        self._mains[asks] = main
        about = self.tr("Su sesión terminó. Lo que escribió sigue aquí y lo que enviaba continúa.")
        return calm_card(title, about, rows, [main, out])

    @property
    def _asks(self) -> _Asks:
        """What is asked for now."""
        if self._vm.proveedor is not None:
            return _Asks.NUMBER if self._vm.proving else _Asks.PROVIDER
        return _Asks.CODE if self._vm.needs_code else _Asks.PASSWORD

    @property
    def _first(self) -> QWidget:
        """What is to be typed now, else pressed."""
        return self._fields.get(self._asks) or self._mains[self._asks]

    @Slot()
    def _empty(self) -> None:
        """Leave no password, code or number in the fields."""
        for field in self._fields.values():
            field.set_text("")

    @Slot()
    def _enter(self) -> None:
        acts = {
            _Asks.PASSWORD: self._vm.enter,
            _Asks.CODE: self._vm.enter_code,
            _Asks.NUMBER: self._vm.enter_number,
        }
        acts[self._asks](self._fields[self._asks].text())

    @Slot()
    def _show(self) -> None:
        vm, asks = self._vm, self._asks
        for main in self._mains.values():
            main.set_working(vm.working)
        self._password.show_error(vm.errors.get("contrasena", ""))
        self._code.show_error(vm.errors.get("codigo", ""))
        turned = asks is not self._asked
        if turned:
            self._asked = asks
            self._empty()
            self._steps.show_page(self._pages[asks])
            self.setFocusProxy(self._first)
        if vm.trouble:
            self.banner.say_trouble(vm.trouble, vm.errors.values(), beside=True)
        else:
            self.banner.clear()
        if vm.trouble or (turned and self.isVisible()):
            field = self._fields.get(asks)
            if field is not None:
                field.go_there()
            else:
                self._first.setFocus()

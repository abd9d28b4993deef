"""The panel of an account to be opened."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout

from admin_desktop.framework import theme
from admin_desktop.parts.buttons import Button, main_button, text_button
from admin_desktop.parts.fields import Field
from admin_desktop.parts.form import Form, inside
from admin_desktop.parts.panels import Card, Scrolled
from admin_desktop.parts.text import Text
from admin_desktop.screens.cuentas.role_boxes import RoleBoxes
from admin_desktop.screens.cuentas.vm import CuentasVm


class NewCuentaPanel(Card):
    """A new account, with a temporary password that is changed at the first login."""

    left = Signal()

    def __init__(self, vm: CuentasVm) -> None:
        super().__init__()
        self._vm = vm
        self._user, self._name = Field(self.tr("Usuario")), Field(self.tr("Nombre completo"))
        self._correo = Field(self.tr("Correo"), aside=self.tr("si tiene"))
        self._correo.set_hint(self.tr("Ahí recibe otra contraseña si la olvida."))
        self._password = Field(self.tr("Contraseña temporal"), coded=True)
        self._password.set_hint(self.tr("La persona la cambia al entrar por primera vez."))
        self._boxes = RoleBoxes()
        self._open = main_button(self.tr("Abrir cuenta"), tall=True)
        another = text_button(self.tr("Proponer otra contraseña"))
        cancel = Button(self.tr("No abrir"), tall=True)
        self._form = Form(
            {
                "usuario": self._user,
                "nombre": self._name,
                "correo": self._correo,
                "contrasena": self._password,
                "papeles": self._boxes,
            }
        )
        self.box.addWidget(Text(self.tr("Cuenta nueva"), "section"))
        inner = inside(Scrolled())
        inner.box.setSpacing(theme.SMALL)
        for each in (self._user, self._name, self._correo, self._password):
            inner.box.addWidget(each)
        inner.box.addWidget(another, 0, Qt.AlignmentFlag.AlignLeft)
        inner.box.addWidget(self._boxes)
        inner.box.addStretch(1)
        self.box.addWidget(inner, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.SMALL)
        row.addWidget(cancel)
        row.addWidget(self._open, 1)
        self.box.addLayout(row)
        self._open.clicked.connect(self._send)
        another.clicked.connect(self._propose)
        cancel.clicked.connect(self._leave)
        vm.changed.connect(self._show)

    @property
    def dirty(self) -> bool:
        """Tell whether something was typed that opened no account."""
        return self._form.dirty

    def start(self) -> None:
        """Begin, or go on with what was typed."""
        if not self._password.text():
            self._form.fill({"contrasena": self._vm.temporary_password()})
        self._user.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self) -> None:
        """Empty the form: its account was opened."""
        self._form.clear()

    @Slot()
    def _propose(self) -> None:
        self._password.set_text(self._vm.temporary_password())

    @Slot()
    def _leave(self) -> None:
        self._form.clear()
        self.left.emit()

    @Slot()
    def _send(self) -> None:
        self._vm.open(self._form.texts(), self._boxes.roles)

    @Slot()
    def _show(self) -> None:
        self._open.set_working(self._vm.working)
        if self.isVisible():
            self._form.show_errors(self._vm.errors)

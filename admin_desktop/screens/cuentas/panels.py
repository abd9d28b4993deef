"""The two panels of Cuentas: the roles of an account, and an account to be opened."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from admin_desktop.framework import theme
from admin_desktop.parts.buttons import Button, main_button, text_button
from admin_desktop.parts.choices import TickBox
from admin_desktop.parts.fields import Field
from admin_desktop.parts.form import Form, inside
from admin_desktop.parts.marks import Mark
from admin_desktop.parts.panels import Card, Scrolled
from admin_desktop.parts.question import Question
from admin_desktop.parts.text import Text
from admin_desktop.screens.cuentas.vm import ROLES, CuentaLine, CuentasVm
from core.domain.roles import Role


class RoleBoxes(QWidget):
    """One box a role. Its text is what is ticked, so that a form knows it as a field."""

    def __init__(self) -> None:
        super().__init__()
        self._boxes = {role: TickBox(words) for role, words in ROLES.items()}
        self._sentence = Text("", "help", wrap=True)
        self._sentence.set_mark(Mark.ERROR)
        self._sentence.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(Text(self.tr("Papeles"), "label"))
        for each in self._boxes.values():
            box.addWidget(each)
        box.addWidget(self._sentence)

    @property
    def roles(self) -> frozenset[Role]:
        """The ticked roles."""
        return frozenset(role for role, box in self._boxes.items() if box.isChecked())

    def show_roles(self, roles: frozenset[Role]) -> None:
        """Tick exactly these."""
        for role, box in self._boxes.items():
            box.setChecked(role in roles)

    def text(self) -> str:
        """Return the ticked roles as text."""
        return " ".join(role.value for role in ROLES if role in self.roles)

    def set_text(self, text: str) -> None:
        """Tick the roles that `text` names."""
        self.show_roles(frozenset(Role(word) for word in text.split()))

    def show_error(self, sentence: str) -> None:
        """Say what is wrong with the choice."""
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))

    def go_there(self) -> None:
        """Put the focus on the first box."""
        self._boxes[Role.REGISTRAR].setFocus(Qt.FocusReason.OtherFocusReason)


class RolesPanel(Card):
    """What a chosen account may do from now on, and on what ground."""

    def __init__(self, vm: CuentasVm) -> None:
        super().__init__()
        self._vm = vm
        self._account: CuentaLine | None = None
        self._name, self._user = Text("", "section", wrap=True), Text("", "help")
        self._boxes = RoleBoxes()
        self._ground = Field(self.tr("Motivo u oficio"))
        self._ground.set_hint(self.tr("Queda en la bitácora con su nombre."))
        self._save = main_button(self.tr("Guardar papeles"), tall=True)
        self._reset = text_button(self.tr("Dar contraseña temporal"))
        self._form = Form({"papeles": self._boxes, "motivo": self._ground})
        self.box.addWidget(self._name)
        self.box.addWidget(self._user)
        inner = inside(Scrolled())
        for each in (self._boxes, self._ground):
            inner.box.addWidget(each)
        inner.box.addWidget(self._reset, 0, Qt.AlignmentFlag.AlignLeft)
        inner.box.addStretch(1)
        self.box.addWidget(inner, 1)
        self.box.addWidget(self._save)
        self._save.clicked.connect(self._send)
        self._reset.clicked.connect(self._ask)
        vm.granted.connect(self._granted)
        vm.changed.connect(self._show)

    @property
    def dirty(self) -> bool:
        """Tell whether a change was not saved."""
        return self._form.dirty

    def show_account(self, line: CuentaLine) -> None:
        """Show an account; a change of the same one that is being typed stays."""
        if line == self._account:
            return
        same = self._account is not None and self._account.id == line.id
        if not (same and self._form.dirty):
            granted = " ".join(role.value for role in ROLES if role in line.granted)
            self._form.fill({"papeles": granted, "motivo": ""})
        self._account = line
        self._name.setText(line.name)
        self._user.setText(f"{line.user} · {line.last_login}")

    @Slot()
    def _send(self) -> None:
        if self._account is not None:
            self._vm.grant(self._account.id, self._boxes.roles, self._ground.text())

    @Slot()
    def _ask(self) -> None:
        if self._account is None:
            return
        question = Question(
            self,
            self.tr("Dar otra contraseña a {name}").format(name=self._account.name),
            self.tr("La que tiene deja de servir y, si está dentro, se cierra su sesión."),
            yes=self.tr("Dar contraseña"),
            no=self.tr("Dejar la que tiene"),
        )
        question.agreed.connect(self._agreed)
        question.open()

    @Slot()
    def _agreed(self) -> None:
        if self._account is not None:
            self._vm.reset_password(self._account.id)

    @Slot()
    def _granted(self) -> None:
        self._ground.set_text("")
        self._form.keep()

    @Slot()
    def _show(self) -> None:
        self._save.set_working(self._vm.working)
        self._reset.setEnabled(not self._vm.working)
        if self.isVisible():
            self._form.show_errors(self._vm.errors)


class NewCuentaPanel(Card):
    """A new account, with a temporary password that is changed at the first login."""

    left = Signal()

    def __init__(self, vm: CuentasVm) -> None:
        super().__init__()
        self._vm = vm
        self._user, self._name = Field(self.tr("Usuario")), Field(self.tr("Nombre completo"))
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
                "contrasena": self._password,
                "papeles": self._boxes,
            }
        )
        self.box.addWidget(Text(self.tr("Cuenta nueva"), "section"))
        inner = inside(Scrolled())
        inner.box.setSpacing(theme.SMALL)
        for each in (self._user, self._name, self._password):
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

"""The panel of a chosen account: its roles, and what an administrator may do with it."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from admin_desktop.framework import theme
from admin_desktop.parts.asking import Asking
from admin_desktop.parts.buttons import Button, danger_button, main_button
from admin_desktop.parts.fields import Field
from admin_desktop.parts.form import Form, inside
from admin_desktop.parts.panels import Card, Scrolled
from admin_desktop.parts.text import Text
from admin_desktop.screens.cuentas.role_boxes import RoleBoxes
from admin_desktop.screens.cuentas.vm import CuentaLine, CuentasVm


class AccountPanel(Card):
    """Roles with their ground, and each other act with its reason. `acts` False: only to read."""

    def __init__(self, vm: CuentasVm, *, acts: bool = True) -> None:
        super().__init__()
        self._vm, self._acts = vm, acts
        self._account: CuentaLine | None = None
        self._name, self._about = Text("", "section", wrap=True), Text("", "help", wrap=True)
        self._pages = QStackedWidget()
        self._pages.setObjectName(theme.INSIDE)
        self._boxes, self._ground = RoleBoxes(), Field(self.tr("Motivo u oficio"))
        self._ground.set_hint(self.tr("Queda en la bitácora con su nombre."))
        self._save = main_button(self.tr("Guardar papeles"), tall=True)
        self._form = Form({"papeles": self._boxes, "motivo": self._ground})
        self._password = Button(self.tr("Dar otra contraseña"), tall=True)
        self._mail = Button(self.tr("Cambiar su correo"), tall=True)
        self._unlock = Button(self.tr("Desbloquear"), tall=True)
        self._code = Button(self.tr("Retirar su código"), tall=True)
        self._close = danger_button(self.tr("Cerrar cuenta"), tall=True)
        self._reopen = main_button(self.tr("Abrir otra vez"), tall=True)
        self._questions = self._ask_each()
        self.box.addWidget(self._name)
        self.box.addWidget(self._about)
        self.box.addWidget(self._pages, 1)
        for page in (self._rest_page(), *self._questions.values()):
            self._pages.addWidget(page)
        self._save.clicked.connect(self._send)
        vm.acted.connect(self._acted)
        vm.dropped.connect(self.discard)
        vm.changed.connect(self._show)
        self._pages.hide()

    @property
    def dirty(self) -> bool:
        """Tell whether something typed was not saved."""
        return self._form.dirty or any(each.dirty for each in self._questions.values())

    @property
    def shown_id(self) -> int:
        """Return the id of the account that is shown; 0 before the first."""
        return self._account.id if self._account else 0

    def show_account(self, line: CuentaLine) -> None:
        """Show an account; a change of the same one that is being typed stays."""
        self._pages.show()
        if line == self._account:
            return
        same = self._account is not None and self._account.id == line.id
        self._account = line
        if not (same and self._form.dirty):
            self._fill(line)
        if not same:
            self._rest()
        self._name.setText(line.name)
        self._about.setText(line.about)
        self._boxes.setEnabled(self._acts and not line.closed)
        for each in (self._ground, self._save, self._password, self._mail, self._close):
            each.setVisible(self._acts and not line.closed)
        self._unlock.setVisible(self._acts and line.blocked and not line.closed)
        self._code.setVisible(self._acts and line.second_step and not line.closed)
        self._reopen.setVisible(self._acts and line.closed)

    def _rest_page(self) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SMALL)
        inner = inside(Scrolled())
        inner.box.setSpacing(theme.SMALL)
        for part in (self._boxes, self._ground, self._save):
            inner.box.addWidget(part)
        inner.box.addSpacing(theme.SMALL)
        for button in (
            self._password,
            self._mail,
            self._unlock,
            self._code,
            self._close,
            self._reopen,
        ):
            inner.box.addWidget(button)
        inner.box.addStretch(1)
        box.addWidget(inner, 1)
        return page

    def _ask_each(self) -> Mapping[str, Asking]:
        """Return the question of each act but the roles, opened by its button."""
        vm = self._vm
        no = self.tr("Dejarla como está")
        correo = Field(self.tr("Correo nuevo"))
        correo.set_hint(self.tr("Ahí se envían sus contraseñas."))
        questions = {
            "contrasena": Asking(vm, self._reason(), yes=self.tr("Dar contraseña"), no=no),
            "correo": Asking(
                vm, {"correo": correo} | self._reason(), yes=self.tr("Guardar correo"), no=no
            ),
            "desbloqueo": Asking(vm, self._reason(), yes=self.tr("Dejarla entrar"), no=no),
            "codigo": Asking(vm, self._reason(), yes=self.tr("Retirar el código"), no=no),
            "cierre": Asking(
                vm, self._reason(), yes=self.tr("Cerrar la cuenta"), no=no, danger=True
            ),
            "reapertura": Asking(vm, self._reason(), yes=self.tr("Abrir la cuenta"), no=no),
        }
        self._connect(self._password, questions["contrasena"], vm.reset_password)
        self._connect(self._unlock, questions["desbloqueo"], vm.unlock)
        self._connect(self._code, questions["codigo"], vm.remove_second_step)
        self._connect(self._close, questions["cierre"], vm.close)
        self._connect(self._reopen, questions["reapertura"], vm.reopen)
        asked = questions["correo"]
        self._connect(
            self._mail, asked, lambda line, why: vm.set_correo(line, asked.texts()["correo"], why)
        )
        return questions

    def _reason(self) -> dict[str, Field]:
        field = Field(self.tr("Motivo"))
        field.set_hint(self.tr("Queda en la bitácora con su nombre."))
        return {"motivo": field}

    def _connect(
        self, button: Button, asked: Asking, act: Callable[[CuentaLine, str], None]
    ) -> None:
        def agree() -> None:
            if self._account is not None:
                act(self._account, asked.texts()["motivo"])

        button.clicked.connect(lambda: self._ask(asked))
        asked.agreed.connect(agree)
        asked.no.clicked.connect(self._leave_question)

    def _ask(self, asked: Asking) -> None:
        if self._account is None:
            return
        self._vm.dismiss()
        line = self._account
        told = next(key for key, each in self._questions.items() if each is asked)
        asked.say(self._vm.what_happens(told, line))
        self._pages.setCurrentWidget(asked)
        asked.start({"correo": line.correo})

    @Slot()
    def _leave_question(self) -> None:
        self._vm.dismiss()
        self._rest()
        self._come_back()

    @Slot()
    def _come_back(self) -> None:
        """Put the focus on the first thing to do with the account."""
        if self._reopen.isVisible():
            self._reopen.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._boxes.go_there()

    def _rest(self) -> None:
        """Show the roles again; no question stays begun."""
        for each in self._questions.values():
            each.end()
        self._pages.setCurrentIndex(0)

    def _fill(self, line: CuentaLine) -> None:
        self._form.fill({"papeles": " ".join(each.value for each in line.granted), "motivo": ""})

    @Slot()
    def _send(self) -> None:
        if self._account is not None:
            self._vm.grant(self._account, self._boxes.roles, self._ground.text())

    @Slot(int, str)
    def _acted(self, _account: int, act: str) -> None:
        """Take what was saved as it is; what is typed beside it stays."""
        if act == "papeles":
            self._ground.set_text("")
            self._form.keep()
            return
        self._rest()
        QTimer.singleShot(0, self, self._come_back)  # what may be done is shown by then

    @Slot()
    def discard(self) -> None:
        """Forget what was typed."""
        self._rest()
        if self._account is not None:
            self._fill(self._account)

    @Slot()
    def _show(self) -> None:
        self._save.set_working(self._vm.working)
        if self.isVisible() and self._pages.currentIndex() == 0:
            self._form.show_errors(self._vm.errors)

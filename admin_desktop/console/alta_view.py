"""The alta of an auxiliar: the seven data of 6.c, the last one as the person prefers."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from admin_desktop.console.auxiliares_vm import AuxiliaresVm
from admin_desktop.parts.buttons import Button, main_button
from admin_desktop.parts.choices import TickBox
from admin_desktop.parts.dates import DateField
from admin_desktop.parts.fields import ChoiceField, Field
from admin_desktop.parts.form import Form, Ticked, foot_of
from admin_desktop.parts.panels import Card, Columns, Scrolled
from admin_desktop.parts.question import Question
from admin_desktop.parts.text import Text

_PROVIDERS = (("google", "Google"), ("facebook", "Facebook"))


class AltaForm(QWidget):
    """One card, the main action at the foot."""

    left = Signal()

    def __init__(self, vm: AuxiliaresVm) -> None:
        super().__init__()
        self._vm = vm
        self._name = Field(self.tr("Nombre(s)"))
        self._paterno = Field(self.tr("Apellido paterno"))
        self._materno = Field(self.tr("Apellido materno"))
        self._alone = TickBox(self.tr("Sin segundo apellido"))
        self._born = DateField(self.tr("Fecha de nacimiento"))
        self._phone = Field(self.tr("Número telefónico"), placeholder=self.tr("diez números"))
        self._mail = Field(self.tr("Correo electrónico"))
        self._mail.set_hint(
            self.tr("Ahí recibe, ella o él solamente, cómo entrar a la aplicación.")
        )
        self._account = Field(self.tr("Cuenta de usuario"), aside=self.tr("si tiene"))
        self._provider = ChoiceField(self.tr("Cuenta de"), aside=self.tr("si tiene"))
        self._provider.offer(list(_PROVIDERS))
        self._send = main_button(self.tr("Dar de alta"), keys="Ctrl+Enter")
        self._form = Form(
            {
                "nombre": self._name,
                "apellido_paterno": self._paterno,
                "apellido_materno": self._materno,
                "sin_segundo_apellido": Ticked(self._alone),
                "nacimiento": self._born,
                "telefono": self._phone,
                "correo": self._mail,
                "proveedor": self._provider,
                "cuenta": self._account,
            }
        )
        self._arrange()
        self._alone.toggled.connect(self._materno.setDisabled)
        self._send.clicked.connect(self._enlist)
        vm.doubted.connect(self._ask)
        vm.changed.connect(self._show)

    @property
    def dirty(self) -> bool:
        """Tell whether something was typed that was not sent."""
        return self._form.dirty

    def start(self) -> None:
        """Begin, or go on with what was typed."""
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self) -> None:
        """Empty the form: its alta was done."""
        self._form.clear()

    def _arrange(self) -> None:
        card = Card()
        card.box.setSpacing(12)
        card.box.addWidget(Text(self.tr("Alta de un auxiliar"), "section"))
        about = self.tr("El auxiliar capta apoyos en nombre de usted hasta que le dé de baja.")
        card.box.addWidget(Text(about, "help", wrap=True))
        card.box.addWidget(Columns(self._name, self._paterno, self._materno))
        card.box.addWidget(Columns(QWidget(), QWidget(), self._alone))  # under the second surname
        card.box.addWidget(Columns(self._born, self._phone, self._mail))
        card.box.addWidget(Columns(self._provider, self._account, stretches=(1, 2)))
        scrolled = Scrolled()
        scrolled.box.addWidget(card)
        scrolled.box.addStretch(1)
        cancel = Button(self.tr("No dar de alta"))
        cancel.clicked.connect(self._leave)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(scrolled, 1)
        box.addLayout(foot_of(cancel, self._send))

    @Slot()
    def _enlist(self) -> None:
        self._vm.enlist(self._form.texts())

    @Slot(list)
    def _ask(self, doubts: list[str]) -> None:
        """Let the person look again at what is odd, or say that it is so."""
        yes, no = self.tr("Dar de alta así"), self.tr("Revisar los datos")
        question = Question(self, self.tr("¿Es así?"), "\n\n".join(doubts), yes=yes, no=no)
        question.agreed.connect(lambda: self._vm.enlist(self._form.texts(), sure=True))
        question.open()

    @Slot()
    def _leave(self) -> None:
        self._form.clear()
        self.left.emit()

    @Slot()
    def _show(self) -> None:
        self._send.set_working(self._vm.working)
        if self.isVisible():
            self._form.show_errors(self._vm.errors)

"""The form of a request: who asks, whose data, which right, and how they are answered."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from admin_desktop.parts.buttons import Button, main_button
from admin_desktop.parts.dates import DateField
from admin_desktop.parts.fields import ChoiceField, Field, LongField
from admin_desktop.parts.form import Form, foot_of, inside
from admin_desktop.parts.panels import Card, Columns, Scrolled
from admin_desktop.parts.text import Text
from admin_desktop.screens.datos_personales.solicitudes_vm import (
    DERECHOS,
    TITULARES,
    SolicitudesVm,
)

_LEAST = 200


class SolicitudForm(QWidget):
    """One card that scrolls, its acts at the foot."""

    left = Signal()

    def __init__(self, vm: SolicitudesVm) -> None:
        super().__init__()
        self._vm = vm
        self._right = ChoiceField(self.tr("Derecho que ejerce"))
        self._right.offer(list(DERECHOS.items()))
        self._whose = ChoiceField(self.tr("De quién son los datos"))
        self._whose.offer(list(TITULARES.items()))
        self._day = DateField(self.tr("Recibida el"))
        self._name = Field(self.tr("Nombre de la persona titular"))
        self._representative = Field(self.tr("Representante"), aside=self.tr("si tiene"))
        self._identity = Field(self.tr("Cómo acreditó su identidad"))
        self._contact = Field(self.tr("Dónde se le contesta"))
        self._contact.set_hint(self.tr("Correo o domicilio para recibir la respuesta."))
        self._asked = LongField(self.tr("Qué pide"), lines=5)
        self._save = main_button(self.tr("Recibir solicitud"), keys="Ctrl+Enter")
        self._form = Form(
            {
                "derecho": self._right,
                "titular": self._whose,
                "received_on": self._day,
                "name": self._name,
                "representative": self._representative,
                "identity": self._identity,
                "contact": self._contact,
                "asked": self._asked,
            }
        )
        cancel = Button(self.tr("Volver a solicitudes"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self._card(), 1)
        box.addLayout(foot_of(cancel, self._save))
        self._save.clicked.connect(lambda: vm.receive(self._form.texts()))
        cancel.clicked.connect(self.left)
        vm.changed.connect(self._show)

    @property
    def dirty(self) -> bool:
        """Tell whether something was typed that was not saved."""
        return self._form.dirty

    def start(self) -> None:
        """Begin, or go on with what was typed."""
        if not self.dirty:
            self._form.clear()
            self._form.fill({"received_on": self._vm.today_text})
        self._show()
        self._right.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self) -> None:
        """Empty the form: it was saved, or let go."""
        self._form.clear()
        self._vm.begin_anew()

    def _card(self) -> Card:
        card = Card()
        card.box.addWidget(Text(self.tr("Solicitud sobre datos personales"), "section"))
        inner = inside(Scrolled(least=_LEAST))
        inner.box.addWidget(Columns(self._right, self._whose, self._day))
        inner.box.addWidget(Columns(self._name, self._representative))
        inner.box.addWidget(Columns(self._identity, self._contact))
        inner.box.addWidget(self._asked)
        inner.box.addStretch(1)
        card.box.addWidget(inner, 1)
        return card

    @Slot()
    def _show(self) -> None:
        self._save.set_working(self._vm.working)
        if self.isVisible():
            self._form.show_errors(self._vm.errors)

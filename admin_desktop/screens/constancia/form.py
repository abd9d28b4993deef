"""The form of a constancia (numeral 3), and the small one of its delivery."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from admin_desktop.checked_fields.dates import DateField
from admin_desktop.framework import theme
from admin_desktop.parts.buttons import Button, main_button
from admin_desktop.parts.choices import TickBox
from admin_desktop.parts.fields import ChoiceField, Field
from admin_desktop.parts.panels import Card, Columns
from admin_desktop.parts.text import Text
from admin_desktop.screens.constancia.texts import ELSEWHERE, SIN_SEGUNDO
from admin_desktop.screens.constancia.vm import ConstanciaVm

_WIDTH = 760


def tr(text: str) -> str:
    """Return a text of these forms in the language of the desk."""
    return QCoreApplication.translate("ConstanciaForm", text)


class IssueForm(QWidget):
    """Number, date, names, sobrenombre and cargo; one main action."""

    back = Signal()

    def __init__(self, vm: ConstanciaVm) -> None:
        super().__init__()
        self._vm = vm
        self.fields: dict[str, Field | ChoiceField] = {
            "number": Field(tr("Número de constancia"), coded=True),
            "date": DateField(tr("Fecha de la constancia")),
            "nombre": Field(tr("Nombre(s)")),
            "apellido_paterno": Field(tr("Apellido paterno")),
            "apellido_materno": Field(tr("Apellido materno")),
            "sobrenombre": Field(tr("Sobrenombre"), aside=tr("si tiene")),
            "cargo": ChoiceField(tr("Cargo"), placeholder=tr("Elija el cargo")),
        }
        self._said: dict[str, str] = {}
        self._alone = TickBox(tr("Sin segundo apellido"))
        self._elsewhere = TickBox(tr("Se expidió en otro lugar"))
        self._main = main_button(tr("Expedir constancia"), keys="Ctrl+Enter")
        self._back = Button(tr("Volver a constancias"))
        self._arrange()
        self._alone.toggled.connect(self.fields["apellido_materno"].setDisabled)
        self._elsewhere.toggled.connect(self._say_verb)
        self._main.clicked.connect(lambda: vm.issue(self.texts()))
        self._back.clicked.connect(self.back)

    def open_new(self) -> None:
        """Empty the form; the date is today's."""
        cargo = self.fields["cargo"]
        if isinstance(cargo, ChoiceField):
            cargo.offer([(each.id, each.name) for each in self._vm.cargos])
        for field in self.fields.values():
            field.set_text("")
        self.fields["date"].set_text(self._vm.now_texts[0])
        self._alone.setChecked(False)
        self._elsewhere.setChecked(False)
        self.fields["number"].setFocus()

    def texts(self) -> Mapping[str, str]:
        """Return what stands in the form."""
        said = {name: field.text() for name, field in self.fields.items()}
        said[SIN_SEGUNDO] = "sí" if self._alone.isChecked() else ""
        said[ELSEWHERE] = "sí" if self._elsewhere.isChecked() else ""
        return said

    def is_touched(self) -> bool:
        """Tell whether something was typed."""
        names = ("number", "nombre", "apellido_paterno", "apellido_materno", "sobrenombre")
        return any(self.fields[name].text().strip() for name in names)

    def show_errors(self, errors: Mapping[str, str], working: str) -> None:
        """Show each field's sentence, and go to the first."""
        for name, field in self.fields.items():
            field.show_error(errors.get(name, ""))
        self._main.set_working(working)
        if errors and errors != self._said:
            first = next((name for name in self.fields if name in errors), "")
            if first:
                self.fields[first].go_there()
        self._said = dict(errors)

    @Slot(bool)
    def _say_verb(self, on: bool) -> None:  # noqa: FBT001  Qt's signal gives it by place
        self._main.rename(tr("Capturar constancia") if on else tr("Expedir constancia"))

    def _arrange(self) -> None:
        materno = QWidget()
        column = QVBoxLayout(materno)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.fields["apellido_materno"])
        column.addWidget(self._alone)
        card = Card(inside=24)
        card.setMaximumWidth(_WIDTH)
        card.box.setSpacing(16)
        each = self.fields
        card.box.addWidget(Columns(each["number"], each["date"], stretches=(2, 1)))
        card.box.addWidget(self._elsewhere)
        card.box.addWidget(Columns(each["nombre"], each["apellido_paterno"], materno))
        card.box.addWidget(Columns(each["sobrenombre"], each["cargo"], stretches=(1, 2)))
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addStretch(1)
        line.addWidget(self._back)
        line.addWidget(self._main)
        card.box.addLayout(line)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(16)
        box.addWidget(Text(tr("Nueva constancia"), "title"))
        box.addWidget(card)
        box.addStretch(1)


class DeliveryForm(QWidget):
    """To whom and when the chosen constancia was handed over."""

    def __init__(self, vm: ConstanciaVm) -> None:
        super().__init__()
        self._vm = vm
        self.fields: dict[str, Field] = {
            "delivered_to": Field(tr("Entregada a")),
            "day": DateField(tr("Fecha de entrega")),
            "hour": Field(tr("Hora de entrega"), placeholder="hh:mm"),
        }
        self._main = Button(tr("Registrar entrega"), tall=True)
        self._main.clicked.connect(lambda: vm.deliver(self.texts()))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, theme.SMALL, 0, 0)
        box.setSpacing(12)
        box.addWidget(Text(tr("Entrega"), "section"))
        box.addWidget(self.fields["delivered_to"])
        box.addWidget(Columns(self.fields["day"], self.fields["hour"], stretches=(6, 5)))
        box.addWidget(self._main)

    def open_new(self) -> None:
        """Empty the form; the hour is now's."""
        self.fields["delivered_to"].set_text("")
        day, hour = self._vm.now_texts
        self.fields["day"].set_text(day)
        self.fields["hour"].set_text(hour)

    def is_touched(self) -> bool:
        """Tell whether somebody was named who received it."""
        return not self.isHidden() and bool(self.fields["delivered_to"].text().strip())

    def texts(self) -> Mapping[str, str]:
        """Return what stands in the form."""
        return {name: field.text() for name, field in self.fields.items()}

    def show_errors(self, errors: Mapping[str, str], working: str) -> None:
        """Show each field's sentence."""
        for name, field in self.fields.items():
            field.show_error(errors.get(name, ""))
        self._main.set_working(working)

"""The form of a constancia (numeral 3)."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from admin_desktop.parts.banner import Banner
from admin_desktop.parts.buttons import Button, main_button
from admin_desktop.parts.choices import TickBox
from admin_desktop.parts.dates import DateField
from admin_desktop.parts.fields import ChoiceField, Field, LongField
from admin_desktop.parts.panels import Card, Columns
from admin_desktop.parts.text import Text
from admin_desktop.screens.constancia.texts import ELSEWHERE, SIN_SEGUNDO
from admin_desktop.screens.constancia.vm import ConstanciaVm
from core.domain.registration.constancia import Constancia, ConstanciaRow

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
        self._replaced: ConstanciaRow | None = None
        self._proposed = ""
        self._clean: Mapping[str, str] = {}
        self._title, self.banner = Text(tr("Nueva constancia"), "title"), Banner()
        self._reason = LongField(tr("Motivo de la anulación de la anterior"), lines=2)
        self._reason.hide()
        self._alone = TickBox(tr("Sin segundo apellido"))
        self._elsewhere = TickBox(tr("Se expidió en otro lugar"))
        self._main = main_button(tr("Expedir constancia"), keys="Ctrl+Enter")
        self._back = Button(tr("Volver a constancias"))
        self._arrange()
        self._alone.toggled.connect(self.fields["apellido_materno"].setDisabled)
        self._elsewhere.toggled.connect(self._say_verb)
        self._main.clicked.connect(self._issue)
        vm.numbered.connect(self._number)
        self._back.clicked.connect(self.back)

    def open_new(self, replaced: ConstanciaRow | None = None, reason: str = "") -> None:
        """Empty the form; the date is today's.

        In the place of one, its data are there, and why it is voided as far as it was typed.
        """
        self._replaced, self._proposed = replaced, ""
        self._title.setText(
            tr("Nueva constancia")
            if replaced is None
            else f"{tr('En lugar de la')} {replaced.constancia.number}"
        )
        self._reason.setVisible(replaced is not None)
        self._reason.set_text(reason)
        self._elsewhere.setVisible(replaced is None)
        cargo = self.fields["cargo"]
        if isinstance(cargo, ChoiceField):
            cargo.offer([(each.id, each.name) for each in self._vm.cargos])
        for field in self.fields.values():
            field.set_text("")
        self.fields["date"].set_text(self._vm.now_texts[0])
        self._alone.setChecked(False)
        self._elsewhere.setChecked(False)
        if replaced is not None:
            self._take(replaced.constancia)
        self._clean = self._typed()
        self.fields["number"].setFocus()
        self._vm.ask_number()

    def _take(self, made: Constancia) -> None:
        for name in ("nombre", "apellido_paterno", "apellido_materno", "sobrenombre", "cargo"):
            self.fields[name].set_text(getattr(made, name))
        self._alone.setChecked(made.sin_segundo_apellido)

    @Slot(str)
    def _number(self, number: str) -> None:
        """Propose the next number of the series, unless one was typed meanwhile."""
        if not self.fields["number"].text():
            self._proposed = number
            self.fields["number"].set_text(number)

    @Slot()
    def _issue(self) -> None:
        if self._replaced is None:
            self._vm.issue(self.texts())
        else:
            self._vm.void(self._reason.text(), self.texts())

    def texts(self) -> Mapping[str, str]:
        """Return what stands in the form."""
        said = {name: field.text() for name, field in self.fields.items()}
        said[SIN_SEGUNDO] = "sí" if self._alone.isChecked() else ""
        said[ELSEWHERE] = "sí" if self._elsewhere.isChecked() else ""
        return said

    def is_touched(self) -> bool:
        """Tell whether something was typed, chosen or ticked since it was opened."""
        return self._replaced is not None or self._typed() != self._clean

    def _typed(self) -> Mapping[str, str]:
        """Return what stands in the form without the number that was proposed."""
        said = {name: text.strip() for name, text in self.texts().items()}
        return said | ({"number": ""} if said["number"] == self._proposed else {})

    def show_errors(self, errors: Mapping[str, str], working: str) -> None:
        """Show each field's sentence, and go to the first."""
        for name, field in self.fields.items():
            field.show_error(errors.get(name, ""))
        self._reason.show_error(errors.get("reason", ""))
        self._main.set_working(working)
        if errors and errors != self._said:
            first = next((name for name in self.fields if name in errors), "")
            if "reason" in errors:
                self._reason.go_there()
            elif first:
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
        card.box.addWidget(self._reason)
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
        box.addWidget(self._title)
        box.addWidget(self.banner)
        box.addWidget(card)
        box.addStretch(1)

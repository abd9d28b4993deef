"""What is noted of the chosen constancia: that it was handed over, or that it was voided."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from admin_desktop.framework import theme
from admin_desktop.parts.buttons import Button, Look
from admin_desktop.parts.dates import DateField
from admin_desktop.parts.fields import Field, LongField
from admin_desktop.parts.panels import Columns
from admin_desktop.parts.text import Text
from admin_desktop.screens.constancia.vm import ConstanciaVm


def tr(text: str) -> str:
    """Return a text of these forms in the language of the desk."""
    return QCoreApplication.translate("ConstanciaForm", text)


class VoidForm(QWidget):
    """Why the chosen constancia is voided; or another is issued in its place."""

    replace = Signal()
    """Another is to be issued in the place of the chosen one."""

    def __init__(self, vm: ConstanciaVm) -> None:
        super().__init__()
        self._begin = Button(tr("Anular constancia"), tall=True)
        self._inner = QWidget()
        self.reason = LongField(tr("Motivo de la anulación"), lines=2)
        self._void = Button(tr("Anular sin sustituir"), Look.DANGER, tall=True)
        self._replace = Button(tr("Sustituir por otra"), tall=True)
        self._leave = Button(tr("No anular"), tall=True)
        inner = QVBoxLayout(self._inner)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(12)
        inner.addWidget(Text(tr("Anulación"), "section"))
        for each in (self.reason, self._void, self._replace, self._leave):
            inner.addWidget(each)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, theme.SMALL, 0, 0)
        box.addWidget(self._begin)
        box.addWidget(self._inner)
        self._begin.clicked.connect(lambda: self._open(shown=True))
        self._leave.clicked.connect(self.close_form)
        self._void.clicked.connect(lambda: vm.void(self.reason.text()))
        self._replace.clicked.connect(self.replace)
        self.close_form()

    def close_form(self) -> None:
        """Void nothing."""
        self._open(shown=False)

    def is_touched(self) -> bool:
        """Tell whether a reason was typed."""
        return not self.isHidden() and bool(self.reason.text().strip())

    def show_errors(self, errors: Mapping[str, str], working: str) -> None:
        """Show the sentence of the reason."""
        self.reason.show_error(errors.get("reason", ""))
        self._void.set_working(working)

    def _open(self, *, shown: bool) -> None:
        self.reason.set_text("")
        self._inner.setVisible(shown)
        self._begin.setVisible(not shown)
        if shown:
            self.reason.go_there()


class DeliveryForm(QWidget):
    """To whom and when the chosen constancia was handed over."""

    def __init__(self, vm: ConstanciaVm) -> None:
        super().__init__()
        self._vm = vm
        self.fields: dict[str, Field] = {
            "delivered_to": Field(tr("Entregada a")),
            "day": DateField(tr("Fecha de entrega")),
            "hour": Field(tr("Hora"), placeholder="hh:mm"),
        }
        self._main = Button(tr("Registrar entrega"), tall=True)
        self._main.clicked.connect(lambda: vm.deliver(self.texts()))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, theme.SMALL, 0, 0)
        box.setSpacing(12)
        box.addWidget(Text(tr("Entrega"), "section"))
        box.addWidget(self.fields["delivered_to"])
        box.addWidget(Columns(self.fields["day"], self.fields["hour"], stretches=(3, 2)))
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

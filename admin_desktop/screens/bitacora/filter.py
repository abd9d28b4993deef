"""What is asked of the bitácora: who, which act, about what, of which days."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from admin_desktop.framework import theme
from admin_desktop.parts.action_row import ActionRow
from admin_desktop.parts.buttons import Button
from admin_desktop.parts.dates import DateField
from admin_desktop.parts.fields import ChoiceField, Field
from admin_desktop.parts.form import Form
from admin_desktop.parts.panels import Columns
from admin_desktop.screens.bitacora.vm import BitacoraVm

_SHARES = (3, 4, 3, 3, 3)


class BitacoraFilter(QWidget):
    """Five fields in a line, and the two buttons that put them in force or take them away."""

    asked = Signal(dict)

    def __init__(self, vm: BitacoraVm) -> None:
        super().__init__()
        self._vm = vm
        act = ChoiceField(self.tr("Acto"), placeholder=self.tr("Todos"))
        act.offer((("", self.tr("Todos")), *vm.kinds))
        fields: dict[str, Field | ChoiceField] = {
            "actor": Field(self.tr("Quién"), placeholder=self.tr("Usuario")),
            "act": act,
            "subject": Field(self.tr("Asunto"), placeholder=self.tr("Número o folio")),
            "day": DateField(self.tr("Del día")),
            "day_to": DateField(self.tr("Al día")),
        }
        self._form = Form(fields)
        self._ask = Button(self.tr("Filtrar actos"))
        self._drop = Button(self.tr("Quitar filtro"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SMALL)
        box.addWidget(Columns(*fields.values(), stretches=_SHARES))
        self._actions = ActionRow(self._ask, self._drop)
        box.addWidget(self._actions)
        self._ask.clicked.connect(self._tell)
        self._drop.clicked.connect(self._clear)
        act.changed.connect(self._tell)
        for field in fields.values():
            if isinstance(field, Field):
                field.editor.returnPressed.connect(self._tell)
        vm.changed.connect(self._show)
        self._show()

    @Slot()
    def _tell(self) -> None:
        self.asked.emit(self._form.texts())

    @Slot()
    def _clear(self) -> None:
        self._form.clear()
        self._ask.setFocus()
        self._tell()

    @Slot()
    def _show(self) -> None:
        self._form.show_errors(self._vm.errors)
        self._drop.setVisible(self._vm.is_filtered)
        self._actions.fit()

"""From which day to which day a list is shown."""

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from admin_desktop.framework.paged_vm import PagedVm
from admin_desktop.parts.buttons import Button, main_button
from admin_desktop.parts.dates import DateField
from admin_desktop.parts.form import Form
from admin_desktop.parts.panels import Columns
from admin_desktop.parts.question import TwoAnswers
from core.domain.values.form_errors import FormBroken
from core.domain.values.form_reader import FormReader
from core.domain.values.typed_day import read_day
from core.messages import explain


class DaysQuestion(TwoAnswers):
    """Two days, either of which may be left empty. Escape changes nothing."""

    def __init__(self, owner: QWidget, vm: PagedVm[Any]) -> None:
        fields = {"day": DateField(self.tr("Del día")), "day_to": DateField(self.tr("Al día"))}
        show, leave = main_button(self.tr("Mostrar días")), Button(self.tr("Dejar como está"))
        super().__init__(owner, vm.day_said, Columns(*fields.values()), leave=leave, onward=show)
        self._vm, self._form = vm, Form(fields)
        kept = dict(zip(("day", "day_to"), vm.days, strict=True))
        self._form.fill({name: f"{day:%d/%m/%Y}" for name, day in kept.items() if day})
        show.clicked.connect(self._read)
        for field in fields.values():
            field.editor.returnPressed.connect(self._read)
        fields["day"].editor.setFocus()

    @Slot()
    def _read(self) -> None:
        form = FormReader(self._form.texts())
        names = ("day", "day_to")
        first, last = (form.get(name, read_day) if form.text(name) else None for name in names)
        try:
            form.close()
        except FormBroken as broken:
            said = {name: explain(error).sentence for name, error in broken.errors.items()}
            self._form.show_errors(said)
            return
        if first and last and first > last:
            first, last = last, first
        self._vm.show_days(first, last)
        self.accept()

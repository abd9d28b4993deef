"""A question inside a panel: what will happen, what it asks for, and two answers.

Unlike a dialog it stays until the act is done, so that a refusal loses nothing that was typed.
"""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from admin_desktop.framework import theme
from admin_desktop.framework.working_vm import WorkingVm
from admin_desktop.parts.buttons import Button, danger_button, main_button
from admin_desktop.parts.fields import ChoiceField, Field, LongField
from admin_desktop.parts.form import Form, inside
from admin_desktop.parts.panels import Scrolled
from admin_desktop.parts.text import Text

_LEAST_TEXT = 40


class Asking(QWidget):
    """Asks for `fields`, by the names under which the view model tells their errors."""

    agreed = Signal()
    """Yes: `texts` says with what."""

    def __init__(
        self,
        vm: WorkingVm,
        fields: Mapping[str, Field | ChoiceField | LongField],
        *,
        yes: str,
        no: str,
        danger: bool = False,
    ) -> None:
        super().__init__()
        self._vm = vm
        self._form, self._fields = Form(fields), tuple(fields.values())
        self._said = Text("", wrap=True)
        self._yes = danger_button(yes, tall=True) if danger else main_button(yes, tall=True)
        self.no = Button(no, tall=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SMALL)
        inner = inside(Scrolled())
        inner.setMinimumHeight(_LEAST_TEXT)
        # By its hint, which takes the text for narrow, it would push the answers off the window.
        inner.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        inner.box.addWidget(self._said)
        inner.box.addStretch(1)
        box.addWidget(inner, 1)
        for each in (*self._fields, self._yes, self.no):
            box.addWidget(each)
        self._yes.clicked.connect(self.agreed)
        vm.changed.connect(self._show)

    @property
    def dirty(self) -> bool:
        """Tell whether something was typed that was not asked for yet."""
        return self._form.dirty

    def say(self, text: str) -> None:
        """Say what will happen."""
        self._said.setText(text)

    def texts(self) -> dict[str, str]:
        """Return what was answered."""
        return self._form.texts()

    def start(self, answers: Mapping[str, str] | None = None) -> None:
        """Begin with these answers, else with none."""
        self._form.clear()
        self._form.fill(answers or {})
        self._form.show_errors({})
        self._fields[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def end(self) -> None:
        """Forget what was answered."""
        self._form.clear()

    @Slot()
    def _show(self) -> None:
        self._yes.set_working(self._vm.working)
        if self.isVisible():
            self._form.show_errors(self._vm.errors)

"""The fields of one form by their keys: their texts, their sentences, and what was typed since."""

from collections.abc import Mapping
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from admin_desktop.framework import theme
from admin_desktop.framework.working_vm import WorkingVm
from admin_desktop.parts.banner import Banner
from admin_desktop.parts.choices import TickBox
from admin_desktop.parts.marks import Mark
from admin_desktop.parts.panels import Scrolled

_DAY = "_dia"
YES = "sí"
"""The text of a ticked box."""


class Fillable(Protocol):
    """What a form asks of a field."""

    def text(self) -> str:
        """Return what stands in the field."""

    def set_text(self, text: str) -> None:
        """Put `text` in."""

    def show_error(self, sentence: str) -> None:
        """Show the sentence of a broken rule, or nothing with an empty one."""

    def go_there(self) -> None:
        """Put the cursor here."""


class Ticked:
    """A box to tick, as a field: any text is yes."""

    def __init__(self, box: TickBox) -> None:
        self._box = box

    def text(self) -> str:
        """Return YES or nothing."""
        return YES if self._box.isChecked() else ""

    def set_text(self, text: str) -> None:
        """Tick the box for any text."""
        self._box.setChecked(bool(text))

    def show_error(self, sentence: str) -> None:
        """Set the accessible description; a check box shows no error itself."""
        self._box.setAccessibleDescription(sentence)

    def go_there(self) -> None:
        """Put the focus on the box."""
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)


class Form:
    """Fields in order. The error of `inicio` is shown under `inicio_dia`."""

    def __init__(self, fields: Mapping[str, Fillable]) -> None:
        self._fields = dict(fields)
        self._clean = self.texts()
        self._told: Mapping[str, str] = {}

    def texts(self) -> dict[str, str]:
        """Return the text of every field."""
        return {key: field.text() for key, field in self._fields.items()}

    def fill(self, texts: Mapping[str, str]) -> None:
        """Put texts into the fields that they name, as a clean form."""
        for key, text in texts.items():
            if key in self._fields:
                self._fields[key].set_text(text)
        self.keep()

    def clear(self) -> None:
        """Empty every field."""
        self.fill(dict.fromkeys(self._fields, ""))

    def keep(self) -> None:
        """Take the present texts as the saved state."""
        self._clean = self.texts()

    @property
    def dirty(self) -> bool:
        """Tell whether something was typed since it was clean."""
        return self.texts() != self._clean

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Say each sentence beside its field; new ones take the cursor to the first of them."""
        first: Fillable | None = None
        for key, field in self._fields.items():
            sentence = errors.get(key) or errors.get(key.removesuffix(_DAY), "")
            field.show_error(sentence)
            first = field if sentence and first is None else first
        if first is not None and dict(errors) != self._told:
            first.go_there()
        self._told = dict(errors)


def inside(scrolled: Scrolled) -> Scrolled:
    """Return a column that scrolls inside a card: it takes the card's ground."""
    scrolled.take_ground(theme.INSIDE)
    return scrolled


def foot_of(*acts: QWidget) -> QHBoxLayout:
    """Return the foot of a form: its acts at the right, the main one last."""
    foot = QHBoxLayout()
    foot.setSpacing(theme.SMALL)
    foot.addStretch(1)
    for each in acts:
        foot.addWidget(each)
    return foot


def tell(banner: Banner, vm: WorkingVm) -> None:
    """Say at the top what went wrong or what was done."""
    if vm.trouble is not None:
        banner.say_trouble(vm.trouble, vm.errors.values())
    elif vm.said:
        banner.say(Mark.OK, vm.said)
    else:
        banner.clear()

"""A file that a person names: by typing its path, or by choosing it."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from admin_desktop.framework import theme
from admin_desktop.parts.buttons import Button
from admin_desktop.parts.fields import Field
from admin_desktop.parts.file_dialog import ask_to_open


class FileField(QWidget):
    """A path with a button beside it. `kinds` is Qt's filter: «Archivos CSV (*.csv)»."""

    def __init__(self, label: str, kinds: str) -> None:
        super().__init__()
        self._kinds = kinds
        self._field = Field(label, placeholder="/ruta/al/archivo.csv")
        choose = Button("Elegir archivo")
        choose.clicked.connect(self._choose)
        side = QVBoxLayout()
        side.setContentsMargins(0, 24, 0, 0)
        side.addWidget(choose)
        side.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SMALL)
        row.addWidget(self._field, 1)
        row.addLayout(side)

    def text(self) -> str:
        """Return the path as it stands."""
        return self._field.text()

    def set_text(self, text: str) -> None:
        """Put a path in."""
        self._field.set_text(text)

    def show_error(self, sentence: str) -> None:
        """Show the sentence of a broken rule."""
        self._field.show_error(sentence)

    def go_there(self) -> None:
        """Put the cursor here."""
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _choose(self) -> None:
        ask_to_open(self, self.tr("Elegir archivo"), self._kinds, self._field.set_text)

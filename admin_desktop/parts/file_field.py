"""A file that a person names: by typing its path, or by choosing it."""

from PySide6.QtCore import QMimeData, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from admin_desktop.framework import theme
from admin_desktop.parts.buttons import Button
from admin_desktop.parts.fields import Field
from admin_desktop.parts.file_dialog import ask_to_open


class FileField(QWidget):
    """A path with a button beside it; a file may be dropped on both.

    `kinds` is Qt's filter: «Archivos CSV (*.csv)».
    """

    named = Signal(str)
    """A file was chosen or dropped: its path, which is in the field by then."""

    def __init__(self, label: str, kinds: str) -> None:
        super().__init__()
        self._kinds = kinds
        self.setAcceptDrops(True)
        self._field = Field(label, placeholder="/ruta/al/archivo.csv")
        self._field.editor.setAcceptDrops(False)  # it would take the address of the file as text
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
        ask_to_open(self, self.tr("Elegir archivo"), self._kinds, self.take)

    @Slot(str)
    def take(self, path: str) -> None:
        """Put the path of a file in that was chosen or dropped."""
        self._field.set_text(path)
        self.named.emit(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  Qt's name
        """Take one file of this machine."""
        if dropped_file(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  Qt's name
        event.acceptProposedAction()
        self.take(dropped_file(event.mimeData()))


def dropped_file(dragged: QMimeData) -> str:
    """Return the path of what is dragged, "" where it is not one file of this machine."""
    urls = dragged.urls()
    return urls[0].toLocalFile() if len(urls) == 1 else ""

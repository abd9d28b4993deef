"""Where a document is kept: a folder that may be typed or chosen."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from admin_desktop.parts.buttons import text_button
from admin_desktop.parts.fields import Field
from admin_desktop.parts.file_dialog import ask_for_folder


class FolderField(QWidget):
    """A folder, the person's documents at first."""

    def __init__(self) -> None:
        super().__init__()
        self._field = Field(self.tr("Carpeta donde se guarda"))
        place = QStandardPaths.StandardLocation.DocumentsLocation
        self._field.set_text(QStandardPaths.writableLocation(place))
        choose = text_button(self.tr("Elegir carpeta"))
        choose.clicked.connect(self._choose)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._field)
        box.addWidget(choose, 0, Qt.AlignmentFlag.AlignLeft)

    def path_of(self, name: str) -> str:
        """Return the path of a file `name` in the folder, empty while there is no folder."""
        folder = self._field.text().strip()
        return str(Path(folder) / name) if folder else ""

    def show_error(self, sentence: str) -> None:
        """Show what is wrong with the folder."""
        self._field.show_error(sentence)

    @Slot()
    def _choose(self) -> None:
        start = self._field.text()
        ask_for_folder(self, self.tr("Elegir carpeta"), start, self._field.set_text)

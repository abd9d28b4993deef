"""Where a file is kept or taken from: Qt's dialog, without blocking, its words all Spanish."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

Chosen = Callable[[str], None]
"""Hears the path that was chosen; nothing where none was."""


class FileDialog(QFileDialog):
    """Says the three words that Qt's own translation lacks, or says as in Spain."""

    def __init__(self, owner: QWidget, title: str, start: str, kinds: str = "") -> None:
        super().__init__(owner, title, start, kinds)
        label = QFileDialog.DialogLabel
        self.setLabelText(label.LookIn, _tr("Buscar en:"))
        self.setLabelText(label.FileName, _tr("Nombre de archivo:"))
        self.setLabelText(label.FileType, _tr("Tipo de archivo:"))
        self.finished.connect(self.deleteLater)


def ask_to_save(owner: QWidget, title: str, name: str, kinds: Sequence[str], then: Chosen) -> None:
    """Ask where a file is kept, `name` proposed, and of which of `kinds`: «CSV (*.csv)»."""
    dialog = FileDialog(owner, title, name, ";;".join(kinds))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(name.rpartition(".")[2])
    dialog.filterSelected.connect(lambda kind: _take_kind(dialog, kind))
    dialog.fileSelected.connect(then)
    dialog.open()


def _take_kind(dialog: QFileDialog, kind: str) -> None:
    """Let the name that is typed end as the chosen kind does."""
    ending = kind.rpartition("*.")[2].rstrip(")")
    dialog.setDefaultSuffix(ending)
    for typed in dialog.selectedFiles():
        dialog.selectFile(Path(typed).with_suffix(f".{ending}").name)


def ask_to_open(owner: QWidget, title: str, kinds: str, then: Chosen) -> None:
    """Ask which file is read."""
    dialog = FileDialog(owner, title, "", kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(then)
    dialog.open()


def ask_to_open_some(
    owner: QWidget, title: str, kinds: str, then: Callable[[list[str]], None]
) -> None:
    """Ask which files are read: one or several."""
    dialog = FileDialog(owner, title, "", kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(then)
    dialog.open()


def ask_for_folder(owner: QWidget, title: str, start: str, then: Chosen) -> None:
    """Ask for a folder that there is."""
    dialog = FileDialog(owner, title, start)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(then)
    dialog.open()


def _tr(text: str) -> str:
    return QCoreApplication.translate("FileDialog", text)

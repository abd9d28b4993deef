"""The field of the emblem: what stands in the letterhead now, another file, or the drawn one."""

from base64 import b64decode
from binascii import Error

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from admin_desktop.framework import theme
from admin_desktop.parts.buttons import Button
from admin_desktop.parts.file_dialog import ask_to_open
from admin_desktop.parts.marks import Mark
from admin_desktop.parts.text import Text

_SIDE = 64
_KINDS = "Imágenes (*.png *.jpg *.jpeg *.svg *.bmp *.webp)"


class EmblemField(QWidget):
    """A picture and the two acts on it. Its text is the emblem as documents take it, or ""."""

    named = Signal(str)
    """A file was chosen: its path. Who hears it reads the file and puts the text in."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._picture = QLabel()
        self._picture.setFixedSize(_SIDE, _SIDE)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._said, self._wrong = Text("", "help", wrap=True), Text("", "help", wrap=True)
        self._wrong.set_mark(Mark.ERROR)
        self._choose = Button(self.tr("Elegir emblema"))
        self._remove = Button(self.tr("Quitar emblema"))
        self._choose.clicked.connect(self._ask)
        self._remove.clicked.connect(lambda: self.set_text(""))
        words = QVBoxLayout()
        for each in (self._said, self._wrong):
            words.addWidget(each)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SMALL)
        row.addWidget(self._picture)
        row.addLayout(words, 1)
        row.addWidget(self._choose)
        row.addWidget(self._remove)
        self.set_text("")

    def text(self) -> str:
        """Return the emblem in base64."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show an emblem; without one, documents have the drawn shield."""
        self._text = text
        picture = QPixmap()
        if text:
            picture.loadFromData(_bytes(text))
        ratio = Qt.AspectRatioMode.KeepAspectRatio
        smooth = Qt.TransformationMode.SmoothTransformation
        fitted = picture if picture.isNull() else picture.scaled(_SIDE, _SIDE, ratio, smooth)
        self._picture.setPixmap(fitted)
        self._picture.setVisible(bool(text))
        self._remove.setVisible(bool(text))
        none = self.tr("Sin emblema: los documentos llevan un escudo dibujado.")
        self._said.setText(self.tr("Emblema del Instituto.") if text else none)
        self.show_error("")

    def show_error(self, sentence: str) -> None:
        """Say why a picture cannot be the emblem."""
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))

    def go_there(self) -> None:
        """Put the focus on what chooses another."""
        self._choose.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _ask(self) -> None:
        ask_to_open(self, self.tr("Elegir emblema"), _KINDS, self.named.emit)


def _bytes(text: str) -> bytes:
    try:
        return b64decode(text)
    except Error:
        return b""

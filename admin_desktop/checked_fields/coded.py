"""The coded fields of a credential: capitals, no spaces, and the count of their characters."""

from PySide6.QtCore import Slot

from admin_desktop.parts.fields import Field
from core.domain.credencial import clave_elector
from core.domain.values.texto import bare

_DIGITS_OF = {"ocr": 13, "cic": 9, "seccion": 4}


class CodedField(Field):
    """A coded field: what is typed is set in capitals and without blanks as it comes."""

    def __init__(self, label: str, length: int) -> None:
        super().__init__(label, coded=True, length=length)
        self.editor.textEdited.connect(self._tidy)

    @Slot(str)
    def _tidy(self, text: str) -> None:
        tidy = bare(text).upper()
        if tidy != text:
            place = self.editor.cursorPosition() - (len(text) - len(tidy))
            self.editor.setText(tidy)
            self.editor.setCursorPosition(max(0, place))
            self.changed.emit(tidy)


def clave_field(label: str = "Clave de elector") -> CodedField:
    """Return the field of a clave de elector."""
    return CodedField(label, clave_elector.LENGTH)


def ocr_field() -> CodedField:
    """Return the field of an OCR."""
    return CodedField("OCR", _DIGITS_OF["ocr"])


def cic_field() -> CodedField:
    """Return the field of a CIC.

    A tenth digit can be typed and gets its own error (CicTenDigits).
    """
    return CodedField("CIC", _DIGITS_OF["cic"])


def seccion_field() -> CodedField:
    """Return the field of a sección."""
    return CodedField("Sección electoral", _DIGITS_OF["seccion"])

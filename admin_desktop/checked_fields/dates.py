"""A day as people type it: 24/11/2026; the strokes come by themselves."""

from PySide6.QtCore import Slot

from admin_desktop.parts.fields import Field

_DAY, _MONTH, _WHOLE = 2, 4, 8
_DIGITS = "0123456789"


class DateField(Field):
    """A typed day, dd/mm/aaaa. Digits alone are enough."""

    def __init__(self, label: str, *, aside: str = "") -> None:
        super().__init__(label, placeholder="dd/mm/aaaa", aside=aside)
        self.editor.setMaxLength(10)
        self.editor.textEdited.connect(self._stroke)
        self._before = ""

    @Slot(str)
    def _stroke(self, text: str) -> None:
        """Put the strokes in while the person types at the end; leave corrections alone."""
        if "//" in text:  # the person typed a stroke that stood there already
            text = text.replace("//", "/")
            self.editor.setText(text)
            self.changed.emit(text)
        growing = len(text) > len(self._before) and self.editor.cursorPosition() == len(text)
        digits = "".join(each for each in text if each in _DIGITS)[:_WHOLE]
        if growing and "-" not in text and "." not in text:
            shaped = _shaped(text, digits)
            if shaped != text:
                self.editor.setText(shaped)
                self.changed.emit(shaped)
        self._before = self.editor.text()


def _shaped(text: str, digits: str) -> str:
    parts = text.split("/")
    if len(parts) > 1 and len(parts[0]) < _DAY:
        return text  # «1/3/1987» is typed with its own strokes
    if len(parts) > _DAY and len(parts[1]) < _DAY:
        return text
    shaped = digits[:_DAY]
    if len(digits) >= _DAY:
        shaped += "/" + digits[_DAY:_MONTH]
    if len(digits) >= _MONTH:
        shaped += "/" + digits[_MONTH:_WHOLE]
    return shaped

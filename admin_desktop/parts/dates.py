"""A day as people type it: 24/11/2026 or 2026-11-24; the strokes come by themselves."""

import re

from PySide6.QtCore import Slot

from admin_desktop.parts.fields import Field
from core.domain.values.typed_day import read_day
from core.errors import RuleBroken

_DAY, _MONTH, _WHOLE = 2, 4, 8
_MONTHS = 12
_DIGITS = "0123456789"
_STROKES = "/-. "
_YEAR_FIRST = re.compile(r"((?:19|20)[0-9]{2})")
_TWICE = re.compile(rf"/[{re.escape(_STROKES)}]$")
"""A stroke typed after the one that came by itself."""


class DateField(Field):
    """A typed day, dd/mm/aaaa. Digits alone are enough; left, it shows the day as understood."""

    def __init__(self, label: str, *, aside: str = "") -> None:
        super().__init__(label, placeholder="dd/mm/aaaa", aside=aside)
        self.editor.setMaxLength(10)
        self.editor.textEdited.connect(self._stroke)
        self.editor.left.connect(self._tidy)
        self._before = ""
        self._own_strokes = False

    @Slot(str)
    def _stroke(self, text: str) -> None:
        """Put the strokes in while the person types at the end; leave corrections alone."""
        growing = len(text) > len(self._before) and self.editor.cursorPosition() == len(text)
        if not text:
            self._own_strokes = False
        shaped = self._shaped(text) if growing else text
        if shaped != text:
            self.editor.setText(shaped)
            self.changed.emit(shaped)
        self._before = self.editor.text()

    def _shaped(self, text: str) -> str:
        digits = "".join(each for each in text if each in _DIGITS)[:_WHOLE]
        if _TWICE.search(text):
            if self._is_year(digits, text[-1]):
                return f"{digits}-"
            self._own_strokes = True
            return text[:-1]
        if "-" in text or "." in text:
            return text
        return _with_strokes(text, digits)

    def _is_year(self, digits: str, stroke: str) -> bool:
        """Tell whether the four digits typed so far are a year: 1985-, or 1985/ (no month 85)."""
        if len(digits) != _MONTH or self._own_strokes or not _YEAR_FIRST.fullmatch(digits):
            return False
        return stroke == "-" or int(digits[_DAY:]) > _MONTHS

    @Slot()
    def _tidy(self) -> None:
        try:
            day = f"{read_day(self.text()):%d/%m/%Y}"
        except RuleBroken:
            return
        if day != self.text():
            self.set_text(day)
            self.changed.emit(day)


def _with_strokes(text: str, digits: str) -> str:
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

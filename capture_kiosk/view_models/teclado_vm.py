"""Numeral 20: one field is written by the app's own keys, or by real ones."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtQml import QmlElement

from capture_kiosk.capture.capture_flow import DASHES, CaptureFlow, CaptureStep
from capture_kiosk.capture.form import (
    Charset,
    FormField,
    doubtful_place,
    field_read,
    next_missing,
    prefilled,
)
from capture_kiosk.capture.typed_code import Check, TypedCode, checks
from capture_kiosk.view_models.page_vm import PageVm, Ways
from capture_kiosk.view_models.qt_properties import Rows, fixed, notified
from core.domain.values.texto import composed, visible

QML_IMPORT_NAME = "ApoyoKiosk"
QML_IMPORT_MAJOR_VERSION = 1

_LETTERS = "ABCDEFGHIJKLMNÑOPQRSTUVWXYZ"
_KEYS = {
    Charset.DIGIT: ("123456789", 3),
    Charset.LETTER: (_LETTERS, 6),
    Charset.SEX: ("HMX", 3),
    Charset.ANY: (_LETTERS + "0123456789", 6),
}


@dataclass(frozen=True, slots=True)
class CodeCell:
    """One cell of a coded field."""

    character: str
    current: bool


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One key; it is lit where the cell already says so."""

    character: str
    lit_: bool


@QmlElement
class TecladoVm(PageVm):
    """The page that corrects one field."""

    changed = Signal()
    _dashes = DASHES[CaptureStep.DATA]

    def __init__(self, ways: Ways, flow: CaptureFlow) -> None:
        super().__init__(ways)
        self._flow = flow
        self._cells = Rows(CodeCell, self)
        self._keys = Rows(KeyRow, self)
        self._checks = Rows(Check, self)
        self._field: FormField | None = None
        self._typed: TypedCode | None = None
        self._text = ""
        self._picture = QImage()

    cells = fixed("_cells")
    keys = fixed("_keys")
    checks = fixed("_checks")

    def open(self, field: FormField) -> None:
        """Take the field that the page is to correct. Show the page after it."""
        draft = self._flow.draft
        read = field_read(draft, field)
        self._field = field
        self._text = field.joined(draft.value) or prefilled(draft, field)
        place = doubtful_place(read)
        self._typed = TypedCode.of(field, self._text, place) if field.coded else None
        self._picture = QImage.fromData(read.strip) if read.strip else QImage()
        self._refresh()

    def leave(self) -> None:
        self._field = self._typed = None
        self._text = ""
        self._picture = QImage()
        for rows in (self._cells, self._checks):
            rows.show(())

    @Slot(str)
    def press(self, character: str) -> None:
        """Write a character where the cursor is."""
        self._turn(self._typed and self._typed.press(character))

    @Slot()
    def previous(self) -> None:
        """Go one cell back."""
        self._turn(self._typed and self._typed.go_to(self._typed.cursor - 1))

    @Slot()
    def rub(self) -> None:
        """Empty a cell."""
        self._turn(self._typed and self._typed.rub())

    @Slot(int)
    def goTo(self, place: int) -> None:  # noqa: N802  QML calls it
        """Go to a cell."""
        self._turn(self._typed and self._typed.go_to(place))

    @Slot(int, str, result=bool)
    def type(self, key: int, text: str) -> bool:
        """Take a real key. Return whether it was one for this page."""
        code = self._typed
        if code is None:
            return False
        if key == Qt.Key.Key_Backspace:
            self._turn(code.rub())
        elif key == Qt.Key.Key_Left:
            self._turn(code.go_to(code.cursor - 1))
        elif key == Qt.Key.Key_Right:
            self._turn(code.go_to(code.cursor + 1))
        elif text.strip():
            self._turn(code.press(text.upper()))
        else:
            return False
        return True

    @Slot(str)
    def setText(self, text: str) -> None:  # noqa: N802  QML calls it
        """Take the free text as it stands; it is kept in capitals, as the card has it."""
        if self._typed is None:
            self._text = composed(text).upper()

    @Slot()
    def keep(self) -> None:
        """Write the field and return to the form; a date that does not exist is not written."""
        if self._field is None or self._is_no_day:
            return
        for key, value in self._field.parted(self._written).items():
            self._flow.write(key, value)
        self._ways.follow()

    @Slot()
    def keepAndGoOn(self) -> None:  # noqa: N802  QML calls it
        """Write the field and open the next one that this draft, typed by hand, needs."""
        following = self._following
        if following is None or self._is_no_day or self._field is None:
            self.keep()
            return
        for key, value in self._field.parted(self._written).items():
            self._flow.write(key, value)
        self.open(following)

    def _turn(self, code: TypedCode | None) -> None:
        if code is not None:
            self._typed = code
            self._refresh()

    def _refresh(self) -> None:
        code = self._typed
        if code is not None and self._field is not None:
            here = code.cells[code.cursor]
            self._cells.show(
                [CodeCell(each.strip(), at == code.cursor) for at, each in enumerate(code.cells)]
            )
            self._keys.show([KeyRow(each, each == here) for each in _KEYS[code.charset][0]])
            curp = self._flow.draft.value("curp")
            self._checks.show(checks(self._field, code.text, curp))
        self.changed.emit()

    @property
    def _following(self) -> FormField | None:
        if self._field is None or not self._flow.step or not self._flow.draft.by_hand:
            return None
        return next_missing(self._flow.draft, self._field)

    @property
    def _goes_on(self) -> str:
        following = self._following
        return f"Siguiente: {following.short}" if following else ""

    @property
    def _is_no_day(self) -> bool:
        if self._field is None or self._field.id != "fecha_nacimiento":
            return False
        return any(each.icon == "falla" for each in checks(self._field, self._written, ""))

    @property
    def _written(self) -> str:
        if self._typed is not None:
            return self._typed.text
        lines = (visible(line) for line in self._text.split("\n"))
        return ("\n" if self._lines else " ").join(line for line in lines if line)

    @property
    def _shown_text(self) -> str:
        return self._written if self._typed else self._text

    @property
    def _title(self) -> str:
        return f"Corrija {self._field.noun}" if self._field else ""

    @property
    def _label(self) -> str:
        return f"{self._field.label}, como está en la credencial" if self._field else ""

    @property
    def _save(self) -> str:
        return f"Guardar {self._field.short}" if self._field else ""

    @property
    def _coded(self) -> bool:
        return self._typed is not None

    @property
    def _lines(self) -> bool:
        return bool(self._field and self._field.lines)

    @property
    def _pictured(self) -> bool:
        return not self._picture.isNull()

    @property
    def _length(self) -> int:
        return len(self._typed.cells) if self._typed else 1

    @property
    def _hint(self) -> str:
        return self._typed.hint if self._typed else ""

    @property
    def _key_columns(self) -> int:
        return _KEYS[self._typed.charset][1] if self._typed else 3

    @property
    def _zero(self) -> bool:
        return bool(self._typed and self._typed.charset is Charset.DIGIT)

    dashes = notified(int, "_dashes", changed)
    title = notified(str, "_title", changed)
    label = notified(str, "_label", changed)
    goesOn = notified(str, "_goes_on", changed)  # noqa: N815  QML reads it
    save = notified(str, "_save", changed)
    coded = notified(bool, "_coded", changed)
    lines = notified(bool, "_lines", changed)
    pictured = notified(bool, "_pictured", changed)
    picture = notified(QImage, "_picture", changed)
    length = notified(int, "_length", changed)
    written = notified(str, "_shown_text", changed)
    hint = notified(str, "_hint", changed)
    keyColumns = notified(int, "_key_columns", changed)  # noqa: N815  QML reads it
    zero = notified(bool, "_zero", changed)

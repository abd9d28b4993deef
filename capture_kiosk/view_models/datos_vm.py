"""Numerals 18 to 20: the form of what was read, doubt first; a person confirms or corrects."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtQml import QmlElement

from capture_kiosk.capture.capture_flow import DASHES, CaptureFlow, CaptureStep
from capture_kiosk.capture.draft import Taken
from capture_kiosk.capture.form import (
    BY_ID,
    FormField,
    answers,
    field_read,
    first_doubt,
)
from capture_kiosk.capture.form_rows import (
    FieldRow,
    Sentence,
    grid_rows,
    missing,
    summary,
    warnings,
)
from capture_kiosk.device.today import Today
from capture_kiosk.view_models.lens import Read
from capture_kiosk.view_models.page_vm import PageVm, Ways
from capture_kiosk.view_models.qt_properties import Rows, fixed, notified
from capture_kiosk.view_models.teclado_vm import TecladoVm
from core.domain.credencial.lectura import CredentialReading, SideName
from core.domain.errors import LeastDataMissing
from core.errors import ApoyoError
from core.qt_support.background import Background

QML_IMPORT_NAME = "ApoyoKiosk"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of one tap."""

    name: str
    value: str


@QmlElement
class DatosVm(PageVm):
    """The page of the form."""

    changed = Signal()
    attention = Signal()
    _dashes = DASHES[CaptureStep.DATA]

    def __init__(
        self, ways: Ways, flow: CaptureFlow, today: Today, read: Read, keypad: TecladoVm
    ) -> None:
        super().__init__(ways)
        self._flow, self._today, self._read, self._keypad = flow, today, read, keypad
        self._fields = Rows(FieldRow, self)
        self._others = Rows(FieldRow, self)
        self._warnings = Rows(Sentence, self)
        self._answers = Rows(Answer, self)
        self._doubt: FormField | None = None
        self._reading = self._shows_others = False
        self._read_of: tuple[Taken, Taken] | None = None
        self._summary, self._summary_icon = "", "informe"

    fields = fixed("_fields")
    others = fixed("_others")
    warnings = fixed("_warnings")
    answers = fixed("_answers")

    def enter(self) -> None:
        draft = self._flow.draft
        self._all_is_well()
        if draft.reading is None and not draft.by_hand and not self._reading:
            self._start_reading()
        self._refresh()

    def leave(self) -> None:
        for rows in (self._fields, self._others, self._warnings, self._answers):
            rows.show(())
        self._doubt = None
        self._shows_others = False

    def _start_reading(self) -> None:
        self._read_of = self._pictures
        front, back = (bytes(taken.frame) for taken in self._read_of)
        self._reading = True
        work = partial(self._read, front, back, self._today.local_date.date())
        task = Background(work, self)
        task.done.connect(self._was_read)
        task.failed.connect(self._not_read)
        task.start()

    @Slot(object)
    def _was_read(self, reading: object) -> None:
        self._reading = False
        if self._flow.step is not CaptureStep.DATA or not isinstance(reading, CredentialReading):
            return
        if self._read_of == self._pictures:
            self._flow.keep_reading(reading)
            self._refresh()
        else:  # other pictures were taken meanwhile
            self._start_reading()

    @Slot(object)
    def _not_read(self, error: object) -> None:
        self._reading = False
        if self._flow.step is CaptureStep.DATA and isinstance(error, ApoyoError):
            self._explain(error)
            self._refresh()

    @property
    def _pictures(self) -> tuple[Taken, Taken]:
        sides = self._flow.draft.sides
        return sides[SideName.FRONT], sides[SideName.BACK]

    def picture(self, key: str) -> QImage:
        """Return the strip of a field; `key` is its id."""
        strip = field_read(self._flow.draft, BY_ID[key]).strip if self._flow.step else None
        return QImage.fromData(strip) if strip else QImage()

    @Slot(str)
    def edit(self, field_id: str) -> None:
        """Open the keypad for a field."""
        self._keypad.open(BY_ID[field_id])
        self._ways.show("teclado")

    @Slot(str)
    def answer(self, value: str) -> None:
        """Take the one-tap answer to the doubt."""
        if self._doubt is not None:
            for key, part in self._doubt.parted(value).items():
                self._flow.write(key, part)
            self._all_is_well()
            self._refresh()

    @Slot()
    def correctDoubt(self) -> None:  # noqa: N802  QML calls it
        """Open the keypad for the field in doubt."""
        if self._doubt is not None:
            self.edit(self._doubt.id)

    @Slot()
    def showOthers(self) -> None:  # noqa: N802  QML calls it
        """Show every other field that is kept."""
        self._shows_others = True
        self._refresh()

    @Slot()
    def retake(self) -> None:
        """Go to the pictures; each stays until another is taken in its place."""
        self._flow.go_to(CaptureStep.FRONT)
        self._ways.follow()

    @Slot()
    def confirm(self) -> None:
        """Go on, or go to what is still missing and say its sentence."""
        if self._doubt is not None:
            self._problem = f"Falta confirmar {self._doubt.noun}."
            self._advice = "Mire la credencial y toque lo que dice."
        elif self._reading:
            self._problem, self._advice = "Todavía se está leyendo.", "Espere unos segundos."
        else:
            self._confirm()
        self.changed.emit()
        self.attention.emit()

    def _confirm(self) -> None:
        try:
            self._flow.confirm_data()
        except LeastDataMissing as error:
            self._explain(error)
            self._advice = missing(self._flow.draft)
        else:
            self._ways.follow()

    @Slot()
    def back(self) -> None:
        """Return to the back of the credential."""
        self._flow.back()
        self._ways.follow()

    def _refresh(self) -> None:
        draft = self._flow.draft
        self._doubt = None if self._reading else first_doubt(draft)
        self._fields.show(grid_rows(draft, main=True, but=self._doubt))
        self._others.show(grid_rows(draft, main=False, but=None) if self._shows_others else ())
        self._warnings.show(warnings(draft, self._today.circumstances(draft.vinculo)))
        read = field_read(draft, self._doubt) if self._doubt else None
        self._answers.show([Answer(*each) for each in answers(read)] if read else [])
        said = summary(draft, self._doubt)
        self._summary, self._summary_icon = ("", "informe") if self._reading else said
        self.changed.emit()

    @property
    def _has_doubt(self) -> bool:
        return self._doubt is not None

    @property
    def _doubt_title(self) -> str:
        return f"Confirme {self._doubt.noun}" if self._doubt else ""

    @property
    def _doubt_text(self) -> str:
        several = self._answers.rowCount() > 1
        return (
            "Se leyó con duda. Mire la credencial y elija lo que dice."
            if several
            else "Se leyó con duda. Compárelo con la credencial."
        )

    @property
    def _doubt_label(self) -> str:
        return self._doubt.label if self._doubt else ""

    @property
    def _doubt_value(self) -> str:
        return self._doubt.joined(self._flow.draft.value) if self._doubt else ""

    @property
    def _doubt_coded(self) -> bool:
        return bool(self._doubt and self._doubt.coded)

    @property
    def _doubt_picture(self) -> QImage:
        return self.picture(self._doubt.id) if self._doubt else QImage()

    @property
    def _doubt_pictured(self) -> bool:
        return not self._doubt_picture.isNull()

    @property
    def _doubt_correct(self) -> str:
        return f"Corregir {self._doubt.short}" if self._doubt else ""

    dashes = notified(int, "_dashes", changed)
    reading = notified(bool, "_reading", changed)
    problem = notified(str, "_problem", changed)
    advice = notified(str, "_advice", changed)
    hasDoubt = notified(bool, "_has_doubt", changed)  # noqa: N815  QML reads it
    doubtTitle = notified(str, "_doubt_title", changed)  # noqa: N815  QML reads it
    doubtText = notified(str, "_doubt_text", changed)  # noqa: N815  QML reads it
    doubtLabel = notified(str, "_doubt_label", changed)  # noqa: N815  QML reads it
    doubtValue = notified(str, "_doubt_value", changed)  # noqa: N815  QML reads it
    doubtCoded = notified(bool, "_doubt_coded", changed)  # noqa: N815  QML reads it
    doubtPicture = notified(QImage, "_doubt_picture", changed)  # noqa: N815  QML reads it
    doubtPictured = notified(bool, "_doubt_pictured", changed)  # noqa: N815  QML reads it
    doubtCorrect = notified(str, "_doubt_correct", changed)  # noqa: N815  QML reads it
    summary = notified(str, "_summary", changed)
    summaryIcon = notified(str, "_summary_icon", changed)  # noqa: N815  QML reads it
    showsOthers = notified(bool, "_shows_others", changed)  # noqa: N815  QML reads it

"""Numeral 23: review of everything, each part with its «Cambiar …», then final saving."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtQml import QmlElement

from capture_kiosk.capture.capture_flow import DASHES, CaptureFlow, CaptureStep
from capture_kiosk.capture.draft import Draft
from capture_kiosk.capture.families import family_name
from capture_kiosk.capture.form import BY_ID, FormField, field_read
from capture_kiosk.capture.form_rows import Sentence, warnings
from capture_kiosk.device.today import Today
from capture_kiosk.view_models.page_vm import PageVm, Ways
from capture_kiosk.view_models.qt_properties import Rows, fixed, notified
from core.domain.credencial.lectura import SideName
from core.errors import ApoyoError
from core.qt_support.background import Background

QML_IMPORT_NAME = "ApoyoKiosk"
QML_IMPORT_MAJOR_VERSION = 1

_SHOWN = ("clave_elector", "curp", "seccion", "registro", "ocr", "cic")


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One coded field."""

    label: str
    value: str
    changed_from: str


def _line(draft: Draft, field: FormField) -> FieldLine:
    """Return one field, and what was read of it where a person wrote something else."""
    read, value = field_read(draft, field).value, field.joined(draft.value)
    return FieldLine(field.label, value, f"Se leyó {read}" if read and read != value else "")


@dataclass(frozen=True, slots=True)
class Saving:
    """`preallocate` returns the work that sets aside what a draft will take on disk.

    `prepare` returns the work that seals and stores it, and gives the record's number;
    `seen_before` tells whether a waiting record is of the same citizen and cargo; `saved` hears
    the number once it is on disk.
    """

    preallocate: Callable[[Draft], Callable[[], None]]
    prepare: Callable[[Draft], Callable[[], int]]
    seen_before: Callable[[Draft], Callable[[], bool]]
    saved: Callable[[int], None]


@QmlElement
class ReviseVm(PageVm):
    """The last page of a capture."""

    changed = Signal()
    _dashes = DASHES[CaptureStep.REVIEW]

    def __init__(self, ways: Ways, flow: CaptureFlow, today: Today, saving: Saving) -> None:
        super().__init__(ways)
        self._today = today
        self._warnings = Rows(Sentence, self)
        self._flow = flow
        self._saving = saving
        self._rows = Rows(FieldLine, self)
        self._busy = self._repeated = False

    fields = fixed("_rows")
    warnings = fixed("_warnings")

    def enter(self) -> None:
        draft = self._flow.draft
        self._all_is_well()
        self._repeated = False
        self._rows.show([_line(draft, BY_ID[i]) for i in _SHOWN])
        self._warnings.show(warnings(draft, self._today.circumstances(draft.vinculo)))
        room = Background(self._saving.preallocate(draft), self)
        room.failed.connect(self._no_room)
        room.start()
        task = Background(self._saving.seen_before(draft), self)
        task.done.connect(self._said_repeated)
        task.start()
        self.changed.emit()

    def leave(self) -> None:
        self._rows.show(())
        self._warnings.show(())
        self.changed.emit()

    @Slot(object)
    def _said_repeated(self, repeated: object) -> None:
        self._repeated = bool(repeated)
        self.changed.emit()

    @Slot(object)
    def _no_room(self, error: object) -> None:
        if isinstance(error, ApoyoError) and self._draft:
            self._explain(error)
            self.changed.emit()

    @Slot()
    def save(self) -> None:
        """Seal and store; the draft is destroyed once it is on disk."""
        if self._busy or not self._flow.ready_to_save:
            return
        self._all_is_well()
        try:
            work = self._saving.prepare(self._flow.draft)
        except ApoyoError as error:
            self._explain(error)
            self.changed.emit()
            return
        self._busy = True
        task = Background(work, self)
        task.done.connect(self._saved)
        task.failed.connect(self._work_failed)
        task.start()
        self.changed.emit()

    @Slot(object)
    def _saved(self, number: object) -> None:
        self._busy = False
        if isinstance(number, int):
            self._flow.cancel()
            self._saving.saved(number)

    @Slot()
    def changeAspirante(self) -> None:  # noqa: N802  QML calls it
        """Choose another aspirante."""
        self._ways.show("aspirante")

    @Slot()
    def retake(self) -> None:
        """Go to the pictures; each stays until another is taken in its place."""
        self._to(CaptureStep.FRONT)

    @Slot()
    def changeData(self) -> None:  # noqa: N802  QML calls it
        """Return to the form."""
        self._to(CaptureStep.DATA)

    @Slot()
    def changeFace(self) -> None:  # noqa: N802  QML calls it
        """Ask for the face again."""
        self._to(CaptureStep.FACE)

    @Slot()
    def changeSignature(self) -> None:  # noqa: N802  QML calls it
        """Sign again."""
        self._to(CaptureStep.SIGNATURE)

    @Slot()
    def cancelCapture(self) -> None:  # noqa: N802  QML calls it
        """Destroy the capture, unless it is being saved this very moment."""
        if not self._busy:
            self._ways.cancel()

    @Slot()
    def back(self) -> None:
        """Return one step."""
        if not self._busy:
            self._flow.back()
            self._ways.follow()

    def _to(self, step: CaptureStep) -> None:
        if not self._busy:
            self._flow.go_to(step)
            self._ways.follow()

    @property
    def _draft(self) -> Draft | None:
        return self._flow.draft if self._flow.step else None

    @property
    def _aspirante(self) -> str:
        return self._draft.vinculo.aspirante.full_name if self._draft else ""

    @property
    def _cargo(self) -> str:
        return self._draft.vinculo.aspirante.cargo if self._draft else ""

    @property
    def _can_change_aspirante(self) -> bool:
        return bool(self._draft) and len(self._flow.packet.vinculos) > 1

    @property
    def _credencial(self) -> str:
        chosen = self._draft.type_chosen if self._draft else None
        return f"Credencial · {family_name(chosen.value)}" if chosen else "Credencial"

    @property
    def _name(self) -> str:
        return self._draft.name if self._draft else ""

    @property
    def _front(self) -> QImage:
        return self._side(SideName.FRONT)

    @property
    def _back(self) -> QImage:
        return self._side(SideName.BACK)

    def _side(self, side: SideName) -> QImage:
        taken = self._draft.sides.get(side) if self._draft else None
        if taken is None:
            return QImage()
        return QImage.fromData(bytes(taken.rectified or taken.frame))

    @property
    def _asks_for_face(self) -> bool:
        return bool(self._draft) and self._flow.packet.readings.ask_for_face

    @property
    def _face(self) -> str:
        face = self._draft.face if self._draft else None
        if face is None:
            return ""
        return "La autorizó." if face.given else "No la autorizó. El apoyo cuenta igual."

    @property
    def _face_picture(self) -> QImage:
        face = self._draft.face if self._draft else None
        return QImage.fromData(face.picture) if face and face.picture else QImage()

    @property
    def _has_face(self) -> bool:
        return not self._face_picture.isNull()

    @property
    def _signature(self) -> QImage:
        signed = self._draft.signature if self._draft else None
        return QImage.fromData(signed.picture) if signed else QImage()

    @property
    def _signature_label(self) -> str:
        signed = self._draft.signature if self._draft else None
        if signed and signed.cannot_sign:
            return f"Marca · {signed.cannot_sign}"
        return "Firma"

    dashes = notified(int, "_dashes", changed)
    problem = notified(str, "_problem", changed)
    advice = notified(str, "_advice", changed)
    code = notified(str, "_code", changed)
    busy = notified(bool, "_busy", changed)
    repeated = notified(bool, "_repeated", changed)
    aspirante = notified(str, "_aspirante", changed)
    cargo = notified(str, "_cargo", changed)
    canChangeAspirante = notified(bool, "_can_change_aspirante", changed)  # noqa: N815  QML reads it
    credencial = notified(str, "_credencial", changed)
    name = notified(str, "_name", changed)
    front = notified(QImage, "_front", changed)
    back_ = notified(QImage, "_back", changed)
    asksForFace = notified(bool, "_asks_for_face", changed)  # noqa: N815  QML reads it
    face = notified(str, "_face", changed)
    facePicture = notified(QImage, "_face_picture", changed)  # noqa: N815  QML reads it
    hasFace = notified(bool, "_has_face", changed)  # noqa: N815  QML reads it
    signature = notified(QImage, "_signature", changed)
    signatureLabel = notified(str, "_signature_label", changed)  # noqa: N815  QML reads it

"""Numeral 22: the citizen signs, or leaves the mark that is possible, with its reason."""

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtQml import QmlElement

from capture_kiosk.capture.capture_flow import DASHES, CaptureFlow, CaptureStep
from capture_kiosk.painted.signature_pad import SignaturePad
from capture_kiosk.painted.signature_picture import png_of
from capture_kiosk.view_models.page_vm import PageVm, Ways
from capture_kiosk.view_models.qt_properties import Rows, fixed, notified
from core.domain.apoyos.apoyo import Signature
from core.domain.errors import InkMissing

QML_IMPORT_NAME = "ApoyoKiosk"
QML_IMPORT_MAJOR_VERSION = 1

_REASONS = ("No sabe firmar", "No puede mover la mano", "No ve la pantalla", "Otro motivo")


@dataclass(frozen=True, slots=True)
class Why:
    """One reason of who cannot sign."""

    name: str
    chosen: bool


@QmlElement
class FirmaVm(PageVm):
    """The pad; on it only this citizen's name and the aspirante."""

    changed = Signal()
    _dashes = DASHES[CaptureStep.SIGNATURE]

    def __init__(self, ways: Ways, flow: CaptureFlow) -> None:
        super().__init__(ways)
        self._flow = flow
        self._rows = Rows(Why, self)
        self._inked = self._cannot_sign = False
        self._reason = ""

    reasons = fixed("_rows")

    def enter(self) -> None:
        self._inked = False
        kept = self._flow.draft.signature
        self._reason = kept.cannot_sign if kept else ""
        self._cannot_sign = bool(self._reason)
        self._all_is_well()
        self._show_reasons()

    @Slot(SignaturePad)
    def ink(self, pad: SignaturePad) -> None:
        """Take note that something was drawn or undone."""
        self._inked = bool(pad.strokes)
        self._all_is_well()
        self.changed.emit()

    @Slot()
    def sayCannotSign(self) -> None:  # noqa: N802  QML calls it
        """Open the way of who cannot sign."""
        self._cannot_sign = True
        self._all_is_well()
        self.changed.emit()

    @Slot(str)
    def chooseReason(self, reason: str) -> None:  # noqa: N802  QML calls it
        """Tick the reason."""
        self._reason = reason
        self._all_is_well()
        self._show_reasons()

    @Slot(SignaturePad)
    def confirm(self, pad: SignaturePad) -> None:
        """Keep the signature, or say what it lacks."""
        if self._cannot_sign and not self._reason:
            self._problem = "Falta el motivo."
            self._advice = "Elija por qué la persona no puede firmar."
            self.changed.emit()
            return
        strokes, width, height = pad.saved()
        try:
            picture = png_of(strokes, width, height)
            reason = self._reason if self._cannot_sign else ""
            signature = Signature(strokes, width, height, picture, reason)
        except InkMissing as error:
            self._explain(error)
            self.changed.emit()
            return
        self._flow.sign(signature)
        self._ways.follow()

    @Slot(SignaturePad)
    def restore(self, pad: SignaturePad) -> None:
        """Show on a new pad the signature that the draft holds already."""
        kept = self._flow.draft.signature if self._flow.step else None
        if kept is not None:
            pad.restore(kept.strokes, kept.width, kept.height)

    @Slot()
    def back(self) -> None:
        """From the reasons to signing, the ink kept; from signing to the step before."""
        if self._cannot_sign:
            self._cannot_sign, self._reason = False, ""
            self._all_is_well()
            self._show_reasons()
            return
        self._flow.back()
        self._ways.follow()

    def _show_reasons(self) -> None:
        self._rows.show([Why(each, each == self._reason) for each in _REASONS])
        self.changed.emit()

    @property
    def _name(self) -> str:
        return self._flow.draft.name if self._flow.step else ""

    @property
    def _supports(self) -> str:
        vinculo = self._flow.vinculo
        if vinculo is None:
            return ""
        return f"Apoya a {vinculo.aspirante.full_name}, {vinculo.aspirante.cargo}"

    dashes = notified(int, "_dashes", changed)
    name = notified(str, "_name", changed)
    supports = notified(str, "_supports", changed)
    inked = notified(bool, "_inked", changed)
    cannotSign = notified(bool, "_cannot_sign", changed)  # noqa: N815  QML reads it
    problem = notified(str, "_problem", changed)
    advice = notified(str, "_advice", changed)

"""Numeral 15: the type of credential is looked at and tapped by a person."""

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtQml import QmlElement

from capture_kiosk.capture.capture_flow import DASHES, CaptureFlow, CaptureStep
from capture_kiosk.capture.families import FAMILIES
from capture_kiosk.view_models.page_vm import PageVm, Ways
from capture_kiosk.view_models.qt_properties import Rows, fixed, notified
from core.domain.apoyos.apoyo import CredentialType

QML_IMPORT_NAME = "ApoyoKiosk"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class TypeRow:
    """One family to tap."""

    id: str
    name: str
    told: str
    picture: str
    chosen: bool


@QmlElement
class TipoVm(PageVm):
    """The page of the four families."""

    changed = Signal()
    _dashes = DASHES[CaptureStep.TYPE]

    def __init__(self, ways: Ways, flow: CaptureFlow) -> None:
        super().__init__(ways)
        self._flow = flow
        self._rows = Rows(TypeRow, self)

    types = fixed("_rows")

    def enter(self) -> None:
        chosen = self._flow.draft.type_chosen
        self._rows.show(
            [
                TypeRow(each.type.value, each.name, each.told, each.picture, each.type is chosen)
                for each in FAMILIES
            ]
        )

    @Slot(str)
    def choose(self, value: str) -> None:
        """Choose a family and go on."""
        self._flow.choose_type(CredentialType(value))
        self._ways.follow()

    @Slot()
    def back(self) -> None:
        """Return to the notice."""
        self._flow.back()
        self._ways.follow()

    dashes = notified(int, "_dashes", changed)

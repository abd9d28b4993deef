"""Numeral 13: the record is turned to another aspirante before it is saved."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtQml import QmlElement

from capture_kiosk.capture.capture_flow import DASHES, CaptureFlow, CaptureStep
from capture_kiosk.device.today import Today
from capture_kiosk.view_models.aspirante_rows import HomeAspirante, aspirante_rows
from capture_kiosk.view_models.page_vm import PageVm, Ways
from capture_kiosk.view_models.qt_properties import Rows, fixed, notified

QML_IMPORT_NAME = "ApoyoKiosk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class AspiranteVm(PageVm):
    """The list of aspirantes of this auxiliar."""

    changed = Signal()
    _dashes = DASHES[CaptureStep.REVIEW]

    def __init__(self, ways: Ways, flow: CaptureFlow, today: Today) -> None:
        super().__init__(ways)
        self._flow = flow
        self._today = today
        self._rows = Rows(HomeAspirante, self)

    aspirantes = fixed("_rows")

    def enter(self) -> None:
        now = self._flow.vinculo
        chosen = now.aspirante.id_solicitante if now else ""
        self._rows.show(aspirante_rows(self._flow.packet.vinculos, chosen))

    @Slot(str)
    def choose(self, aspirante: str) -> None:
        """Turn the record to this aspirante; the same one changes nothing."""
        vinculo = self._today.vinculo(aspirante)
        if vinculo is not None and vinculo != self._flow.vinculo:
            self._flow.change_aspirante(vinculo)
        self._ways.follow()

    dashes = notified(int, "_dashes", changed)

"""The privacy notice (before numeral 16): the Instituto's own text, whole, and an equal answer."""

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtQml import QmlElement

from capture_kiosk.capture.capture_flow import DASHES, CaptureFlow, CaptureStep
from capture_kiosk.device.today import Today
from capture_kiosk.view_models.page_vm import PageVm, Ways
from capture_kiosk.view_models.qt_properties import Rows, fixed, notified

QML_IMPORT_NAME = "ApoyoKiosk"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the notice; `title` may be empty."""

    title: str
    text: str
    last: bool


def sections(notice: str) -> tuple[Section, ...]:
    """Part a notice at its blank lines; the first line of a part with more is its title."""
    parts = [part.strip() for part in notice.split("\n\n") if part.strip()]
    made = []
    for number, part in enumerate(parts, 1):
        title, _, text = part.rpartition("\n") if part.count("\n") == 1 else part.partition("\n")
        made.append(
            Section(title if text else "", " ".join((text or title).split()), number == len(parts))
        )
    return tuple(made)


@QmlElement
class AvisoVm(PageVm):
    """The notice, and whom the citizen supports."""

    changed = Signal()
    _dashes = DASHES[CaptureStep.NOTICE]

    def __init__(self, ways: Ways, flow: CaptureFlow, today: Today) -> None:
        super().__init__(ways)
        self._flow = flow
        self._today = today
        self._rows = Rows(Section, self)
        self._asks = False

    sections = fixed("_rows")

    def enter(self) -> None:
        self._asks = False
        self._rows.show(sections(self._flow.packet.notice.text))
        self.changed.emit()

    @Slot()
    def agree(self) -> None:
        """Go on: the citizen read or heard it."""
        self._flow.agree(self._today.now())
        self._ways.follow()

    @Slot()
    def refuse(self) -> None:
        """Leave: nothing is kept."""
        self._flow.cancel()
        self._ways.follow()

    @Slot()
    def back(self) -> None:
        """Leave; what was taken already is destroyed only once a person says so."""
        if self._flow.holds and not self._asks:
            self._asks = True
            self.changed.emit()
        elif not self._asks:
            self.refuse()

    @Slot()
    def stay(self) -> None:
        """Keep what was taken."""
        self._asks = False
        self.changed.emit()

    @property
    def _supports(self) -> str:
        vinculo = self._flow.vinculo
        if vinculo is None:
            return ""
        who = vinculo.aspirante
        return f"Usted apoya a {who.full_name} para: {who.cargo}."

    dashes = notified(int, "_dashes", changed)
    asks = notified(bool, "_asks", changed)
    supports = notified(str, "_supports", changed)

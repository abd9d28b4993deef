"""The auxiliar's own privacy notice, at the first entry and whenever its text changes."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtQml import QmlElement

from capture_kiosk.device.own_notice import OwnNotice
from capture_kiosk.device.today import Today
from capture_kiosk.view_models.aviso_vm import Section, sections
from capture_kiosk.view_models.page_vm import PageVm, Ways
from capture_kiosk.view_models.qt_properties import Rows, fixed, notified
from core.domain.device.paquete import WorkPacket
from core.qt_support.background import Background

QML_IMPORT_NAME = "ApoyoKiosk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class AvisoPropioVm(PageVm):
    """The notice of the packet. `tell` makes a contact now, so that the server hears of it."""

    changed = Signal()

    def __init__(self, ways: Ways, today: Today, own: OwnNotice, tell: Callable[[], None]) -> None:
        super().__init__(ways)
        self._today = today
        self._own = own
        self._tell = tell
        self._rows = Rows(Section, self)
        self._shown: WorkPacket | None = None

    sections = fixed("_rows")

    def enter(self) -> None:
        self._busy = False
        self._shown = self._today.packet
        self._rows.show(sections(self._shown.people_notice.text))
        self.changed.emit()

    @Slot()
    def read(self) -> None:
        """Keep that the text which is shown was read, and go on."""
        if self._busy or self._shown is None:
            return
        self._busy = True
        task = Background(partial(self._own.read, self._shown), self)
        task.done.connect(self._kept)
        task.failed.connect(self._work_failed)
        task.start()
        self.changed.emit()

    @Slot()
    def _kept(self) -> None:
        self._busy = False
        self.changed.emit()
        self._ways.follow()
        self._tell()

    @property
    def _version(self) -> str:
        return self._shown.people_notice.version if self._shown else ""

    version = notified(str, "_version", changed)
    busy = notified(bool, "_busy", changed)
    dashes = notified(int, "_dashes", changed)

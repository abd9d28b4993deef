"""Numerals 23 and 24: what is said once the record is sealed and on disk."""

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtQml import QmlElement

from capture_kiosk.view_models.page_vm import PageVm, Ways
from capture_kiosk.view_models.qt_properties import notified

QML_IMPORT_NAME = "ApoyoKiosk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class GuardadoVm(PageVm):
    """The number of the record; the draft is gone."""

    changed = Signal()

    def __init__(self, ways: Ways, another: Callable[[], None]) -> None:
        super().__init__(ways)
        self._another = another
        self._sentence = ""

    def say(self, number: int) -> None:
        """Say which record was saved."""
        self._sentence = f"Registro {number}, cifrado en esta tableta."
        self.changed.emit()

    @Slot()
    def another(self) -> None:
        """Begin the next capture, for the same aspirante."""
        self._ways.show("inicio")
        self._another()

    dashes = notified(int, "_dashes", changed)
    sentence = notified(str, "_sentence", changed)

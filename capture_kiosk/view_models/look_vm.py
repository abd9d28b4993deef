"""The look that was chosen last: Theme.qml takes it at the start, and tells what is chosen."""

from PySide6.QtCore import Property, QObject, Slot
from PySide6.QtQml import QmlElement

from capture_kiosk.device.appearance import Appearance, KeptAppearance
from core.qt_support.background import Background

QML_IMPORT_NAME = "ApoyoKiosk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class LookVm(QObject):
    """Each choice is kept for the next start by work of its own, off the GUI thread.

    So a tablet that is closed at once only has to wait for work that has begun.
    """

    def __init__(self, kept: KeptAppearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept = kept

    def _outdoor(self) -> bool:
        return self._kept.chosen.outdoor

    def _letters(self) -> float:
        return self._kept.chosen.letters / 100

    outdoor = Property(bool, _outdoor, constant=True)
    letters = Property(float, _letters, constant=True)

    @Slot(bool, float)
    def keep(self, outdoor: bool, letters: float) -> None:  # noqa: FBT001  QML calls it
        """Keep a choice for the next start."""
        chosen = Appearance(outdoor, round(letters * 100))
        if chosen != self._kept.chosen:
            self._kept.choose(chosen)
            Background(self._kept.keep, self).start()

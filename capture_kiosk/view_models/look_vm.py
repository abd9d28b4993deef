"""The look that was chosen last: Theme.qml takes it at the start, and tells what is chosen."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Property, QObject, Slot
from PySide6.QtQml import QmlElement

from capture_kiosk.device.appearance import Appearance
from core.qt_support.background import Background

QML_IMPORT_NAME = "ApoyoKiosk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class LookVm(QObject):
    """`chosen` is what was kept; the given `keep` waits for the disk, off the GUI thread."""

    def __init__(
        self,
        chosen: Appearance,
        keep: Callable[[Appearance], Appearance],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._chosen, self._keep = chosen, keep
        self._keeping = False

    def _outdoor(self) -> bool:
        return self._chosen.outdoor

    def _letters(self) -> float:
        return self._chosen.letters / 100

    outdoor = Property(bool, _outdoor, constant=True)
    letters = Property(float, _letters, constant=True)

    @Slot(bool, float)
    def keep(self, outdoor: bool, letters: float) -> None:  # noqa: FBT001  QML calls it
        """Keep a choice for the next start."""
        chosen = Appearance(outdoor, round(letters * 100))
        if chosen == self._chosen:
            return
        self._chosen = chosen
        if not self._keeping:
            self._begin()

    def _begin(self) -> None:
        self._keeping = True
        task = Background(partial(self._keep, self._chosen), self)
        task.done.connect(self._kept)
        task.start()

    @Slot(object)
    def _kept(self, kept: object) -> None:
        """Keep what was chosen meanwhile, so that the last choice is the one that stays."""
        self._keeping = False
        if kept != self._chosen:
            self._begin()

"""Runs Python's cyclic garbage collection on the GUI thread only, while other threads run.

CPython collects in whichever thread allocates; destroying a QObject of a cycle there crashes Qt.
"""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_LOOK_MS = 500
_YOUNG = 1


class _Pause:
    """Whether this module is who turned the automatic collection off."""

    ours = False


def pause() -> None:
    """Turn automatic collection off. Idempotent; if it is off already, it stays so."""
    if gc.isenabled():
        gc.disable()
        _Pause.ours = True


def resume() -> None:
    """Collect the young here, on the GUI thread, and turn automatic collection on again.

    With the counters back at zero, a thread that is just ending starts no collection.
    """
    if _Pause.ours:
        gc.collect(_YOUNG)
        _Pause.ours = False
        gc.enable()


class GuiCollector(QObject):
    """For a program with endless threads: from now on only the GUI thread collects, by a timer.

    Python's own thresholds decide how much. When it is stopped, Python does it again.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_LOOK_MS)

    def stop(self) -> None:
        """Turn automatic collection on again, once the threads have ended."""
        self._timer.stop()
        gc.enable()

    @Slot()
    def look(self) -> None:
        """Collect the oldest generation whose count is past its threshold."""
        pairs = zip(gc.get_count(), gc.get_threshold(), strict=True)
        due = [generation for generation, (count, most) in enumerate(pairs) if count > most]
        if due:
            gc.collect(due[-1])

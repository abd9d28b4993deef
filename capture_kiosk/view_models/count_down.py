"""The seconds that a refused password has to wait, told one by one until it may be tried again."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from core.errors import ApoyoError
from core.messages import Explanation, explain_code

_TICK_MS = 1000


class CountDown(QObject):
    """`ticked` is told each second, the last one included; then nothing waits any more.

    `elapsed` is no hour: a clock that is set back would have the person wait for as long.
    """

    ticked = Signal()

    def __init__(self, elapsed: Callable[[], timedelta], parent: QObject) -> None:
        super().__init__(parent)
        self._elapsed = elapsed
        self._until: timedelta | None = None
        self._refusal = ""
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)

    def begin(self, error: ApoyoError) -> None:
        """Wait as long as a refusal says; one that says no seconds begins nothing."""
        seconds = error.facts.get("seconds", "")
        if seconds.isdecimal():
            self._refusal = error.code
            self._until = self._elapsed() + timedelta(seconds=int(seconds))
            self._timer.start()

    @property
    def waits(self) -> bool:
        """Tell whether no password may be tried yet."""
        return self._until is not None

    @property
    def said(self) -> Explanation:
        """Return the refusal, with the seconds that are left now."""
        return explain_code(self._refusal, {"seconds": str(self._left)})

    @property
    def _left(self) -> int:
        if self._until is None:
            return 0
        return max(0, -(-(self._until - self._elapsed()) // timedelta(seconds=1)))

    @Slot()
    def _tick(self) -> None:
        if not self._left:
            self._until = None
            self._timer.stop()
        self.ticked.emit()

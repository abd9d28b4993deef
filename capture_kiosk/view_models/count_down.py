"""The seconds that a refused password has to wait, told one by one until it may be tried again."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from core.errors import ApoyoError
from core.messages import Explanation, explain_code

_TICK_MS = 1000


class CountDown(QObject):
    """`ticked` is told each second, the last one included; then nothing waits any more."""

    ticked = Signal()

    def __init__(self, now: Callable[[], datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._now = now
        self._until: datetime | None = None
        self._refusal = ""
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)

    def begin(self, error: ApoyoError) -> None:
        """Wait as long as a refusal says; one that says no seconds begins nothing."""
        seconds = error.facts.get("seconds", "")
        if seconds.isdecimal():
            self._refusal = error.code
            self._until = self._now() + timedelta(seconds=int(seconds))
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
        return max(0, -(-(self._until - self._now()) // timedelta(seconds=1)))

    @Slot()
    def _tick(self) -> None:
        if not self._left:
            self._until = None
            self._timer.stop()
        self.ticked.emit()

"""Status of the server and local hour, for the foot of the sidebar."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from admin_desktop.framework.local_time import LocalTime
from admin_desktop.parts.marks import Mark
from core.errors import ApoyoError
from core.messages import explain
from core.qt_support.background import Background

_ASK_MS, _SOON_MS, _HOUR_MS = 30_000, 4_000, 5_000


class ShellVm(QObject):
    """Asks the server for the proceso now and then; its answer is the sign of life."""

    changed = Signal()
    back = Signal()
    """The server answers again after a silence."""

    def __init__(
        self, ask: Callable[[], object], local: LocalTime, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._ask, self._local = ask, local
        self._mark, self._words = Mark.QUIET, "Buscando el servidor…"
        self._ask_timer, self._hour_timer = QTimer(self), QTimer(self)
        self._ask_timer.timeout.connect(self.ask_now)
        self._hour_timer.timeout.connect(self.changed)

    @property
    def mark(self) -> Mark:
        """The server's status."""
        return self._mark

    @property
    def words(self) -> str:
        """The server's status in words."""
        return self._words

    @property
    def hour(self) -> str:
        """The local date and hour: «24 nov 2026, 10:42»."""
        return self._local.say_exactly(self._local.clock.now().replace(second=0))

    def start(self) -> None:
        """Ask now, and again every half minute."""
        self._ask_timer.start(_ASK_MS)
        self._hour_timer.start(_HOUR_MS)
        self.ask_now()

    @Slot()
    def ask_now(self) -> None:
        """Ask once, off the GUI thread."""
        task = Background(self._ask, self)
        task.done.connect(self._answered)
        task.failed.connect(self.silent)
        task.start()

    @Slot(object)
    def _answered(self, _found: object) -> None:
        was_silent = self._mark is Mark.WARN
        self._ask_timer.setInterval(_ASK_MS)
        self._tell(Mark.OK, "Servidor al día")
        if was_silent:
            self.back.emit()

    @Slot(object)
    def silent(self, error: ApoyoError) -> None:
        """Say that the server did not answer, whoever asked."""
        self._ask_timer.setInterval(_SOON_MS)
        self._tell(Mark.WARN, explain(error).title)

    def _tell(self, mark: Mark, words: str) -> None:
        self._mark, self._words = mark, words
        self.changed.emit()

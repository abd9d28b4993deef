"""Base of every page: counter chip, progress dashes, a way back, and one current error."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QObject, Signal, Slot

from capture_kiosk.view_models.chip_vm import ChipVm
from capture_kiosk.view_models.qt_properties import fixed
from core.errors import ApoyoError
from core.messages import explain


@dataclass(frozen=True, slots=True)
class Ways:
    """Where a page may lead: `follow` shows the step of the capture, or home without one.

    `cancel` destroys the capture at once and shows home; `practise` begins a practice.
    """

    chip: ChipVm
    follow: Callable[[], None]
    show: Callable[[str], None]
    cancel: Callable[[], None]
    practise: Callable[[], None] = lambda: None


class PageVm(QObject):
    """The base of the view models, each with a signal `changed`.

    `_dashes` is 0 where no dashes are drawn; `_busy` while its work is under way in a thread.
    """

    changed: ClassVar[Signal]
    _dashes = 0
    _busy = False

    def __init__(self, ways: Ways, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ways = ways
        self._chip = ways.chip
        self._problem = self._advice = self._code = ""

    chip = fixed("_chip")

    def _explain(self, error: ApoyoError) -> None:
        """Keep the sentences of an error; the caller tells that they changed."""
        said = explain(error)
        self._problem, self._advice = said.title, said.action
        self._code = f"Código {said.code}"

    @Slot(object)
    def _work_failed(self, error: object) -> None:
        """Hear that the work has failed: say why, and be free for another try."""
        self._busy = False
        if isinstance(error, ApoyoError):
            self._explain(error)
        self.changed.emit()

    def _all_is_well(self) -> None:
        self._problem = self._advice = self._code = ""

    def enter(self) -> None:
        """Load what the page needs from the draft; called when it is shown."""

    def leave(self) -> None:
        """Release what was loaded; called when it is hidden."""

    @Slot()
    def cancelCapture(self) -> None:  # noqa: N802  QML calls it
        """Destroy the capture at once, from any of its pages."""
        self._ways.cancel()

    @Slot()
    def practise(self) -> None:
        """Begin a practice, from a page on which no capture is under way."""
        self._ways.practise()

    @Slot()
    def back(self) -> None:
        """Go back to the previous page."""
        self._ways.follow()

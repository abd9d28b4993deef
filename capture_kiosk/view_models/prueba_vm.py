"""The self-test of a morning: a row a check, one word, and what to do; it may be left."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from capture_kiosk.device.camera_check import MEASURED_S, CameraMeasure
from capture_kiosk.device.checks import Grade, Trial, failed, is_fit
from capture_kiosk.view_models.camera_page import CameraPage
from capture_kiosk.view_models.lens import Frame, Lens
from capture_kiosk.view_models.page_vm import Ways
from capture_kiosk.view_models.qt_properties import Rows, fixed, notified
from core.errors import ApoyoError
from core.qt_support.background import Background

QML_IMPORT_NAME = "ApoyoKiosk"
QML_IMPORT_MAJOR_VERSION = 1

_ORDER: Final = (Grade.BAD, Grade.DOUBT, Grade.GOOD)


@dataclass(frozen=True, slots=True)
class SelfTest:
    """`machine` may take seconds and runs off the GUI thread; `moment` says clock and server now.

    `tested` hears how it ended, at once; `keep` writes it, and waits for the disk.
    """

    machine: Callable[[], Sequence[Trial]]
    moment: Callable[[], Sequence[Trial]]
    tested: Callable[[bool], None]
    keep: Callable[[], None]


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One check as the page shows it."""

    name: str
    icon: str
    said: str
    todo: str


def _tried(run: int, machine: Callable[[], Sequence[Trial]]) -> tuple[int, Sequence[Trial]]:
    """Return what the machine's checks found, or why they ended, with the run that asked."""
    try:
        return run, machine()
    except ApoyoError as error:
        return run, (failed("Equipo", error),)


@QmlElement
class PruebaVm(CameraPage):
    """The page. What a test that was left finds is let go."""

    changed = Signal()

    def __init__(self, ways: Ways, lens: Lens, test: SelfTest) -> None:
        super().__init__(ways, lens)
        self._test = test
        self._run = 0
        self._measure = CameraMeasure()
        self._found: list[Trial] | None = None
        self._checks: tuple[Trial, ...] = ()
        self._rows = Rows(CheckRow, self)
        self._timer = QTimer(self)
        self._timer.setInterval(int(MEASURED_S * 1000))
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._measured)

    rows = fixed("_rows")

    def enter(self) -> None:
        self.again()

    def leave(self) -> None:
        self._run += 1
        self._timer.stop()
        super().leave()

    @Slot()
    def again(self) -> None:
        """Begin the test, from the camera on."""
        self._run += 1
        self._checks, self._found = (), None
        self._measure = CameraMeasure()
        self._pointer = "Esperando la cámara…"
        self._rows.show(())
        self._go_live()
        self._timer.start()
        task = Background(partial(_tried, self._run, self._test.machine), self)
        task.done.connect(self._machine_tried)
        task.start()
        self.changed.emit()

    def _look(self, frame: Frame) -> object:
        return self._measure.look(frame)

    @Slot()
    def _measured(self) -> None:
        camera = self._measure.check(is_camera=self._lens.camera.is_real)
        self._end_live()
        self._checks = (camera, *self._test.moment())
        self._gather()

    @Slot(object)
    def _machine_tried(self, told: object) -> None:
        if isinstance(told, tuple) and told[0] == self._run:
            self._found = list(told[1])
            self._gather()

    def _gather(self) -> None:
        checks = (*self._checks, *(self._found or ()))
        worst_first = sorted(checks, key=lambda check: _ORDER.index(check.grade))
        self._rows.show([CheckRow(c.name, c.grade.value, c.said, c.todo) for c in worst_first])
        if self._is_done:
            self._test.tested(is_fit(checks))
            Background(self._test.keep, self).start()
        self.changed.emit()

    @property
    def _is_done(self) -> bool:
        return bool(self._checks) and self._found is not None

    @property
    def _fit(self) -> bool:
        return self._is_done and is_fit((*self._checks, *(self._found or ())))

    @property
    def _word(self) -> str:
        if not self._is_done:
            return "Probando…"
        return "Apta" if self._fit else "No apta"

    @property
    def _advice_now(self) -> str:
        if not self._is_done:
            return "Apunte la cámara a algo con letras. Puede regresar cuando quiera."
        if not self._fit:
            return "No salga con ella hasta resolver lo que falla."
        return "Puede salir a captar con esta tableta."

    done = notified(bool, "_is_done", changed)
    fit = notified(bool, "_fit", changed)
    word = notified(str, "_word", changed)
    advice = notified(str, "_advice_now", changed)

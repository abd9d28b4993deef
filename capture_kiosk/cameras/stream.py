"""The camera thread: reads frames, analyses them, and emits the newest."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QMetaObject, QObject, Qt, QThread, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from capture_kiosk.cameras.alive import Alive
from capture_kiosk.cameras.frames import Frame, FrameSource
from capture_kiosk.cameras.images import to_image
from capture_kiosk.cameras.several import SeveralCameras
from capture_kiosk.errors import CameraFrozen
from core.domain.apoyos.apoyo import FrameSourceKind
from core.errors import ApoyoError

FRAME_MS = 40
"""A frame each 40 ms: 25 a second, what a pointer needs and two cores can give."""
RETRY_MS = 1000
"""A camera that is not there is looked for once a second."""


@dataclass(frozen=True, slots=True)
class StreamedFrame:
    """One frame, its picture for the screen, and the result of `look`."""

    frame: Frame
    image: QImage
    said: object


class _Lens(QObject):
    """Lives in the camera's thread. Emits only what is new, and only while asked to look."""

    seen = Signal(object)
    failed = Signal(object)

    def __init__(self, source: FrameSource, monotonic: Callable[[], float]) -> None:
        super().__init__()
        self._source = source
        self._monotonic = monotonic
        self._alive = Alive()
        self._opened = False
        self._look: Callable[[Frame], object] | None = None
        self._last: Frame | None = None
        self._broken = False
        self._timer: QTimer | None = None

    def set_look(self, look: Callable[[Frame], object] | None) -> None:
        """Tell what each frame is asked; None lets the camera rest. Called from any thread."""
        self._look = look
        self._last = None

    @Slot()
    def run(self) -> None:
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    @Slot()
    def stop(self) -> None:
        """End; whoever made this may then destroy it in their own thread."""
        if self._timer:
            self._timer.stop()
        self._source.close()
        application = QCoreApplication.instance()
        if application is not None:
            self.moveToThread(application.thread())

    @Slot()
    def _tick(self) -> None:
        look = self._look
        if look is None:
            self._last = None  # a frame that was being looked at when the camera was let rest
            self._pace(FRAME_MS)
            self._let_go()
            return
        try:
            frame = self._newest()
        except ApoyoError as error:
            self._lost(error)
            return
        if self._broken and frame is None:
            return  # it opened again, and shows nothing yet
        self._broken = False
        self._pace(FRAME_MS)
        if frame is None or frame is self._last:
            return
        image = to_image(frame)
        if self._last is None:
            self.seen.emit(StreamedFrame(frame, image, None))  # a first look may take a second
        self._last = frame
        self.seen.emit(StreamedFrame(frame, image, look(frame)))

    def _newest(self) -> Frame | None:
        """Return the newest frame. Raises CameraMissing, CameraBusy or CameraFrozen."""
        self._source.open()
        if not self._opened:
            self._opened = True
            self._alive.begin(self._monotonic())
        frame = self._source.read()
        is_camera = self._source.kind is FrameSourceKind.CAMERA
        if is_camera and self._alive.is_frozen(frame, self._monotonic()):
            raise CameraFrozen
        return frame

    def _lost(self, error: ApoyoError) -> None:
        """Say it once, let the camera go, and look for it again."""
        if not self._broken:
            self.failed.emit(error)
        self._broken = True
        self._last = None
        self._let_go()
        self._pace(RETRY_MS)

    def _let_go(self) -> None:
        self._source.close()
        self._opened = False

    def _pace(self, interval_ms: int) -> None:
        if self._timer and self._timer.interval() != interval_ms:
            self._timer.setInterval(interval_ms)


class CameraStream(QObject):
    """The camera thread. `seen` and `failed` are delivered on the receiver's thread.

    The thread starts with the first `watch`.
    """

    seen = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        source: FrameSource,
        parent: QObject | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._source = source
        self._lens = _Lens(source, monotonic)
        self._thread = QThread(self)
        self._thread.setObjectName("camara")
        self._lens.moveToThread(self._thread)
        self._lens.seen.connect(self.seen)
        self._lens.failed.connect(self.failed)
        self._thread.started.connect(self._lens.run)

    def watch(self, look: Callable[[Frame], object]) -> None:
        """Emit frames from now on, each with the result of `look` (called in the camera thread)."""
        self._lens.set_look(look)
        if not self._thread.isRunning():
            self._thread.start()

    @property
    def several(self) -> bool:
        """Tell whether there is another camera to switch to."""
        return isinstance(self._source, SeveralCameras) and self._source.several

    @property
    def is_real(self) -> bool:
        """Tell whether frames come from a camera, and not from a folder or a drawing."""
        return self._source.kind is FrameSourceKind.CAMERA

    def switch(self) -> None:
        """Show the next camera."""
        if isinstance(self._source, SeveralCameras):
            self._source.switch()

    def rest(self) -> None:
        """Release the camera until `watch` is called again."""
        self._lens.set_look(None)

    def close(self) -> None:
        """End the thread; nothing is emitted afterwards. Idempotent."""
        self.rest()
        if self._thread.isRunning():
            blocking = Qt.ConnectionType.BlockingQueuedConnection
            QMetaObject.invokeMethod(self._lens, "stop", blocking)
            self._thread.quit()
            self._thread.wait()

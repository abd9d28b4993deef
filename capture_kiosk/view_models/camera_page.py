"""Base of pages with the camera: live while shown, frozen at the shutter, released afterwards."""

from typing import cast

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QImage

from capture_kiosk.view_models.lens import Frame, Lens, SeenFrame
from capture_kiosk.view_models.page_vm import PageVm, Ways
from capture_kiosk.view_models.qt_properties import notified
from core.errors import ApoyoError
from core.messages import explain


class CameraPage(PageVm):
    """The base of the pages that take pictures; `changed` is told at each frame."""

    framed = Signal()
    """Follows `changed`: a property crashes when it is told by a signal of another class."""

    def __init__(self, ways: Ways, lens: Lens) -> None:
        super().__init__(ways)
        self._lens = lens
        self._live = False
        self._watching = False
        self._frame: Frame | None = None
        self._image = QImage()
        self._corners: list[float] = []
        self._pointer = self._camera_advice = ""
        self.changed.connect(self.framed)

    def _look(self, frame: Frame) -> object:
        """Say something of a frame, in the camera's thread."""
        del frame
        return None

    def _see(self, said: object) -> None:
        """Take what was said of the newest frame."""

    def _go_live(self) -> None:
        self._frame, self._image, self._corners = None, QImage(), []
        self._live = True
        if not self._watching:
            self._watching = True
            self._lens.camera.seen.connect(self._on_seen)
            self._lens.camera.failed.connect(self._on_failed)
        self._lens.camera.watch(self._look)
        self.changed.emit()

    def _freeze(self) -> bytes:
        """Stop at the frame that is shown; return it as it is kept."""
        self._live = False
        self._lens.camera.rest()
        return self._lens.jpeg(self._frame)

    def _end_live(self) -> None:
        """Release the camera and its last picture; the page goes on without one."""
        self._live = False
        self._lens.camera.rest()
        self._frame, self._image, self._corners = None, QImage(), []

    def leave(self) -> None:
        """Release the camera and its last picture."""
        if self._watching:
            self._watching = False
            self._lens.camera.seen.disconnect(self._on_seen)
            self._lens.camera.failed.disconnect(self._on_failed)
        self._end_live()
        self.changed.emit()

    @Slot(object)
    def _on_seen(self, seen: object) -> None:
        if not self._live:
            return
        shown = cast("SeenFrame", seen)
        self._frame, self._image = shown.frame, shown.image
        self._camera_advice = ""
        self._see(shown.said)
        self.changed.emit()

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        if self._live and isinstance(error, ApoyoError):
            said = explain(error)
            self._frame, self._image, self._corners = None, QImage(), []
            self._pointer, self._camera_advice = said.title, said.action
            self._lost_sight()
            self.changed.emit()

    def _lost_sight(self) -> None:
        """Take back what was said of frames that no longer come."""

    @Slot()
    def switchCamera(self) -> None:  # noqa: N802  QML calls it
        """Show the next camera of this tablet, and remember it."""
        self._lens.camera.switch()
        self._frame, self._image, self._corners = None, QImage(), []
        self._lost_sight()
        self.changed.emit()

    @property
    def _shutter_note(self) -> str:
        """Return what is said beside the shutter."""
        return ""

    @property
    def _can_switch(self) -> bool:
        return self._live and self._lens.camera.several

    @property
    def _has_frame(self) -> bool:
        return self._frame is not None

    dashes = notified(int, "_dashes", framed)
    frame = notified(QImage, "_image", framed)
    corners = notified(list, "_corners", framed)
    pointer = notified(str, "_pointer", framed)
    live = notified(bool, "_live", framed)
    hasFrame = notified(bool, "_has_frame", framed)  # noqa: N815  QML reads it
    cameraAdvice = notified(str, "_camera_advice", framed)  # noqa: N815  QML reads it
    canSwitch = notified(bool, "_can_switch", framed)  # noqa: N815  QML reads it
    shutterNote = notified(str, "_shutter_note", framed)  # noqa: N815  QML reads it

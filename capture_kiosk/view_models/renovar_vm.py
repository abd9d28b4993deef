"""Numeral 11 without a network: the packet, shown in parts by another screen, is taken and kept."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtQml import QmlElement

from capture_kiosk.view_models.camera_page import CameraPage
from capture_kiosk.view_models.lens import Frame, Lens
from capture_kiosk.view_models.page_vm import Ways
from capture_kiosk.view_models.qt_properties import notified
from core.errors import ApoyoError
from core.qt_support.background import Background

QML_IMPORT_NAME = "ApoyoKiosk"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class PacketRenewal:
    """`take` takes one text and tells (parts seen, of how many, the whole once it is there).

    `store` waits for the disk, and `renewed` hears that the packet is another one.
    """

    take: Callable[[str], tuple[int, int, bytes | None]]
    store: Callable[[bytes], object]
    renewed: Callable[[], None]


@QmlElement
class RenovarVm(CameraPage):
    """The page: the camera, how many parts were seen, and the end."""

    changed = Signal()

    def __init__(self, ways: Ways, lens: Lens, renewal: PacketRenewal) -> None:
        super().__init__(ways, lens)
        self._renewal = renewal
        self._seen = self._all = 0
        self._busy = self._done = False

    def enter(self) -> None:
        self._seen = self._all = 0
        self._busy = self._done = False
        self._all_is_well()
        self._pointer = "Esperando la cámara…"
        self._go_live()

    @Slot()
    def back(self) -> None:
        """Go back home."""
        self._ways.show("inicio")

    def _look(self, frame: Frame) -> object:
        return self._lens.qr(frame)

    def _see(self, said: object) -> None:
        if not isinstance(said, str) or not said or self._busy or self._done:
            return
        try:
            self._seen, self._all, whole = self._renewal.take(said)
        except ApoyoError as error:
            self._explain(error)
            return
        if self._seen == 1:  # another packet than the one that was refused
            self._all_is_well()
        if whole is not None:
            self._store(whole)

    def _store(self, whole: bytes) -> None:
        self._busy = True
        self._all_is_well()
        task = Background(partial(self._renewal.store, whole), self)
        task.done.connect(self._stored)
        task.failed.connect(self._work_failed)
        task.start()

    @Slot()
    def _stored(self) -> None:
        self._busy, self._done = False, True
        if self._live:  # else the page was left meanwhile
            self._end_live()
        self.changed.emit()
        self._renewal.renewed()

    @property
    def _said(self) -> str:
        if self._done:
            return "Paquete renovado"
        if not self._all:
            return "Esperando el primer código"
        return f"{self._seen} de {self._all} partes"

    @property
    def _share(self) -> float:
        return 1.0 if self._done else self._seen / self._all if self._all else 0.0

    said = notified(str, "_said", changed)
    share = notified(float, "_share", changed)
    done = notified(bool, "_done", changed)
    problem = notified(str, "_problem", changed)
    advice = notified(str, "_advice", changed)
    code = notified(str, "_code", changed)

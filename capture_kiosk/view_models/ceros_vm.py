"""«Dispositivo en ceros»: what is erased, the act, and what remains with its certificate."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtQml import QmlElement

from capture_kiosk.device.emptied import Emptied
from capture_kiosk.view_models.page_vm import PageVm, Ways
from capture_kiosk.view_models.qt_properties import notified
from core.messages import with_noun
from core.qt_support.background import Background

QML_IMPORT_NAME = "ApoyoKiosk"
QML_IMPORT_MAJOR_VERSION = 1

_BEFORE, _SURE, _DONE = "antes", "seguro", "hecho"
_TITLE = "Dispositivo en ceros"


@dataclass(frozen=True, slots=True)
class EndOfLife:
    """`empty` and what `keep` returns wait for the disk; `qr` and `pdf` are drawn at once.

    `is_signed` tells that an emptying was cut at its last step: it is ended without asking.
    `keep` takes the PDF, and its work tells where it was put; `ended` closes the app.
    """

    empty: Callable[[], Emptied]
    is_signed: Callable[[], bool]
    qr: Callable[[str], QImage]
    pdf: Callable[[str, tuple[str, ...], QImage], bytes]
    keep: Callable[[bytes], Callable[[], str]]
    ended: Callable[[], None]


@QmlElement
class CerosVm(PageVm):
    """The page: before, sure, and done."""

    changed = Signal()

    def __init__(self, ways: Ways, end: EndOfLife) -> None:
        super().__init__(ways)
        self._end = end
        self._stage = _BEFORE
        self._busy = False
        self._emptied: Emptied | None = None
        self._picture = QImage()
        self._kept = ""

    def enter(self) -> None:
        if self._emptied is None:
            self._stage = _BEFORE
            self._all_is_well()
            if self._end.is_signed():
                self.ask()
                self.empty()
        self.changed.emit()

    @Slot()
    def ask(self) -> None:
        """Ask whether it is meant; nothing is erased yet."""
        self._all_is_well()
        self._stage = _SURE
        self.changed.emit()

    @Slot()
    def empty(self) -> None:
        """Erase everything, or say why it cannot be."""
        if self._busy or self._stage != _SURE:
            return
        self._busy = True
        task = Background(self._end.empty, self)
        task.done.connect(self._is_empty)
        task.failed.connect(self._failed)
        task.start()
        self.changed.emit()

    @Slot()
    def keepPdf(self) -> None:  # noqa: N802  QML calls it
        """Write the certificate to the memory stick."""
        if self._emptied is None:
            return
        self._all_is_well()
        pdf = self._end.pdf(_TITLE, (*self._lines, self._emptied.certificate), self._picture)
        task = Background(self._end.keep(pdf), self)
        task.done.connect(self._was_kept)
        task.failed.connect(self._failed)
        task.start()

    @Slot()
    def finish(self) -> None:
        """Close the app: there is nothing left to open."""
        self._end.ended()

    @Slot()
    def back(self) -> None:
        """Go back; once it is begun there is no way back."""
        if self._busy:
            return
        if self._stage == _SURE:
            self.enter()
        elif self._can_go_back:
            self._ways.show("entrega")

    @Slot(object)
    def _is_empty(self, emptied: object) -> None:
        self._busy = False
        if isinstance(emptied, Emptied):
            self._emptied, self._stage = emptied, _DONE
            self._picture = self._end.qr(emptied.certificate)
        self.changed.emit()

    @Slot(object)
    def _was_kept(self, where: object) -> None:
        self._kept = f"Guardado en {where}." if where else "No se ve ninguna memoria."
        self.changed.emit()

    @Slot(object)
    def _failed(self, error: object) -> None:
        if self._emptied is None:
            self._stage = _BEFORE
        self._work_failed(error)

    @property
    def _lines(self) -> tuple[str, ...]:
        done = self._emptied
        if done is None:
            return ()
        left = ", ".join(done.remains) or "nada"
        return (
            f"Tableta: {done.device}",
            f"Fecha: {done.emptied_at:%Y-%m-%d %H:%M:%S} UTC",
            f"Enviados y recibidos desde aquí: {with_noun(done.receipts, 'apoyo', 'apoyos')}",
            f"Queda en la tableta: {left}",
        )

    @property
    def _text(self) -> str:
        return "\n".join(self._lines)

    @property
    def _is_done(self) -> bool:
        return self._stage == _DONE

    @property
    def _is_sure(self) -> bool:
        return self._stage == _SURE

    @property
    def _can_go_back(self) -> bool:
        return self._stage != _DONE and not self._busy and not self._end.is_signed()

    dashes = notified(int, "_dashes", changed)
    stage = notified(str, "_stage", changed)
    done = notified(bool, "_is_done", changed)
    sure = notified(bool, "_is_sure", changed)
    canGoBack = notified(bool, "_can_go_back", changed)  # noqa: N815  QML reads it
    busy = notified(bool, "_busy", changed)
    text = notified(str, "_text", changed)
    kept = notified(str, "_kept", changed)
    picture = notified(QImage, "_picture", changed)
    problem = notified(str, "_problem", changed)
    advice = notified(str, "_advice", changed)
    code = notified(str, "_code", changed)

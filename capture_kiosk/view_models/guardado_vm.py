"""Numerals 23 and 24: what is said once the record is sealed and on disk."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtQml import QmlElement

from capture_kiosk.view_models.page_vm import PageVm, Ways
from capture_kiosk.view_models.qt_properties import notified

QML_IMPORT_NAME = "ApoyoKiosk"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class SavedWords:
    """What is said at the end of a capture; `number` stands for the record's number."""

    title: str = "Apoyo guardado"
    sentence: str = "Registro {number}, cifrado en esta tableta."
    following: str = "Se enviará solo cuando haya red. Puede captar otro apoyo ahora mismo."


@QmlElement
class GuardadoVm(PageVm):
    """The number of the record; the draft is gone."""

    changed = Signal()

    def __init__(
        self,
        ways: Ways,
        another: Callable[[], None],
        left: Callable[[], None],
        words: SavedWords | None = None,
    ) -> None:
        """`another` begins a capture; `left` hears that this page went before it began."""
        super().__init__(ways)
        self._another, self._left = another, left
        self._words = words or SavedWords()
        self._title, self._following = self._words.title, self._words.following
        self._sentence = ""

    def say(self, number: int) -> None:
        """Say which record was saved."""
        self._sentence = self._words.sentence.format(number=number)
        self.changed.emit()

    @Slot()
    def another(self) -> None:
        """Begin the next capture, for the same aspirante; this page stays until it begins."""
        self._another()

    def leave(self) -> None:
        self._left()

    dashes = notified(int, "_dashes", changed)
    title = notified(str, "_title", changed)
    sentence = notified(str, "_sentence", changed)
    following = notified(str, "_following", changed)

"""Numerals 25 to 28 on the screen: what waits, what failed and whose problem it is."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtQml import QmlElement

from capture_kiosk.sending.sending_flow import SendingFlow, Word
from capture_kiosk.view_models.page_vm import PageVm, Ways
from capture_kiosk.view_models.qt_properties import Rows, fixed, notified
from core.domain.tablet import KeptReceipt, RecordInfo

QML_IMPORT_NAME = "ApoyoKiosk"
QML_IMPORT_MAJOR_VERSION = 1

_TOLD = {
    Word.GUARDADO: "cifrado aquí",
    Word.ENVIADO: "espera recibo",
    Word.RECIBIDO: "ya tiene folio",
    Word.BORRADO: "ya no está aquí",
}


@dataclass(frozen=True, slots=True)
class WordRow:
    """One of the four words."""

    reached: int
    name: str
    told: str


@dataclass(frozen=True, slots=True)
class RecordLineRow:
    """One record, or a span of those that only wait."""

    number: str
    note: str
    word: str
    reached: int


@QmlElement
class ColaVm(PageVm):
    """The page of sendings."""

    changed = Signal()

    def __init__(self, ways: Ways, send_now: Callable[[], None]) -> None:
        super().__init__(ways)
        self._send_now = send_now
        self._flow = SendingFlow()
        self._records = Rows(RecordLineRow, self)
        self._legend = Rows(WordRow, self)
        self._legend.show([WordRow(word.dots, word.text, _TOLD[word]) for word in Word])
        self._waiting = 0

    records = fixed("_records")
    legend = fixed("_legend")

    def show_kept(
        self,
        waiting: tuple[RecordInfo, ...],
        receipts: tuple[KeptReceipt, ...],
        flow: SendingFlow,
    ) -> None:
        """Show what is on the tablet and how the sender fares."""
        self._flow = flow
        self._waiting = len(waiting)
        lines = flow.lines(waiting, receipts)
        self._records.show(
            [
                RecordLineRow(line.number, line.note, line.word.text, line.word.dots)
                for line in lines
            ]
        )
        self.changed.emit()

    @Slot()
    def sendNow(self) -> None:  # noqa: N802  QML calls it
        """Try now instead of later."""
        self._send_now()

    @Slot()
    def openAcuses(self) -> None:  # noqa: N802  QML calls it
        """Open the list of acuses."""
        self._ways.show("acuses")

    @property
    def _busy(self) -> bool:
        return self._flow.busy and self._waiting > 0

    @property
    def _trouble_title(self) -> str:
        return self._flow.trouble.title if self._flow.trouble and self._waiting else ""

    @property
    def _trouble_action(self) -> str:
        return self._flow.trouble.action if self._flow.trouble else ""

    @property
    def _owner(self) -> str:
        return self._flow.trouble.owner if self._flow.trouble else ""

    @property
    def _empty(self) -> bool:
        return self._records.rowCount() == 0

    @property
    def _note(self) -> str:
        return "Se envían solos cuando hay red."

    dashes = notified(int, "_dashes", changed)
    busy = notified(bool, "_busy", changed)
    problem = notified(str, "_trouble_title", changed)
    advice = notified(str, "_trouble_action", changed)
    owner = notified(str, "_owner", changed)
    empty = notified(bool, "_empty", changed)
    note = notified(str, "_note", changed)

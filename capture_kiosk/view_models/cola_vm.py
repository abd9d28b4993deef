"""Numerals 25 to 28 on the screen: what waits, what failed and whose problem it is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal, Slot
from PySide6.QtQml import QmlElement

from capture_kiosk.device.today import Today
from capture_kiosk.sending.sending_flow import SendingFlow, Word
from capture_kiosk.view_models.page_vm import PageVm, Ways
from capture_kiosk.view_models.qt_properties import Rows, fixed, notified
from core.domain.device.tablet import KeptReceipt, RecordInfo
from core.messages import with_noun

QML_IMPORT_NAME = "ApoyoKiosk"
QML_IMPORT_MAJOR_VERSION = 1

_PAGE = 40
"""Lines shown at first, and at each «Ver más»."""
_TOLD = {
    Word.GUARDADO: "cifrado aquí",
    Word.ENVIADO: "espera recibo",
    Word.RECIBIDO: "ya tiene folio",
    Word.BORRADO: "ya no está aquí",
}


def _mib(octets: int) -> str:
    """Return megabytes with one decimal."""
    return f"{octets / 1_000_000:.1f}"


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
    """The page of sendings. `look` reads what is on the tablet anew, for `show_kept`."""

    changed = Signal()

    def __init__(
        self,
        ways: Ways,
        send_now: Callable[[], None],
        look: Callable[[], None],
        today: Today,
    ) -> None:
        super().__init__(ways)
        self._look = look
        self._today = today
        self._most = _PAGE
        self._kept: tuple[Sequence[RecordInfo], Sequence[KeptReceipt]] = ((), ())
        self._send_now = send_now
        self._flow = SendingFlow()
        self._records = Rows(RecordLineRow, self)
        self._legend = Rows(WordRow, self)
        self._legend.show([WordRow(word.dots, word.text, _TOLD[word]) for word in Word])
        self._waiting = 0
        self._more = False

    records = fixed("_records")
    legend = fixed("_legend")

    @property
    def receipts_shown(self) -> int:
        """Return how many receipts are looked at: one more than is shown, to know if there are."""
        return self._most + 1

    def show_kept(
        self,
        waiting: Sequence[RecordInfo],
        receipts: Sequence[KeptReceipt],
        flow: SendingFlow,
    ) -> None:
        """Show what is on the tablet, its newest receipts, and how the sender fares."""
        self._flow = flow
        self._kept = waiting, receipts
        self._show_lines()

    def show_flow(self, flow: SendingFlow) -> None:
        """Show how the sender fares; the lines stay until what is on the tablet is counted."""
        self._flow = flow
        self.changed.emit()

    def enter(self) -> None:
        self._most = _PAGE
        self._show_lines()

    @Slot()
    def showMore(self) -> None:  # noqa: N802  QML calls it
        """Show older records, down to the first that was sent from here."""
        self._most += _PAGE
        self._look()

    def _show_lines(self) -> None:
        waiting, receipts = self._kept
        self._waiting = len(waiting)
        lines = self._flow.lines(waiting, receipts, self._most + 1)
        self._more = len(lines) > self._most
        self._records.show(
            [
                RecordLineRow(line.number, line.note, line.word.text, line.word.dots)
                for line in lines[: self._most]
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

    @Slot()
    def openHandIn(self) -> None:  # noqa: N802  QML calls it
        """Open the hand-in on a memory stick."""
        self._ways.show("entrega")

    @property
    def _is_busy(self) -> bool:
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
        """Say how far sending is, or when it is tried next."""
        moved, at = self._flow.progress, self._flow.next_at
        if self._is_busy and moved is not None:
            counts = f"{moved.records:,} de {with_noun(moved.all_records, 'apoyo', 'apoyos')}"
            return f"{counts} · {_mib(moved.octets)} de {_mib(moved.all_octets)} MB"
        if at is not None and self._waiting and self._today.has_packet:
            zone = ZoneInfo(self._today.packet.time_zone)
            return f"Próximo intento a las {at.astimezone(zone):%H:%M:%S}. Se envían solos."
        return "Se envían solos cuando hay red."

    @property
    def _share(self) -> float:
        return self._flow.progress.percent / 100 if self._is_busy and self._flow.progress else 0.0

    share = notified(float, "_share", changed)
    more = notified(bool, "_more", changed)
    dashes = notified(int, "_dashes", changed)
    busy = notified(bool, "_is_busy", changed)
    problem = notified(str, "_trouble_title", changed)
    advice = notified(str, "_trouble_action", changed)
    owner = notified(str, "_owner", changed)
    empty = notified(bool, "_empty", changed)
    note = notified(str, "_note", changed)

"""Numeral 27: the acuses of this auxiliar. They hold no personal data."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal, Slot
from PySide6.QtQml import QmlElement

from capture_kiosk.device.today import Today
from capture_kiosk.view_models.page_vm import PageVm, Ways
from capture_kiosk.view_models.qt_properties import Rows, fixed, notified
from core.domain.apoyos.acuse import AcuseRow
from core.messages import with_noun
from core.qt_support.background import Background
from core.spanish_dates import moment

QML_IMPORT_NAME = "ApoyoKiosk"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class AcuseLine:
    """One acuse."""

    title: str
    detail: str


@QmlElement
class AcusesVm(PageVm):
    """The list, fetched when the page opens."""

    changed = Signal()

    def __init__(self, ways: Ways, today: Today, fetch: Callable[[], Sequence[AcuseRow]]) -> None:
        super().__init__(ways)
        self._today = today
        self._fetch = fetch
        self._rows = Rows(AcuseLine, self)
        self._busy = False

    acuses = fixed("_rows")

    def enter(self) -> None:
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Ask the server for the list."""
        if self._busy:
            return
        self._busy = True
        self._all_is_well()
        task = Background(self._fetch, self)
        task.done.connect(self._fetched)
        task.failed.connect(self._work_failed)
        task.start()
        self.changed.emit()

    @Slot()
    def back(self) -> None:
        """Return to the sendings."""
        self._ways.show("cola")

    @Slot(object)
    def _fetched(self, rows: object) -> None:
        self._busy = False
        if isinstance(rows, Sequence):
            self._rows.show([self._line(row) for row in rows])
        self.changed.emit()

    def _line(self, row: AcuseRow) -> AcuseLine:
        when = moment(row.issued_at, ZoneInfo(self._today.packet.time_zone))
        received = with_noun(row.received, "recibido", "recibidos")
        pending = with_noun(row.pending, "pendiente", "pendientes")
        return AcuseLine(
            f"Acuse {row.number} · {when}", f"Envío {row.envio} · {received} · {pending}"
        )

    @property
    def _note(self) -> str:
        if self._busy:
            return "Consultando…"
        return "" if self._rows.rowCount() or self._problem else "Todavía no hay acuses."

    dashes = notified(int, "_dashes", changed)
    problem = notified(str, "_problem", changed)
    advice = notified(str, "_advice", changed)
    note = notified(str, "_note", changed)

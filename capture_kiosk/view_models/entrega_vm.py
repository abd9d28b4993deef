"""Handing in what waits on a memory stick, and taking the receipts back (numerals 25 to 28)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtQml import QmlElement

from capture_kiosk.device.handed import Handed
from capture_kiosk.view_models.page_vm import PageVm, Ways
from capture_kiosk.view_models.qt_properties import notified
from core.messages import with_noun
from core.qt_support.background import Background

QML_IMPORT_NAME = "ApoyoKiosk"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class HandingIn:
    """`sticks` and `hand_in` wait for the disk; `ended` hears that the queue may have changed."""

    sticks: Callable[[], Sequence[Path]]
    hand_in: Callable[[Path], Handed]
    ended: Callable[[], None]


@QmlElement
class EntregaVm(PageVm):
    """The page: which stick, one act, and what came of it."""

    changed = Signal()

    def __init__(self, ways: Ways, handing_in: HandingIn) -> None:
        super().__init__(ways)
        self._handing_in = handing_in
        self._stick: Path | None = None
        self._busy = False
        self._said = self._following = ""

    def enter(self) -> None:
        self._said = self._following = ""
        self._all_is_well()
        self.look()

    @Slot()
    def look(self) -> None:
        """Look for a stick again."""
        task = Background(self._handing_in.sticks, self)
        task.done.connect(self._found)
        task.start()

    @Slot(object)
    def _found(self, sticks: Sequence[Path]) -> None:
        self._stick = next(iter(sticks), None)
        self.changed.emit()

    @Slot()
    def handIn(self) -> None:  # noqa: N802  QML calls it
        """Copy what waits, and take the receipts that lie there."""
        if self._busy or self._stick is None:
            return
        self._busy = True
        self._said = self._following = ""
        self._all_is_well()
        task = Background(partial(self._handing_in.hand_in, self._stick), self)
        task.done.connect(self._handed)
        task.failed.connect(self._work_failed)
        task.start()
        self.changed.emit()

    @Slot()
    def openEnd(self) -> None:  # noqa: N802  QML calls it
        """Open the end of this tablet's work."""
        self._ways.show("ceros")

    @Slot()
    def back(self) -> None:
        """Go back to the page of sendings."""
        self._ways.show("cola")

    @Slot(object)
    def _handed(self, handed: object) -> None:
        self._busy = False
        if isinstance(handed, Handed):
            self._say(handed)
            if handed.of_stick:
                self.look()
        self.changed.emit()
        self._handing_in.ended()

    def _say(self, handed: Handed) -> None:
        if handed.error is not None:
            self._explain(handed.error)
        parts = []
        if handed.received:
            one, more = "recibo recogido: ya se borró", "recibos recogidos: ya se borraron"
            parts.append(f"{with_noun(handed.received, one, more)} de aquí.")
        if handed.copied:
            parts.append(f"{with_noun(handed.copied, 'apoyo copiado', 'apoyos copiados')}.")
        if handed.copied and not handed.of_stick:
            self._following = (
                "Lleve la memoria al Instituto y tráigala de vuelta: con sus recibos se borran de "
                "esta tableta. Si antes hay red, se envían y cuentan una sola vez."
            )
        self._said = " ".join(parts) or ("" if handed.error else "No había nada que entregar.")

    @property
    def _there(self) -> bool:
        return self._stick is not None

    @property
    def _name(self) -> str:
        return f"Memoria: {self._stick.name}" if self._stick else "No se ve ninguna memoria"

    dashes = notified(int, "_dashes", changed)
    there = notified(bool, "_there", changed)
    name = notified(str, "_name", changed)
    busy = notified(bool, "_busy", changed)
    said = notified(str, "_said", changed)
    following = notified(str, "_following", changed)
    problem = notified(str, "_problem", changed)
    advice = notified(str, "_advice", changed)
    code = notified(str, "_code", changed)

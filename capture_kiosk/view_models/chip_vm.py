"""The counter chip: what waits on this tablet, how the network is, how near the end is."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from capture_kiosk.sending.sending_flow import Network, SendingFlow
from capture_kiosk.view_models.qt_properties import notified
from core.domain.device.tablet import RecordInfo
from core.messages import with_noun

QML_IMPORT_NAME = "ApoyoKiosk"
QML_IMPORT_MAJOR_VERSION = 1

_WORDS = {
    Network.UNKNOWN: ("Buscando red", "Puede captar: se enviarán solos.", "red"),
    Network.UP: ("Con red", "Se envían solos.", "red"),
    Network.DOWN: ("Sin red", "Siga captando: se enviarán solos.", "sin_red"),
    Network.PORTAL: ("La red pide entrar", "Entre a la red en el navegador.", "alerta"),
    Network.IMPOSTOR: ("Servidor ajeno", "Cambie de red: nada se envió.", "alerta"),
    Network.SERVER: ("Servidor con fallas", "Siga captando: se enviarán solos.", "alerta"),
}


@QmlElement
class ChipVm(QObject):
    """Counters and network, on every page but the signature, and nowhere in a practice."""

    changed = Signal()

    def __init__(
        self,
        open_sendings: Callable[[], None],
        parent: QObject | None = None,
        *,
        shown: bool = True,
    ) -> None:
        super().__init__(parent)
        self._shown = shown
        self._open = open_sendings
        self._saved = self._sent = self._received = 0
        self._flow = SendingFlow()
        self._closing = ""

    def show_kept(self, waiting: Sequence[RecordInfo], received: int, flow: SendingFlow) -> None:
        """Show what waits, what was received and how the sender fares."""
        self._flow = flow
        without = flow.unreceipted
        self._sent = sum(each.record_id in without for each in waiting) if without else 0
        self._saved = len(waiting) - self._sent
        self._received = received
        self.changed.emit()

    def show_flow(self, flow: SendingFlow) -> None:
        """Show how the sender fares; what waits stays as it was last counted."""
        self._flow = flow
        self.changed.emit()

    def show_closing(self, sentence: str) -> None:
        """Say that the period is about to end; empty says nothing."""
        if sentence != self._closing:
            self._closing = sentence
            self.changed.emit()

    @property
    def closing_now(self) -> str:
        """Return what is said of the end, empty while it is far."""
        return self._closing

    @property
    def _saved_words(self) -> str:
        return with_noun(self._saved, "guardado", "guardados")

    @property
    def _network(self) -> str:
        if self._flow.busy and self._saved:
            moved = self._flow.progress
            return f"Enviando {moved.percent} %" if moved else "Enviando…"
        return _WORDS[self._flow.network][0]

    @property
    def _advice(self) -> str:
        return _WORDS[self._flow.network][1]

    @property
    def _icon(self) -> str:
        return _WORDS[self._flow.network][2]

    @property
    def _counts(self) -> tuple[str, str, str]:
        return f"{self._saved:,}", f"{self._sent:,}", f"{self._received:,}"

    @property
    def _saved_count(self) -> str:
        return self._counts[0]

    @property
    def _sent_count(self) -> str:
        return self._counts[1]

    @property
    def _received_count(self) -> str:
        return self._counts[2]

    shown = notified(bool, "_shown", changed)
    saved = notified(str, "_saved_words", changed)
    network = notified(str, "_network", changed)
    advice = notified(str, "_advice", changed)
    icon = notified(str, "_icon", changed)
    closing = notified(str, "_closing", changed)
    savedCount = notified(str, "_saved_count", changed)  # noqa: N815  QML reads it
    sentCount = notified(str, "_sent_count", changed)  # noqa: N815  QML reads it
    receivedCount = notified(str, "_received_count", changed)  # noqa: N815  QML reads it

    @Slot()
    def open(self) -> None:
        """Open the page of sendings."""
        self._open()

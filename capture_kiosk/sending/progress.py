"""How far a run of sending is, counted as records end and bytes leave."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock

from capture_kiosk.sending.sending_flow import SendingProgress
from core.domain.apoyos.apoyo import RecordId
from core.domain.device.tablet import RecordInfo
from core.procedure.n25_send_pending import RecordResult


@dataclass(slots=True)
class ProgressCount:
    """One run. `told` hears each change, one at a time, in the thread that made it.

    A record may leave while the one before is still being erased.
    """

    progress: SendingProgress
    told: Callable[[SendingProgress], None]
    _received: int = 0
    _left: dict[RecordId, int] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    @classmethod
    def of(
        cls, waiting: Sequence[RecordInfo], told: Callable[[SendingProgress], None]
    ) -> "ProgressCount":
        """Return the count of what waits now, nothing of it sent yet."""
        octets = sum(record.size for record in waiting)
        count = cls(SendingProgress(0, len(waiting), 0, octets), told)
        if waiting:
            told(count.progress)
        return count

    def moved(self, record: RecordInfo, octets: int) -> None:
        """Note how many bytes of a record have left."""
        with self._lock:
            self._left[record.record_id] = octets
            self._tell(self.progress.records)

    def ended(self, result: RecordResult) -> None:
        """Note how a record ended: what was received left whole, what failed counts as not sent."""
        received = result.error is None
        with self._lock:
            self._left.pop(result.record.record_id, None)
            self._received += result.record.size if received else 0
            self._tell(self.progress.records + int(received))

    def _tell(self, records: int) -> None:
        octets = self._received + sum(self._left.values())
        self.progress = replace(self.progress, records=records, octets=octets)
        self.told(self.progress)

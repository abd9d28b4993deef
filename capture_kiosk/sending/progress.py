"""How far a run of sending is, counted as records end and bytes leave."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from capture_kiosk.sending.sending_flow import SendingProgress
from core.domain.tablet import RecordInfo
from core.procedure.n25_send_pending import RecordResult


@dataclass(slots=True)
class ProgressCount:
    """One run. `told` hears each change, in the sender's thread."""

    progress: SendingProgress
    told: Callable[[SendingProgress], None]
    _before: int = 0

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
        del record
        self._tell(replace(self.progress, octets=self._before + octets))

    def ended(self, result: RecordResult) -> None:
        """Note how a record ended: what was received left whole, what failed counts as not sent."""
        received = result.error is None
        self._before += result.record.size if received else 0
        done = self.progress.records + int(received)
        self._tell(replace(self.progress, records=done, octets=self._before))

    def _tell(self, progress: SendingProgress) -> None:
        self.progress = progress
        self.told(progress)

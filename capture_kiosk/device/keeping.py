"""From a finished draft to the work that seals and stores it on this tablet (numeral 23)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from capture_kiosk.capture.draft import Draft
from capture_kiosk.capture.record import apoyo_of, citizen_of, facts_of
from capture_kiosk.device.tablet import Tablet
from core.domain.apoyos.apoyo import Apoyo


@dataclass(frozen=True, slots=True)
class RecordKeeping:
    """Each method reads the draft at once and returns work for another thread."""

    tablet: Tablet
    app_hash: Callable[[], str]

    def preallocate(self, draft: Draft) -> Callable[[], None]:
        """Return the work that sets aside what a draft will take on disk."""
        return partial(self.tablet.preallocate, self._apoyo(draft))

    def prepare(self, draft: Draft) -> Callable[[], int]:
        """Return the work that seals and stores a draft. Raises InkMissing."""
        facts = facts_of(draft, self.tablet.frames)
        return partial(self.tablet.save, facts, self._apoyo(draft))

    def seen_before(self, draft: Draft) -> Callable[[], bool]:
        """Return the work that tells whether a waiting record is of the same citizen."""
        return partial(self.tablet.seen_before, citizen_of(draft))

    def _apoyo(self, draft: Draft) -> Apoyo:
        return apoyo_of(draft, {"app": self.app_hash()})

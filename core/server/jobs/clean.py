"""What the worker throws away: uploads that nobody goes on with, and what is over."""

from dataclasses import dataclass
from datetime import timedelta

from core.central.unit_of_work import SERVER
from core.server.acts import blobs
from core.server.dependencies import Dependencies
from core.server.invitation import code_maker

ABANDONED = timedelta(days=7)
"""A part that grew no more in this time goes: the tablet has the record, and begins anew."""


@dataclass(frozen=True, slots=True)
class CleanJob:
    """Throws away what serves nobody any more. Never a whole record."""

    deps: Dependencies

    def __call__(self) -> int:
        """Return how many parts, sessions, codes, counts and passwords went away."""
        forgotten = blobs(self.deps).forget_parts(self.deps.clock.now() - ABANDONED)
        with self.deps.units.writing(SERVER) as work:
            over = (
                work.sessions,
                work.tablet_sessions,
                work.tries,
                work.codes(code_maker(self.deps)),
                work.accounts,
            )
            return forgotten + sum(each.forget_over() for each in over)

"""Jobs that one worker at a time does as a whole: what two did of them would be done twice.

No act relies on it: what must happen once is once by its own rows. This keeps the second worker
from drawing, or counting, what the first one has at hand.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col

from core.central import leases
from core.central.database import row_of
from core.central.tables.trabajos import StoredTrabajo
from core.ports.shared import Clock


@dataclass(frozen=True, slots=True)
class StoredTrabajos:
    """The jobs of one database."""

    session: Session
    clock: Clock

    def take(self, job: str, holder: leases.Holder, *, lasts: timedelta = leases.LEASE) -> bool:
        """Tell whether `holder` does this job now, for so long from now on."""
        wanted, now = col(StoredTrabajo.id) == job, self.clock.now()
        return bool(
            leases.take(self.session, StoredTrabajo, wanted, holder=holder, now=now, lasts=lasts)
        )

    def give_back(self, holder: leases.Holder) -> None:
        """Let another worker do what `holder` does not go on with."""
        leases.give_back(self.session, StoredTrabajo, holder=holder)

    def is_done(self, job: str, day: date) -> bool:
        """Tell whether a daily job was done on that day, by whichever worker. Raises NotThere."""
        return row_of(self.session, StoredTrabajo, job).done_on == day

    def done(self, job: str, day: date) -> None:
        """Note that a daily job was done, and free it. Raises NotThere."""
        row = row_of(self.session, StoredTrabajo, job)
        row.done_on, row.leased_by, row.leased_until = day, "", None
        self.session.add(row)
        self.session.flush()

"""Verdicts forgotten, so that a test sees them made anew."""

from sqlmodel import delete, update

from core.central.tables.apoyos import StoredApoyo
from core.central.tables.verification import StoredOpening, StoredVerdict
from core.central.unit_of_work import UnitOfWork


def forget_verdicts(work: UnitOfWork, *, openings: bool = False) -> None:
    """Delete every verdict, and with `openings` what opening gave; the roll-up follows."""
    for rows in (StoredVerdict, StoredOpening) if openings else (StoredVerdict,):
        work.session.exec(delete(rows))
    work.session.exec(update(StoredApoyo).values(judged_at=None))
    for pair in {each.pair for each in work.recount.differences()}:
        work.recount.mend(pair)
